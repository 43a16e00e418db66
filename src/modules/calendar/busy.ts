import type { Instant } from "#kernel/instant.ts";
import { inOrder, type Interval } from "#kernel/interval.ts";
import {
  addSpan,
  FOREVER,
  mergeSpans,
  type Minute,
  minuteFrom,
  minuteUntil,
  NO_TIME,
  type Spans,
} from "#kernel/spans.ts";

import type { Busy, CalendarRules, Occupied } from "./rules.ts";

/** The rows that count for a staff member or resource, sorted by start. */
export function rowsOf(taken: Busy, subjectId: string, ignoreOwner: string | undefined): readonly Occupied[] {
  if ("times" in taken) throw new TypeError("Whose time it is matters here, and only times were read.");
  const rows = inOrder(taken.get(subjectId) ?? []);
  return ignoreOwner === undefined ? rows : rows.filter((row) => row.ownerId !== ignoreOwner);
}

/**
 * The busy time of a staff member or resource, rounded outwards to whole minutes. Visits start and end on
 * whole minutes, so rounding loses no slot, and grids that count from the end of a row stay on them.
 */
export function busyTime(taken: Busy, subjectId: string, ignoreOwner: string | undefined): Spans {
  if ("times" in taken) return taken.times.get(subjectId) ?? NO_TIME;
  const busy: Minute[] = [];
  for (const row of rowsOf(taken, subjectId, ignoreOwner))
    addSpan(busy, minuteUntil(row.start), minuteFrom(row.end));
  return busy;
}

/**
 * When at least one of these resources has no unit left for a new claim; an unknown resource never has one.
 */
export function fullTime(
  rules: CalendarRules,
  taken: Busy,
  resourceIds: readonly string[],
  ignoreOwner: string | undefined,
): Spans {
  if (resourceIds.length === 0) return NO_TIME;
  return mergeSpans(
    resourceIds.flatMap((id) => {
      const quantity = rules.resources.get(id)?.quantity ?? 0;
      if (quantity < 1) return [-FOREVER, FOREVER];
      const full = exhausted(rowsOf(taken, id, ignoreOwner), quantity);
      return full.flatMap(({ start, end }) => [minuteUntil(start), minuteFrom(end)]);
    }),
  );
}

/**
 * Counts claims, not rows: the seats of a class share one unit. The number of claims only grows where a row
 * starts, so from each start the resource is full until the `quantity`th-last of the claims then present
 * ends.
 */
function exhausted(rows: readonly Occupied[], quantity: number): readonly Interval[] {
  if (quantity === 1) return rows;
  const full: Interval[] = [];
  let present: readonly Occupied[] = [];
  for (const row of rows) {
    present = [...present.filter((other) => other.end > row.start), row];
    if (present.length < quantity) continue;
    const end = lastEnds(present)[quantity - 1];
    if (end !== undefined) full.push({ start: row.start, end });
  }
  return full;
}

function lastEnds(rows: readonly Occupied[]): Instant[] {
  const ends = new Map<string, Instant>();
  for (const row of rows) ends.set(row.claim, Math.max(row.end, ends.get(row.claim) ?? -Infinity));
  return [...ends.values()].toSorted((a, b) => b - a);
}

/** Whether fewer than `quantity` claims other than `claim` are present at every instant of the interval. */
export function leavesUnit(
  rows: readonly Occupied[],
  claim: string,
  within: Interval,
  quantity: number,
): boolean {
  const others = rows.filter((row) => row.claim !== claim);
  return exhausted(others, quantity).every((full) => full.end <= within.start || full.start >= within.end);
}
