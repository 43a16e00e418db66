import type { Booking as Visit, OnConflict, Repeat, VisitWish } from "#modules/booking/index.ts";

import { knownBusiness } from "./business-known.ts";
import type { Offer, Pending } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";

type Booking = Pick<Extract<Pending["act"], { kind: "book" }>, "customer" | "notes" | "consentSms">;

/** The visit to be booked from an offer, under the terms that were shown. */
export function visitWish(
  { state, row }: Pick<TurnWork, "state" | "row">,
  { consentSms, customer, notes }: Booking,
  offer: Offer,
): VisitWish {
  const { chosen } = state;
  const held = chosen?.slotId === offer.slotId ? chosen.holdId : null;
  const common = {
    start: offer.start,
    ...(held !== null && { holdId: held }),
    customer: { ...customer, ...(consentSms !== undefined && { consentSms }) },
    ...(notes !== undefined && { notes }),
    source: row.channel,
    expectedPriceCents: offer.priceCents,
    expectedDurationMinutes: offer.minutes,
  };
  const [first, ...more] = offer.items;
  if (!first || more.length > 0) return { ...common, items: offer.items };
  const { serviceId, staffId, choice: staffChoice } = first;
  return { ...common, serviceId, staffId, staffChoice };
}

/**
 * The same for a repeating visit: staff whom the customer did not request are kept where possible and replaced
 * where not.
 */
export function seriesWish(
  work: Pick<TurnWork, "ctx" | "state" | "row">,
  booking: Booking,
  offer: Offer,
  { repeat, onConflict }: { readonly repeat: Repeat; readonly onConflict: OnConflict },
) {
  const visit = visitWish(work, booking, offer);
  const { rules } = knownBusiness(work.ctx.db);
  const isClass = offer.items.some(({ serviceId }) => (rules.services.get(serviceId)?.capacity ?? 1) > 1);
  const isAsked = offer.items.every(({ choice, among }) => choice === undefined || among !== undefined);
  if (isClass || isAsked) return { visit: withoutChoice(visit), repeat, onConflict };
  const items = offer.items.map(({ serviceId, staffId, choice, among }) =>
    choice === undefined || among ? { serviceId, staffId } : { serviceId, preferStaffId: staffId },
  );
  const { start, holdId, customer, notes, source, expectedPriceCents, expectedDurationMinutes } = visit;
  const common = { start, holdId, customer, notes, source, expectedPriceCents, expectedDurationMinutes };
  return { visit: { ...common, items }, repeat, onConflict };
}

/** Drops the reason for the choice of staff, which was decided for the first visit only. */
function withoutChoice(visit: VisitWish): VisitWish {
  if ("items" in visit) return visit;
  const { staffChoice: _, ...rest } = visit;
  return rest;
}

/**
 * Where a visit moves, and to whom if that is somebody else: the other visits of its series otherwise keep
 * their staff.
 */
export function moveWish({ items: [own] }: Visit, { start, items }: Offer) {
  const staffId = items.length === 1 ? items[0]?.staffId : undefined;
  return { start, staffId: staffId === own?.staff_id ? undefined : staffId };
}
