import { type Instant, MINUTE } from "#kernel/instant.ts";
import { type Interval, overlaps } from "#kernel/interval.ts";
import { type Minute, type Spans, spansHold } from "#kernel/spans.ts";

import { leavesUnit, rowsOf } from "./busy.ts";
import { classClaim } from "./footprint.ts";
import type { Occupied } from "./rules.ts";
import type { Search } from "./search.ts";

const NO_CLASSES: ReadonlyMap<Minute, number> = new Map();

/**
 * One person's classes that already have participants and still have room: seats left by start (rule 6). They
 * can be joined even where the grid would not start a new one. `asked` holds the requested starts that fit
 * their working time.
 */
export function openClasses(search: Search, staffId: string, asked: Spans): ReadonlyMap<Minute, number> {
  const { service, shape, taken, query } = search;
  const first = shape.staffRuns[0];
  if (service.capacity === 1 || first === undefined) return NO_CLASSES;
  const seatsLeft = new Map<Minute, number>();
  const rows = rowsOf(taken, staffId, query.ignoreOwner);
  for (const row of rows) {
    const start = row.start - first.from * MINUTE;
    const minute = start / MINUTE;
    if (seatsLeft.has(minute) || row.claim !== classClaim(service.id, staffId, start)) continue;
    if (!spansHold(asked, minute)) continue;
    const left = service.capacity - seatsTaken(search, rows, row.claim, start);
    if (left >= search.seats && resourcesAllow(search, row.claim, start)) seatsLeft.set(minute, left);
  }
  return seatsLeft;
}

/** Infinity if anything but seats of exactly this class occupies the time. */
function seatsTaken(search: Search, rows: readonly Occupied[], claim: string, start: Instant): number {
  let most = 0;
  for (const run of search.shape.staffRuns) {
    const wanted = { start: start + run.from * MINUTE, end: start + run.to * MINUTE };
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
  const { rules, taken, query, shape } = search;
  const whole = { start: start + shape.whole.from * MINUTE, end: start + shape.whole.to * MINUTE };
  return search.service.resourceIds.every((id) => {
    const quantity = rules.resources.get(id)?.quantity ?? 0;
    return quantity > 0 && leavesUnit(rowsOf(taken, id, query.ignoreOwner), claim, whole, quantity);
  });
}
