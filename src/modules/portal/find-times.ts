import type { TenantDb } from "#db/tenant-db.ts";
import {
  type AvailabilityQuery,
  type CalendarRules,
  calendarRules,
  type CastPart,
  findAvailability,
  findNextSequence,
  findNextSlot,
  findSequenceSlots,
  type ServiceWish,
  type Slot,
} from "#modules/calendar/index.ts";

/** A query for one service or, with `items`, for several in one visit. */
export type TimesQuery = AvailabilityQuery & { readonly items?: readonly ServiceWish[] | undefined };

/** A free time; for several services, with who would serve which. */
export type FreeTime = Slot & { readonly parts?: readonly CastPart[] };

type Options = { readonly rules?: CalendarRules };

/** The free times of a service, or of several in one visit. */
export function findTimes(db: TenantDb, query: TimesQuery, options: Options = {}): readonly FreeTime[] {
  const { items, ...one } = query;
  if (!items) return findAvailability(db, one, options).slots;
  return findSequenceSlots(db, options.rules ?? calendarRules(db), { ...one, items });
}

/** The first free time. */
export function findNextTime(db: TenantDb, query: TimesQuery, options: Options = {}): FreeTime | undefined {
  const { items, ...one } = query;
  if (!items) return findNextSlot(db, one, options).slot;
  return findNextSequence(db, options.rules ?? calendarRules(db), { ...one, items });
}
