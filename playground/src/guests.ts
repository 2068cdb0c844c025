import { Guest, useGuest, type GuestName } from "kobako";
import full from "kobako/kobako-full.wasm?url";
import json from "kobako/kobako-json.wasm?url";
import regexp from "kobako/kobako-regexp.wasm?url";

interface Offered {
  readonly name: GuestName;
  readonly about: string;
  /** undefined for the one that comes with the library */
  readonly address: string | undefined;
}

const offered: readonly Offered[] = [
  { name: "core", about: "core: the language", address: undefined },
  { name: "regexp", about: "regexp: with Regexp", address: regexp },
  { name: "json", about: "json: with JSON", address: json },
  { name: "full", about: "full: with both", address: full },
];
const loading = new Map<GuestName, Promise<void>>();

async function load(name: GuestName, address: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the guest ${name} could not be fetched: ${response.status}`);
  useGuest(Guest.load(await WebAssembly.compile(await response.arrayBuffer())), name);
}

/** Whether a sandbox can have the guest at once. */
export function isLoaded(name: GuestName): boolean {
  return name === "core" || loading.has(name);
}

/** Fetches a guest the first time that it is wanted; one that could not be fetched is tried again the next time. */
export async function ready(name: GuestName): Promise<void> {
  const address = offered.find((guest) => guest.name === name)?.address;
  if (address === undefined) return;
  const known = loading.get(name) ?? load(name, address);
  loading.set(name, known);
  await known.catch((error: unknown) => {
    loading.delete(name);
    throw error;
  });
}

/** Adds the choice to the fieldset; answers how to read and set it. */
export function guestControl(parent: HTMLElement): { read(): GuestName; write(name: string | undefined): void } {
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.name = "guest";
  for (const { name, about } of offered) select.add(new Option(about, name));
  label.append("Guest", select);
  parent.append(label);
  return {
    read: () => select.value as GuestName,
    // a link may say anything: only what is offered is taken
    write: (wanted) => (select.value = offered.find(({ name }) => name === wanted)?.name ?? "core"),
  };
}
