import type { TenantDb, TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate } from "#kernel/local-date.ts";

import { calendarRules } from "./load-rules.ts";
import { findNextExpiry, readOccupied } from "./occupied.ts";
import { planAvailability } from "./plan-availability.ts";
import type { Availability, AvailabilityQuery, CalendarRules, Slot } from "./rules.ts";

export type AvailabilityOptions = {
  /** Where to read: a transaction, when the answer decides what is written in it. */
  readonly reads?: TenantReads;
  /** Other rules than the business's own (a visit is moved by the terms that it was booked with). */
  readonly rules?: CalendarRules;
};

/** The slots of a service between two business dates, both included. */
export function findAvailability(
  db: TenantDb,
  query: AvailabilityQuery,
  { reads = db, rules = calendarRules(db, reads) }: AvailabilityOptions = {},
): Availability {
  const occupied = readOccupied(reads, rules, query);
  const { slots, validUntil } = planAvailability(rules, occupied, query);
  return { slots, validUntil: Math.min(validUntil, findNextExpiry(reads, query.now) ?? validUntil) };
}

/** How many days are searched at a time for the next free slot. */
const STRIDE_DAYS = 14;

/** The first slot on or after `query.from`, searched up to the end of the booking window (or `query.to`). */
export function findNextSlot(
  db: TenantDb,
  query: AvailabilityQuery,
  options: AvailabilityOptions = {},
): { readonly slot: Slot | undefined; readonly validUntil: Instant } {
  let validUntil = Number.POSITIVE_INFINITY;
  for (let from = query.from; from <= query.to; from = addDays(from, STRIDE_DAYS)) {
    const last = addDays(from, STRIDE_DAYS - 1);
    const stride = { ...query, from, to: last < query.to ? last : query.to };
    const found = findAvailability(db, stride, options);
    validUntil = Math.min(validUntil, found.validUntil);
    if (found.slots[0]) return { slot: found.slots[0], validUntil };
  }
  return { slot: undefined, validUntil };
}

/** The last business date that customers may book. */
export function lastBookableDate(rules: CalendarRules, now: Instant): LocalDate {
  return addDays(rules.zone.localDateOf(now), rules.bookingWindowDays - 1);
}
