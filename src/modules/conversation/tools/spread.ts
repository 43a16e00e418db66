import type { Zone } from "#kernel/zone.ts";

/** The most days shown, if the times span many. */
const MOST_DAYS = 4;

/**
 * Selects from many starts so that every part of the request is covered: the first days with any times, and on
 * each day its whole range, always the earliest, and full hours before quarters. In order.
 */
export function planSpread<One extends { readonly start: number }>(
  slots: readonly One[],
  count: number,
  zone: Zone,
): readonly One[] {
  if (slots.length <= count) return slots;
  const days = [...Map.groupBy(slots, ({ start }) => zone.dayOf(start)).values()].slice(0, MOST_DAYS);
  const quotas = sharesOf(
    count,
    days.map((day) => day.length),
  );
  return days.flatMap((day, i) => spreadDay(day, quotas[i] ?? 0, zone));
}

/** Equal shares; the remainder of a day with too few times goes to the others. */
function sharesOf(count: number, most: readonly number[]): readonly number[] {
  const shares = most.map(() => 0);
  for (let left = count; left > 0; ) {
    const open = shares.flatMap((share, i) => (share < (most[i] ?? 0) ? [i] : []));
    if (open.length === 0) break;
    for (const i of open.slice(0, left)) shares[i] = (shares[i] ?? 0) + 1;
    left -= Math.min(left, open.length);
  }
  return shares;
}

function spreadDay<One extends { readonly start: number }>(
  slots: readonly One[],
  count: number,
  zone: Zone,
): readonly One[] {
  if (slots.length <= count) return slots;
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * slots.length) / count);
    const to = Math.floor(((i + 1) * slots.length) / count);
    const part = slots.slice(from, to);
    return i === 0 ? part[0]! : roundest(part, zone);
  });
}

function roundest<One extends { readonly start: number }>(slots: readonly One[], zone: Zone): One {
  const roundness = ({ start }: One): number => {
    const minute = zone.minuteOfDay(start) % 60;
    return minute === 0 ? 0 : minute === 30 ? 1 : 2;
  };
  return slots.reduce((best, one) => (roundness(one) < roundness(best) ? one : best));
}

/** The starts nearest to a wall-clock minute, on any day, in chronological order. */
export function planNearest<One extends { readonly start: number }>(
  slots: readonly One[],
  count: number,
  { zone, minute }: { readonly zone: Zone; readonly minute: number },
): readonly One[] {
  const distance = ({ start }: One): number => Math.abs(zone.minuteOfDay(start) - minute);
  const near = slots.toSorted((a, b) => distance(a) - distance(b) || a.start - b.start);
  const exact = near.filter((slot) => distance(slot) === 0).slice(0, count);
  const before = near.filter(({ start }) => zone.minuteOfDay(start) < minute);
  const after = near.filter(({ start }) => zone.minuteOfDay(start) > minute);
  // Show both sides, so that the customer sees where there is room.
  const left = count - exact.length;
  const fromBefore = Math.min(before.length, Math.max(Math.floor(left / 2), left - after.length));
  return [...exact, ...before.slice(0, fromBefore), ...after.slice(0, left - fromBefore)].toSorted(
    (a, b) => a.start - b.start,
  );
}
