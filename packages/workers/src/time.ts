/** Milliseconds of the clock that all threads of the process share, whatever becomes of the time of day. */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
