import type { Setting } from "../lib/run.ts";

export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  /** microseconds, kilobytes or milliseconds, by row */
  readonly rows: Record<string, number>;
}

const titles: Readonly<Record<string, string>> = {
  isolated: "`6 * 7` in a state of its own, us",
  call: "call of the host, short string in and out, us",
  callback: "call back into the guest, us",
  fib: "fib(22), ms",
  sort: "sorting 5,000 numbers by a comparison, ms",
  strings: "40,000 appends, upcase, search, ms",
  hashes: "20,000 look-ups by built strings, ms",
  overshoot: "an endless loop with a 50 ms timeout: past it, ms",
  live: "resident, per live state, KB",
  idle: "heap, per idle sandbox, KB",
  cold: "whole process to the first value, ms",
};
const inMilliseconds = new Set(["fib", "sort", "strings", "hashes", "overshoot"]);

function figure(value: number): string {
  if (value < 0.05) return "below 0.1";
  return value >= 1000
    ? Math.round(value).toLocaleString("en")
    : value >= 100
      ? value.toFixed(0)
      : value.toPrecision(2);
}

/** A table of all rows in Markdown, the best of each in bold. */
export function table({ date, machine, node, peers }: Setting & { readonly peers: readonly Peer[] }): string {
  const ours = peers.toSorted((a, b) => Number(b.name === "kobako") - Number(a.name === "kobako"));
  const lines = [
    `${date}, ${machine}, Node ${node}. The best of each row is in bold; a dash is what a peer does not offer.`,
    "",
    `| | ${ours.map(({ name, version, language }) => `${name} ${version}, ${language}`).join(" | ")} |`,
    `|---|${ours.map(() => "---:").join("|")}|`,
  ];
  for (const [row, title] of Object.entries(titles)) {
    const least = Math.min(...ours.map(({ rows }) => rows[row] ?? Infinity));
    const cells = ours.map(({ rows }) => {
      const value = rows[row];
      if (value === undefined) return "-";
      const text = figure(inMilliseconds.has(row) ? value / 1000 : value);
      return value === least ? `**${text}**` : text;
    });
    lines.push(`| ${title} | ${cells.join(" | ")} |`);
  }
  return `${lines.join("\n")}\n`;
}
