import { fromJson } from "#db/columns.ts";
import type { TermsDocument } from "#db/tenant-tables.ts";
import type { CalendarRules, ChainWish } from "#modules/calendar/index.ts";

import { aloneTerms } from "./chain-offer.ts";
import type { Booking, BookingItem } from "./queries.ts";
import { rulesOfTerms } from "./terms.ts";

/** The business's rules with this visit's own terms in place of what its service is now. */
export function rulesForMove(rules: CalendarRules, item: BookingItem): CalendarRules {
  const own = ownRules(rules, item);
  return { ...rules, services: new Map(rules.services).set(item.service_id, own) };
}

function ownRules(rules: CalendarRules, item: BookingItem) {
  const terms = aloneTerms(termsForMove(rules, item));
  return rulesOfTerms(item.service_id, terms, rules.services.get(item.service_id));
}

/**
 * The terms that a part of a visit keeps when it is moved: those that it was booked under. Where a room or thing
 * that it needs was given up since, what its service needs today stands in for it.
 */
export function termsForMove(rules: CalendarRules, item: BookingItem): TermsDocument {
  const terms = fromJson(item.terms);
  if (terms.resource_ids.every((id) => rules.resources.has(id))) return terms;
  const today = rules.services.get(item.service_id)?.resourceIds ?? [];
  const there = [...terms.resource_ids, ...today].filter((id) => rules.resources.has(id));
  return { ...terms, resource_ids: [...new Set(there)] };
}

/** What a visit of several services asks for when it is moved: the same under the terms that it has. */
export function itemsForMove(rules: CalendarRules, booking: Booking, wish: StaffWish): ChainWish[] {
  return booking.items.map((item, i) => ({
    serviceId: item.service_id,
    service: ownRules(rules, item),
    ...staffForMove(rules, item, { staffId: askedFor(wish, i) }),
  }));
}

/** Who is to serve a visit that moves: the same person all of it, or each part its own. */
export type StaffWish = {
  readonly staffId?: string | undefined;
  readonly staffIds?: readonly string[] | undefined;
};

/** Who is asked for to serve this part; undefined where nobody is. */
export function askedFor({ staffId, staffIds }: StaffWish, part: number): string | undefined {
  return staffIds?.[part] ?? staffId;
}

/** Whom a moved visit may go to: who was asked for, else the same person, else anyone. */
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

/** The part of a visit that has just one. */
export function onlyItem(booking: Booking): BookingItem {
  const [item, ...more] = booking.items;
  if (!item || more.length > 0) throw new Error("This visit has several parts.");
  return item;
}
