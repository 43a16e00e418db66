import type { TenantDb } from "#db/tenant-db.ts";
import {
  type AvailabilityQuery,
  type CalendarRules,
  calendarRules,
  type ChainWish,
  findAvailability,
  findChainSlots,
  findNextChain,
  findNextSlot,
  type Slot,
} from "#modules/calendar/index.ts";

/** Between the services of a visit, where an address names several. */
export const AND = ",";

/** The services of a visit of several; undefined for one of just one. */
export function itemsOf(serviceId: string): readonly ChainWish[] | undefined {
  const ids = serviceId.split(AND);
  return ids.length > 1 ? ids.map((id) => ({ serviceId: id })) : undefined;
}

type Options = { readonly rules?: CalendarRules };

/** The free times of a service, or of several in one visit. */
export function findTimes(db: TenantDb, query: AvailabilityQuery, options: Options = {}): readonly Slot[] {
  const items = itemsOf(query.serviceId);
  if (!items) return findAvailability(db, query, options).slots;
  return findChainSlots(db, options.rules ?? calendarRules(db), { ...query, items });
}

/** The first of them. */
export function findNextTime(
  db: TenantDb,
  query: AvailabilityQuery,
  options: Options = {},
): Slot | undefined {
  const items = itemsOf(query.serviceId);
  if (!items) return findNextSlot(db, query, options).slot;
  return findNextChain(db, options.rules ?? calendarRules(db), { ...query, items });
}
