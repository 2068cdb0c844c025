/** Guest bytes that are not what the wire allows. The guest broke its side; nothing was built from them. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/** A Handle of which this invocation knows nothing. */
export class UnknownHandleError extends Error {
  override readonly name = "UnknownHandleError";
}
