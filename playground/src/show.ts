import { formatError, SandboxError, type Execution, type KobakoError, type Usage } from "kobako";

import type { Limits } from "./limits.ts";
import { tree } from "./tree.ts";

function find<T extends HTMLElement>(selector: string): T {
  return document.querySelector(selector) as T;
}

function bytes(count: number): string {
  return count < 1 << 20 ? `${Math.round(count / 1024)} KiB` : `${(count / (1 << 20)).toFixed(1)} MiB`;
}

function time(ms: number): string {
  return ms < 1 ? `${Math.round(ms * 1000)} µs` : `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
}

function meter(title: string, text: string, share: number): HTMLElement {
  const made = document.createElement("div");
  const filled = Math.min(1, share);
  made.className = filled >= 0.99 ? "meter full" : "meter";
  made.innerHTML = '<span class="title"></span><span class="text"></span><span class="track"><span></span></span>';
  (made.querySelector(".title") as HTMLElement).textContent = title;
  (made.querySelector(".text") as HTMLElement).textContent = text;
  (made.querySelector(".track span") as HTMLElement).style.width = `${Math.max(filled * 100, 1)}%`;
  return made;
}

function showMeters(usage: Usage | undefined, limits: Limits): void {
  const meters = find("#meters");
  meters.replaceChildren();
  if (!usage) return;
  const { wallTime, memoryPeak, fuel, serviceCalls } = usage;
  meters.append(
    meter("Time", time(wallTime), wallTime / limits.timeout),
    meter("Memory", bytes(memoryPeak), memoryPeak / limits.memoryLimit),
    meter("Fuel", fuel.toLocaleString("en"), fuel / limits.fuel),
    meter("Service calls", serviceCalls.toLocaleString("en"), 0),
  );
}

function showOutput(execution: Execution | undefined): void {
  const pre = find("#output pre");
  pre.replaceChildren();
  const { stdout = "", stderr = "", stdoutTruncated = false, stderrTruncated = false } = execution ?? {};
  pre.append(stdout);
  if (stderr) {
    const warned = document.createElement("span");
    warned.className = "stderr";
    warned.textContent = stderr;
    pre.append(warned);
  }
  if (stdoutTruncated || stderrTruncated) pre.append("\n(output past the limit was dropped)");
  find("#output").hidden = stdout === "" && stderr === "";
}

function showCalls(calls: readonly string[]): void {
  const panel = find("#calls");
  const list = find("#calls ol");
  panel.hidden = calls.length === 0;
  const shown = calls.slice(0, 50).map((call) => {
    const item = document.createElement("li");
    item.textContent = call;
    return item;
  });
  list.replaceChildren(...shown);
  (panel.querySelector("h2") as HTMLElement).textContent =
    calls.length > 50 ? `Service calls, 50 of ${calls.length}` : "Service calls";
}

/** The excerpt, its carets coloured. */
function showExcerpt(text: string): void {
  const pre = find("#error .excerpt");
  pre.replaceChildren();
  for (const line of text.split("\n")) {
    const row = document.createElement("span");
    row.className = /^ +\| [\s^]+$/.test(line) ? "caret" : line.startsWith(">") ? "marked" : "";
    row.textContent = `${line}\n`;
    pre.append(row);
  }
}

function status(kind: string, text: string): void {
  const line = find("#status");
  line.className = `status ${kind}`;
  line.textContent = text;
}

export function showLoading(guest: string): void {
  status("running", `Fetching the guest ${guest}…`);
}

export function showRunning(): void {
  status("running", "Running…");
}

export function showValue(execution: Execution, limits: Limits, calls: readonly string[], again: string): void {
  status("good", `Ended in a value${again}`);
  showMeters(execution.usage, limits);
  showOutput(execution);
  showCalls(calls);
  find("#error").hidden = true;
  find("#value").hidden = false;
  find("#value .tree").replaceChildren(tree(execution.value));
}

export function showError(error: KobakoError, source: string, limits: Limits, calls: readonly string[]): void {
  const kind = error instanceof SandboxError && error.diagnostics.length > 0 ? "does not compile" : error.code;
  status("bad", `Ended in ${error.name} (${kind})`);
  showMeters(error.execution?.usage, limits);
  showOutput(error.execution);
  showCalls(calls);
  find("#value").hidden = true;
  find("#error").hidden = false;
  showExcerpt(formatError(error, source));
}

export function showFailure(message: string): void {
  status("bad", message);
}
