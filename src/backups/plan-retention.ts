import { DAY, HOUR, type Instant } from "#kernel/instant.ts";

export type RetentionRule = { readonly hourly: number; readonly daily: number; readonly monthly: number };

/** Hourly backups for a day, daily ones for a month, monthly ones for a year. */
export const RETENTION: RetentionRule = { hourly: 24, daily: 30, monthly: 12 };

/**
 * Which of the backups made at these instants to keep: the newest of each of the last 24 hours, 30 days and 12
 * months (UTC) that have any. Periods without a backup do not count, so a business without activity keeps what
 * it has. The newest is always kept.
 */
export function planRetention(
  madeAt: readonly Instant[],
  rule: RetentionRule = RETENTION,
): ReadonlySet<Instant> {
  const newestFirst = madeAt.toSorted((a, b) => b - a);
  return new Set([
    ...newestFirst.slice(0, 1),
    ...newestOfEach(newestFirst, rule.hourly, (at) => Math.floor(at / HOUR)),
    ...newestOfEach(newestFirst, rule.daily, (at) => Math.floor(at / DAY)),
    ...newestOfEach(newestFirst, rule.monthly, monthOf),
  ]);
}

function newestOfEach(
  newestFirst: readonly Instant[],
  count: number,
  periodOf: (at: Instant) => number,
): Instant[] {
  const newest = new Map<number, Instant>();
  for (const at of newestFirst) {
    const period = periodOf(at);
    if (newest.has(period)) continue;
    if (newest.size === count) break;
    newest.set(period, at);
  }
  return [...newest.values()];
}

function monthOf(at: Instant): number {
  const day = new Date(at);
  return day.getUTCFullYear() * 12 + day.getUTCMonth();
}
