/** A reading of the monotonic clock, in milliseconds: for measuring durations, never for dates. */
export function stopwatch(): number {
  return performance.now();
}

/** Creates a function that runs work and passes its duration in seconds to `observe`, also if it throws. */
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
