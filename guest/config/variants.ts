export type Capability = "regexp" | "json";
export type Variant = "core" | "regexp" | "json" | "full";

/** The guests that are built, each with the capabilities that it links: folders of guest/capabilities. */
export const variants: Readonly<Record<Variant, readonly Capability[]>> = {
  core: [],
  regexp: ["regexp"],
  json: ["json"],
  full: ["regexp", "json"],
};

/** The file of dist/ that a variant is written to. */
export function fileOf(variant: string): string {
  return variant === "core" ? "kobako.wasm" : `kobako-${variant}.wasm`;
}
