/** A limit that the page offers, and its choices. */
interface Limit {
  readonly name: "timeout" | "memoryLimit" | "fuel";
  readonly title: string;
  readonly standard: number;
  readonly choices: readonly (readonly [number, string])[];
}

const KiB = 1024;

const offered: readonly Limit[] = [
  {
    name: "timeout",
    title: "Time",
    standard: 1000,
    choices: [
      [50, "50 ms"],
      [250, "250 ms"],
      [1000, "1 s"],
      [5000, "5 s"],
    ],
  },
  {
    name: "memoryLimit",
    title: "Memory",
    standard: 1024 * KiB,
    choices: [
      [256 * KiB, "256 KiB"],
      [1024 * KiB, "1 MiB"],
      [4096 * KiB, "4 MiB"],
      [16_384 * KiB, "16 MiB"],
    ],
  },
  {
    name: "fuel",
    title: "Fuel",
    standard: 100_000_000,
    choices: [
      [10_000, "10 thousand"],
      [1_000_000, "1 million"],
      [100_000_000, "100 million"],
    ],
  },
];

export type Limits = Record<Limit["name"], number>;

/** Fills the fieldset; answers how to read and set what is chosen. */
export function limitControls(parent: HTMLElement): { read(): Limits; write(limits: Partial<Limits>): void } {
  const selects = offered.map((limit) => {
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.name = limit.name;
    for (const [value, text] of limit.choices) select.add(new Option(text, String(value)));
    select.value = String(limit.standard);
    label.append(limit.title, select);
    parent.append(label);
    return select;
  });
  return {
    read: () => Object.fromEntries(selects.map((select) => [select.name, Number(select.value)])) as Limits,
    write: (limits) => {
      for (const [at, { name, standard, choices }] of offered.entries()) {
        // a link may say anything: only what is offered is taken
        const wanted = choices.find(([value]) => value === limits[name])?.[0] ?? standard;
        (selects[at] as HTMLSelectElement).value = String(wanted);
      }
    },
  };
}
