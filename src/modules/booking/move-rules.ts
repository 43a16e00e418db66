import { fromJson } from "#db/columns.ts";
import type { TermsDocument } from "#db/tenant-tables.ts";
import type { CalendarRules, ServiceWish } from "#modules/calendar/index.ts";

import type { Booking, BookingItem } from "./queries.ts";
import { aloneTerms } from "./sequence-offers.ts";
import { rulesOfTerms } from "./terms.ts";

/** The business's rules, with this visit's own terms in place of its service's current ones. */
export function rulesForMove(rules: CalendarRules, item: BookingItem): CalendarRules {
  const own = ownRules(rules, item);
  return { ...rules, services: new Map(rules.services).set(item.service_id, own) };
}

function ownRules(rules: CalendarRules, item: BookingItem) {
  const terms = aloneTerms(termsForMove(rules, item));
  return rulesOfTerms(item.service_id, terms, rules.services.get(item.service_id));
}

/**
 * The terms that a part keeps when it moves: those it was booked under. If a resource that it needs no longer
 * exists, the resources that its service needs today replace it.
 */
export function termsForMove(rules: CalendarRules, item: BookingItem): TermsDocument {
  const terms = fromJson(item.terms);
  if (terms.resource_ids.every((id) => rules.resources.has(id))) return terms;
  const today = rules.services.get(item.service_id)?.resourceIds ?? [];
  const there = [...terms.resource_ids, ...today].filter((id) => rules.resources.has(id));
  return { ...terms, resource_ids: [...new Set(there)] };
}

/**
 * What to ask the calendar for when a visit of several services moves: the same services under their terms.
 */
export function itemsForMove(rules: CalendarRules, booking: Booking, wish: StaffWish): ServiceWish[] {
  return booking.items.map((item, i) => ({
    serviceId: item.service_id,
    service: ownRules(rules, item),
    ...staffForMove(rules, item, { staffId: askedFor(wish, i) }),
  }));
}

/** Who shall serve a visit that moves: one person for all of it, or one for each part. */
export type StaffWish = {
  readonly staffId?: string | undefined;
  readonly staffIds?: readonly string[] | undefined;
};

/** The person asked for to serve this part; undefined if there is none. */
export function askedFor({ staffId, staffIds }: StaffWish, part: number): string | undefined {
  return staffIds?.[part] ?? staffId;
}

/**
 * Who a moved visit may go to: the person asked for now, else the one requested originally, else preferably
 * the same person.
 */
export function staffForMove(
  rules: CalendarRules,
  item: BookingItem,
  wish: { readonly staffId?: string | undefined },
): { staffId?: string; preferStaffId?: string } {
  if (wish.staffId !== undefined) return { staffId: wish.staffId };
  const stillHere = rules.staff.some((person) => person.id === item.staff_id && person.active);
  const asked = fromJson(item.staff_choice).rule === "requested";
  return asked && stillHere ? { staffId: item.staff_id } : { preferStaffId: item.staff_id };
}

/** The single part of a visit. Throws if there are several. */
export function onlyItem(booking: Booking): BookingItem {
  const [item, ...more] = booking.items;
  if (!item || more.length > 0) throw new Error("This visit has several parts.");
  return item;
}
