import { KobakoError, Sandbox, type Execution } from "kobako";

import { editor } from "./editor.ts";
import { examples } from "./examples.ts";
import { guestControl, isLoaded, ready } from "./guests.ts";
import { limitControls, type Limits } from "./limits.ts";
import { services } from "./services.ts";
import { fromFragment, toFragment } from "./share.ts";
import { showError, showFailure, showLoading, showRunning, showValue } from "./show.ts";

/** Runs of the same script that are timed after a quick first one. */
const timedRuns = 200;

const canvas = document.querySelector("#canvas") as HTMLCanvasElement;
const exampleSelect = document.querySelector("#example") as HTMLSelectElement;
const runButton = document.querySelector("#run") as HTMLButtonElement;
const settings = document.querySelector("#limits") as HTMLElement;
const guest = guestControl(settings);
const limits = limitControls(settings);
const boxes = new Map<string, HTMLInputElement>();
let running = false;

const view = editor(document.querySelector("#editor") as HTMLElement, "", () => void run());

for (const { name, about } of services) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  const note = document.createElement("small");
  box.type = "checkbox";
  box.name = name;
  note.textContent = about;
  label.append(box, name, note);
  (document.querySelector("#services") as HTMLElement).append(label);
  boxes.set(name, box);
}
for (const [at, { title }] of examples.entries()) exampleSelect.add(new Option(title, String(at)));

function write(source: string, chosen: readonly string[]): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: source } });
  for (const [name, box] of boxes) box.checked = chosen.includes(name);
}

function chosenServices(): typeof services {
  return services.filter(({ name }) => boxes.get(name)?.checked);
}

/** A sandbox as the page says; one costs microseconds, so each run has its own. */
function sandbox(chosen: Limits, calls: string[]): Sandbox {
  const made = new Sandbox({
    ...chosen,
    guest: guest.read(),
    stdoutLimit: 64 << 10,
    stderrLimit: 64 << 10,
    hashes: "map",
  });
  const log = (call: string): void => void (calls.length < 100_000 && calls.push(call));
  for (const service of chosenServices()) service.bind(made, log, canvas);
  return made;
}

/** How long a script takes once the engine is warm: only for quick ones that reach nothing. */
function timeAgain(source: string, chosen: Limits, first: Execution): string {
  if (first.usage.wallTime > 100 || chosenServices().length > 0) return "";
  const again = sandbox(chosen, []);
  again.eval(source); // compiles
  if (again.eval(source).usage.wallTime > 2) return "";
  const started = performance.now();
  for (let i = 0; i < timedRuns; i++) again.eval(source);
  const each = ((performance.now() - started) * 1000) / timedRuns;
  return `, ${each < 10 ? each.toFixed(1) : Math.round(each)} µs a run over ${timedRuns} runs`;
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  runButton.disabled = true;
  const wanted = guest.read();
  if (isLoaded(wanted)) showRunning();
  else showLoading(wanted);
  const source = view.state.doc.toString();
  const chosen = limits.read();
  const calls: string[] = [];
  const drawing = boxes.get("Turtle")?.checked ?? false;
  (document.querySelector("#drawing") as HTMLElement).hidden = !drawing;
  canvas.getContext("2d")?.reset();
  await new Promise((resolve) => setTimeout(resolve)); // so that the page shows that it runs
  try {
    await ready(wanted);
    const execution = await sandbox(chosen, calls).evalAsync(source);
    showValue(execution, chosen, calls, timeAgain(source, chosen, execution));
  } catch (error) {
    if (error instanceof KobakoError) showError(error, source, chosen, calls);
    else showFailure(String(error));
  } finally {
    running = false;
    runButton.disabled = false;
  }
}

async function share(): Promise<void> {
  const chosen = chosenServices().map(({ name }) => name);
  const fragment = await toFragment({
    source: view.state.doc.toString(),
    guest: guest.read(),
    services: chosen,
    limits: limits.read(),
  });
  history.replaceState(null, "", `#${fragment}`);
  const button = document.querySelector("#share") as HTMLButtonElement;
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Copied";
  } catch {
    button.textContent = "In the address bar"; // a page may be refused the clipboard
  }
  setTimeout(() => (button.textContent = "Share"), 2000);
}

/** What a link brings is put into the editor, never run. */
async function open(): Promise<void> {
  const shared = await fromFragment(location.hash);
  const first = examples[0] as (typeof examples)[number];
  write(shared?.source ?? first.source, shared?.services ?? first.services);
  guest.write(shared?.guest);
  limits.write(shared?.limits ?? {});
}

runButton.addEventListener("click", () => void run());
document.querySelector("#share")?.addEventListener("click", () => void share());
addEventListener("hashchange", () => void open());
exampleSelect.addEventListener("change", () => {
  const example = examples[Number(exampleSelect.value)];
  if (!example) return;
  write(example.source, example.services);
  guest.write(example.guest);
  limits.write({});
  void run();
});
await open();
document.documentElement.dataset["ready"] = "yes";
