import { fromJson } from "#db/columns.ts";
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
  const terms = aloneTerms(fromJson(item.terms));
  return rulesOfTerms(item.service_id, terms, rules.services.get(item.service_id));
}

/** What a visit of several services asks for when it is moved: the same under the terms that it has. */
export function itemsForMove(
  rules: CalendarRules,
  booking: Booking,
  wish: { readonly staffId?: string | undefined },
): ChainWish[] {
  return booking.items.map((item) => ({
    serviceId: item.service_id,
    service: ownRules(rules, item),
    ...staffForMove(rules, item, wish),
  }));
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
