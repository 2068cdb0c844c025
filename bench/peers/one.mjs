/** Measures one peer in a process of its own: `node bench/peers/one.mjs NAME`; prints a JSON object of the least times. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [name = ""] = process.argv.slice(2);
const adapter = await import(`./adapters/${name}.mjs`);
const here = fileURLToPath(new URL(".", import.meta.url));
const file = name === "kobako" ? "../../package.json" : `node_modules/${adapter.folder ?? name}/package.json`;
const { version } = JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
const peer = await adapter.start();
const rows = {};

/**
 * The least time of a batch's one turn in microseconds: on a machine that does other things too,
 * what others take is only ever added. Batches last some 20 ms, and a slow peer gives fewer.
 */
async function time(work, per = 1) {
  const check = await work();
  if (check === undefined || check === false) throw new Error(`${name} answers ${check}`);
  let started = performance.now();
  await work();
  const once = performance.now() - started;
  const batch = Math.max(1, Math.min(5000, Math.round(20 / once)));
  const rounds = once > 300 ? 3 : 11;
  for (let i = 0; i < batch && once < 50; i++) await work();
  const samples = [];
  for (let round = 0; round < rounds; round++) {
    started = performance.now();
    for (let i = 0; i < batch; i++) await work();
    samples.push((performance.now() - started) / batch / per);
  }
  return Math.min(...samples) * 1000;
}

async function row(title, measure) {
  try {
    rows[title] = await measure();
  } catch (error) {
    process.stderr.write(`${name}, ${title}: ${String(error).slice(0, 200)}\n`);
  }
}

await row("isolated", () => time(peer.isolated));
if (peer.calls) await row("call", () => time(peer.calls, peer.callsEach ?? 1000));
if (peer.callbacks) await row("callback", () => time(peer.callbacks, 1000));
for (const [title, source] of Object.entries(peer.programs)) {
  const expected = { fib: "17711", hashes: "500" }[title];
  await row(title, () =>
    time(async () => {
      const value = await peer.evaluate(source);
      if (expected !== undefined && String(value) !== expected) throw new Error(`${title} is ${value}`);
      return String(value);
    }),
  );
}
if (peer.timeout) {
  await row("overshoot", async () => {
    const over = [];
    for (let i = 0; i < 5; i++) {
      const started = performance.now();
      if ((await peer.timeout(50)) !== true) throw new Error("it was not stopped");
      over.push((performance.now() - started - 50) * 1000);
    }
    return Math.min(...over);
  });
}
if (peer.live) {
  await row("live", async () => {
    await peer.live();
    for (let i = 0; i < 4; i++) gc();
    const before = process.memoryUsage.rss();
    const kept = [];
    for (let i = 0; i < peer.lives; i++) kept.push(await peer.live());
    for (let i = 0; i < 4; i++) gc();
    return (process.memoryUsage.rss() - before) / 1024 / kept.length;
  });
}
if (peer.idle) {
  await row("idle", async () => {
    for (let i = 0; i < 4; i++) gc();
    const before = process.memoryUsage().heapUsed;
    const kept = Array.from({ length: 10_000 }, peer.idle);
    for (let i = 0; i < 4; i++) gc();
    return (process.memoryUsage().heapUsed - before) / 1024 / kept.length;
  });
}
await row("cold", async () => {
  const samples = [];
  for (let i = 0; i < 5; i++) {
    const started = performance.now();
    execFileSync(process.execPath, ["--input-type=module", "-e", `${adapter.cold}; process.exit()`], { cwd: here });
    samples.push(performance.now() - started);
  }
  return Math.min(...samples);
});
process.stdout.write(`${JSON.stringify({ name, version, language: adapter.language, rows })}\n`);
process.exit();
