import { type Instant, MINUTE } from "#kernel/instant.ts";
import { inOrder, type Interval, mergeIntervals } from "#kernel/interval.ts";

import type { CalendarRules, Occupied, OccupiedBySubject } from "./rules.ts";

/** The rows of a staff member or resource that count, sorted by start. */
export function rowsOf(
  occupied: OccupiedBySubject,
  subjectId: string,
  ignoreOwner: string | undefined,
): readonly Occupied[] {
  const rows = inOrder(occupied.get(subjectId) ?? []);
  return ignoreOwner === undefined ? rows : rows.filter((row) => row.ownerId !== ignoreOwner);
}

/**
 * The time that the sorted rows take, merged. Rounded out to whole minutes: visits begin and end on them, so
 * no visit is lost, and what is counted from the end of a row falls on them too.
 */
export function busyTime(rows: readonly Occupied[]): Interval[] {
  const busy: Interval[] = [];
  let start = Infinity;
  let end = -Infinity;
  for (const row of rows) {
    const rowStart = Math.floor(row.start / MINUTE) * MINUTE;
    if (rowStart > end) {
      if (start < end) busy.push({ start, end });
      start = rowStart;
    }
    end = Math.max(end, Math.ceil(row.end / MINUTE) * MINUTE);
  }
  if (start < end) busy.push({ start, end });
  return busy;
}

/** When any of these resources has no unit left for a new claim; one that nobody knows never has. */
export function fullTime(
  rules: CalendarRules,
  occupied: OccupiedBySubject,
  resourceIds: readonly string[],
  ignoreOwner: string | undefined,
): Interval[] {
  return mergeIntervals(
    resourceIds.flatMap((id) => {
      const quantity = rules.resources.get(id)?.quantity ?? 0;
      if (quantity < 1) return [{ start: -Infinity, end: Infinity }];
      return exhausted(rowsOf(occupied, id, ignoreOwner), quantity);
    }),
  );
}

/**
 * Counts claims, not rows: the seats of a class share one unit. Claims only join where a row starts, so
 * from each start it is full until the `quantity`th last of the claims then present ends.
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

/** Whether, besides `claim` itself, fewer than `quantity` claims are present at every instant of the interval. */
export function leavesUnit(
  rows: readonly Occupied[],
  claim: string,
  within: Interval,
  quantity: number,
): boolean {
  const others = rows.filter((row) => row.claim !== claim);
  return exhausted(others, quantity).every((full) => full.end <= within.start || full.start >= within.end);
}
