/** Durations, in milliseconds. */
export type Percentiles = {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
};

/** Computes percentiles by nearest rank; all 0 without measurements. */
export function percentilesOf(times: readonly number[]): Percentiles {
  const sorted = Float64Array.from(times).toSorted();
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), p999: at(0.999) };
}
