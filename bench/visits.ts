import type { TenantDb } from "#db/tenant-db.ts";
import { dayOf, weekdayOfDay } from "#kernel/local-date.ts";
import { getZone } from "#kernel/zone.ts";

import { type Cell, writeVisit } from "./visit-rows.ts";

export type Visits = {
  readonly staff: readonly string[];
  readonly service: string;
  readonly visits: number;
  readonly history?: number;
};

const zone = getZone("America/New_York");
const FIRST_DAY = dayOf("2026-03-02");
const DAYS_AHEAD = 60;
/** Half hours from 9 to 6. */
const TIMES = Array.from({ length: 18 }, (_, i) => 9 * 60 + i * 30);

/** Writes visits with everything that belongs to one: customer, occupancies and event. */
export function fillVisits(db: TenantDb, { staff, service, visits, history = 0 }: Visits): void {
  const ahead = [...cells(staff, FIRST_DAY, 1, DAYS_AHEAD)];
  const wanted = visits * (DAYS_AHEAD / 30);
  if (wanted > ahead.length) throw new RangeError(`There is room for ${ahead.length} visits.`);
  // Spread evenly over all cells, so that every day and everybody has some.
  const rank = (i: number): number => Math.floor((i * wanted) / ahead.length);
  const future = ahead.filter((_, i) => rank(i) !== rank(i + 1));
  writeAll(db, service, future.values(), wanted);
  writeAll(db, service, cells(staff, FIRST_DAY - 1, -1), history);
}

/** Every half hour of everybody, day by day, Sundays excluded. */
function* cells(
  staff: readonly string[],
  from: number,
  step: number,
  days = Infinity,
): Generator<Cell, undefined> {
  for (let i = 0; i < days; i += 1) {
    const day = from + i * step;
    if (weekdayOfDay(day) === "sun") continue;
    for (const minutes of TIMES) {
      const start = zone.dayToInstant(day, minutes, "earlier");
      for (const staffId of staff) yield { staffId, start };
    }
  }
}

/** Visits per transaction: a whole history in one would leave a log as large as the file. */
const CHUNK = 20_000;

function writeAll(db: TenantDb, service: string, wanted: Iterator<Cell, undefined>, count: number): void {
  for (let from = 0; from < count; from += CHUNK) {
    db.write((tx) => {
      for (let i = from; i < Math.min(count, from + CHUNK); i += 1) {
        const { value } = wanted.next();
        if (value) writeVisit(tx, service, value);
      }
    });
  }
}
