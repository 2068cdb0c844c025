/** What the guest may know of a value that a service threw: a bounded message and nothing else. */

/** UTF-16 code units of a message that reach the guest, at most. */
export const maxMessage = 4096;

interface Types {
  readonly types: { readonly isNativeError: (value: unknown) => boolean };
}

/** Whether a value is an Error, without running anything of it; engines before `Error.isError` are asked otherwise. */
const isError: (value: unknown) => boolean =
  (Error as { isError?: (value: unknown) => boolean }).isError ??
  (globalThis as { process?: { getBuiltinModule?: (name: string) => Types | undefined } }).process?.getBuiltinModule?.(
    "node:util",
  )?.types.isNativeError ??
  (() => false);

const domMessage =
  typeof DOMException === "function"
    ? Object.getOwnPropertyDescriptor(DOMException.prototype, "message")?.get
    : undefined;

/** The getter of DOMException checks its receiver, so this runs no code but the platform's. */
function messageOfDOMException(value: unknown): unknown {
  if (!domMessage) return undefined;
  try {
    return Reflect.apply(domMessage, value, []) as unknown;
  } catch {
    return undefined;
  }
}

function rawMessage(thrown: unknown): string {
  if ((typeof thrown !== "object" || thrown === null) && typeof thrown !== "function") return String(thrown);
  if (isError(thrown)) {
    const own: unknown = Object.getOwnPropertyDescriptor(thrown, "message")?.value;
    if (typeof own === "string") return own;
  }
  const dom = messageOfDOMException(thrown);
  return typeof dom === "string" ? dom : "the service failed";
}

/** The message of a thrown value. No getter, trap or method of it is run. */
export function messageOf(thrown: unknown): string {
  const message = rawMessage(thrown);
  return message.length > maxMessage
    ? `${message.slice(0, maxMessage - 1).toWellFormed()}\u2026`
    : message.toWellFormed();
}
