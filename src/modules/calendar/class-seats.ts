import type { Instant } from "#kernel/instant.ts";
import { containsInstant, type Interval, overlaps } from "#kernel/interval.ts";

import { leavesUnit, rowsOf } from "./busy.ts";
import { classClaim } from "./footprint.ts";
import type { Occupied } from "./rules.ts";
import type { Search } from "./search.ts";

type Person = {
  readonly staffId: string;
  readonly rows: readonly Occupied[];
  /** When a visit can start in their working time. */
  readonly open: readonly Interval[];
};

/**
 * The classes of one person that have begun to fill and have room: seats left by start (rule 6). They can
 * be joined even where the grid would not start one.
 */
export function openClasses(search: Search, { staffId, rows, open }: Person): ReadonlyMap<Instant, number> {
  const seatsLeft = new Map<Instant, number>();
  const { service, shape } = search;
  const first = shape.staffRuns[0];
  if (service.capacity === 1 || first === undefined) return seatsLeft;
  for (const row of rows) {
    const start = row.start - first.from;
    if (seatsLeft.has(start) || row.claim !== classClaim(service.id, staffId, start)) continue;
    if (!containsInstant(search.asked, start) || !containsInstant(open, start)) continue;
    const left = service.capacity - seatsTaken(search, rows, row.claim, start);
    if (left >= search.seats && resourcesAllow(search, row.claim, start)) seatsLeft.set(start, left);
  }
  return seatsLeft;
}

/** Infinity when the time is shared with anything but seats of exactly this class. */
function seatsTaken(search: Search, rows: readonly Occupied[], claim: string, start: Instant): number {
  let most = 0;
  for (const run of search.shape.staffRuns) {
    const wanted = { start: start + run.from, end: start + run.to };
    let seats = 0;
    for (const row of rows) {
      if (overlaps(row, wanted)) seats += isSeat(row, claim, wanted) ? row.seats : Infinity;
    }
    most = Math.max(most, seats);
  }
  return most;
}

function isSeat(row: Occupied, claim: string, wanted: Interval): boolean {
  return row.claim === claim && row.start === wanted.start && row.end === wanted.end;
}

function resourcesAllow(search: Search, claim: string, start: Instant): boolean {
  const { rules, occupied, query, shape } = search;
  const whole = { start: start + shape.whole.from, end: start + shape.whole.to };
  return search.service.resourceIds.every((id) => {
    const quantity = rules.resources.get(id)?.quantity ?? 0;
    return quantity > 0 && leavesUnit(rowsOf(occupied, id, query.ignoreOwner), claim, whole, quantity);
  });
}
