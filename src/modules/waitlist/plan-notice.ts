import { formatMinutes, type Instant, MINUTE, minutesOf } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

/** Local times between which nobody is contacted, such as `["21:00", "08:00"]`; null for none. */
export type QuietHours = readonly [from: string, to: string] | null;

export type OfferTimes = { readonly notifyAt: Instant; readonly expiresAt: Instant };

/**
 * When the customer is told of an offer, and when it expires. During quiet hours they are told when those
 * end, and their time to answer runs from then, unless by then the visit would be inside the cut-off. No
 * offer outlasts the start of its visit. Durations are in minutes unless the name says otherwise.
 */
export function planOfferTimes(
  zone: Zone,
  policy: {
    readonly offer_minutes: number;
    readonly cutoff_minutes: number;
    readonly quiet_hours: QuietHours;
  },
  start: Instant,
  now: Instant,
): OfferTimes {
  const calm = endOfQuiet(zone, policy.quiet_hours, now);
  const notifyAt = calm <= start - policy.cutoff_minutes * MINUTE ? calm : now;
  return { notifyAt, expiresAt: Math.min(notifyAt + policy.offer_minutes * MINUTE, start) };
}

/** The first instant from `now` on outside quiet hours. */
export function endOfQuiet(zone: Zone, quiet: QuietHours, now: Instant): Instant {
  if (quiet === null) return now;
  const [from, to] = quiet;
  const time = formatMinutes(zone.minuteOfDay(now));
  const isOvernight = to < from;
  const isQuiet = isOvernight ? time >= from || time < to : time >= from && time < to;
  if (!isQuiet) return now;
  const today = zone.localDateOf(now);
  const date = isOvernight && time >= from ? addDays(today, 1) : today;
  return Math.max(now, zone.localToInstant(date, minutesOf(to), "earlier"));
}
