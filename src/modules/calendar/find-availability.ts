import type { TenantDb, TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate } from "#kernel/local-date.ts";
import { keptTimes } from "#modules/calendar/kept/kept-times.ts";
import { keptVisits } from "#modules/calendar/kept/kept-visits.ts";

import { inStrides } from "./in-strides.ts";
import { calendarRules } from "./load-rules.ts";
import { findNextExpiry, onlyTimesMatter, readOccupied, subjectsOf } from "./occupied.ts";
import { planSlotTable } from "./plan-availability.ts";
import { planReadSpan } from "./reach.ts";
import { planCountedDays } from "./read-visits.ts";
import type { Availability, AvailabilityQuery, CalendarRules, Slot, Taken } from "./rules.ts";
import { listSlots, slotAt, type SlotTable } from "./slot-table.ts";

export type AvailabilityOptions = {
  /** What to read from: pass the transaction if the answer decides what is written in it. */
  readonly reads?: TenantReads;
  /**
   * Rules other than the business's own, for example the terms that a visit was booked under when it moves.
   */
  readonly rules?: CalendarRules;
};

/** The slots of a service between two business dates, both included. */
export function findAvailability(
  db: TenantDb,
  query: AvailabilityQuery,
  { reads = db, rules = calendarRules(db, reads) }: AvailabilityOptions = {},
): Availability {
  const { table, validUntil } = findSlotTable(db, query, { reads, rules });
  return { slots: listSlots(table), validUntil };
}

/** As `findAvailability`, as a table of columns. */
export function findSlotTable(
  db: TenantDb,
  query: AvailabilityQuery,
  { reads, rules }: Required<AvailabilityOptions>,
): { readonly table: SlotTable; readonly validUntil: Instant } {
  const { taken, nextExpiry } =
    reads === db && !db.isWriting() ? keptTaken(db, rules, query) : readTaken(reads, rules, query);
  const { table, validUntil } = planSlotTable(rules, taken, query);
  return { table, validUntil: Math.min(validUntil, nextExpiry) };
}

/** `nextExpiry` is when the next hold expires; Infinity if there is none. */
type Found = { readonly taken: Taken; readonly nextExpiry: Instant };

function readTaken(reads: TenantReads, rules: CalendarRules, query: AvailabilityQuery): Found {
  const taken = readOccupied(reads, rules, query);
  return { taken, nextExpiry: findNextExpiry(reads, query.now) ?? Infinity };
}

/** As `readTaken`, from the kept times and counts where they apply. */
function keptTaken(db: TenantDb, rules: CalendarRules, query: AvailabilityQuery): Found {
  const service = rules.services.get(query.serviceId);
  const span = planReadSpan(rules, query);
  if (!service || !span || !onlyTimesMatter(service, query)) return readTaken(db, rules, query);
  const subjects = subjectsOf(rules, service, query.staffId);
  const { times, validUntil: nextExpiry } = keptTimes(db, subjects, span, query.now);
  const days = planCountedDays(rules, query);
  const busy = { times };
  if (days === undefined) return { taken: busy, nextExpiry };
  const { visits, validUntil } = keptVisits(db, rules, days, query.now);
  return { taken: { busy, visits }, nextExpiry: Math.min(nextExpiry, validUntil) };
}

/** The first slot on or after `query.from`, searched up to the end of the booking window (or `query.to`). */
export function findNextSlot(
  db: TenantDb,
  query: AvailabilityQuery,
  { reads = db, rules = calendarRules(db, reads) }: AvailabilityOptions = {},
): { readonly slot: Slot | undefined; readonly validUntil: Instant } {
  let validUntil = Infinity;
  for (const stride of inStrides(query)) {
    const found = findSlotTable(db, stride, { reads, rules });
    validUntil = Math.min(validUntil, found.validUntil);
    const slot = slotAt(found.table, 0);
    if (slot) return { slot, validUntil };
  }
  return { slot: undefined, validUntil };
}

/** The dates from the first asked one on, today at the earliest, to the last that customers may book. */
export function restOfWindow(
  rules: CalendarRules,
  { from, now }: Pick<AvailabilityQuery, "from" | "now">,
): Pick<AvailabilityQuery, "from" | "to"> {
  const today = rules.zone.localDateOf(now);
  return { from: from < today ? today : from, to: lastBookableDate(rules, now) };
}

/** The last business date that customers may book. */
export function lastBookableDate(rules: CalendarRules, now: Instant): LocalDate {
  return addDays(rules.zone.localDateOf(now), rules.bookingWindowDays - 1);
}
