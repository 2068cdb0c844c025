import type { Image } from "../engine/image.ts";
import type { Guest } from "../guest.ts";
import { readOptions } from "../options.ts";
import { Invocation } from "./invocation.ts";

/** Setting up runs none of the guest's user code, and is given more than it can need. */
const settings = readOptions({ memoryLimit: 64 << 20 });

/**
 * The image of a guest with services at these paths, shared by all sandboxes that have the same.
 *
 * @throws TypeError for a path that is a constant of the guest
 */
export function imageFor(guest: Guest, paths: readonly string[]): Image {
  if (paths.length === 0) return guest.instantiate().image;
  return guest.image(paths.join(" "), () => {
    const instance = guest.instantiate();
    return new Invocation(settings, instance, performance.now()).setUp(paths);
  });
}
