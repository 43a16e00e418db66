/** A reading of the monotonic clock, in milliseconds: for measuring how long things take, never for dates. */
export function stopwatch(): number {
  return performance.now();
}
