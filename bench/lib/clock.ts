/**
 * Milliseconds of processor time that this thread has used: what other processes take from a
 * busy machine does not count, and all that is measured with it works without waiting.
 */
export function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
