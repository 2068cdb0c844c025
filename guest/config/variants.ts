/** The guests that are built, each with the capabilities that it links: folders of guest/capabilities. */
export const variants = {
  core: [],
} as const satisfies Readonly<Record<string, readonly Capability[]>>;

export type Capability = "regexp" | "json";
export type Variant = keyof typeof variants;

/** The file of dist/ that a variant is written to. */
export function fileOf(variant: Variant): string {
  return variant === "core" ? "kobako.wasm" : `kobako-${variant}.wasm`;
}
