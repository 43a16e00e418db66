/** A reading of the monotonic clock, in milliseconds: for measuring how long things take, never for dates. */
export function stopwatch(): number {
  return performance.now();
}

/** Makes a function that runs work and tells `observe` how many seconds it took, also when it throws. */
export function timed(observe: (seconds: number) => void): <T>(work: () => T) => T {
  return (work) => {
    const started = performance.now();
    try {
      return work();
    } finally {
      observe((performance.now() - started) / 1000);
    }
  };
}
