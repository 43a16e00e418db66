import type { Booking as Visit, OnConflict, Repeat, VisitWish } from "#modules/booking/index.ts";

import { knownBusiness } from "./business-known.ts";
import type { Offer, Pending } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";

type Booking = Pick<Extract<Pending["act"], { kind: "book" }>, "customer" | "notes" | "consentSms">;

/** An offer as the visit that is booked of it, under the terms that were shown. */
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

/** The same, coming again: who was not asked for is kept where they can be, and is somebody else where they cannot. */
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

/** Why somebody serves it was decided for the first time alone. */
function withoutChoice(visit: VisitWish): VisitWish {
  if ("items" in visit) return visit;
  const { staffChoice: _, ...rest } = visit;
  return rest;
}

/** Where a visit goes, and to whom if that is somebody else: the others of its series keep theirs otherwise. */
export function moveWish({ items: [own] }: Visit, { start, items }: Offer) {
  const staffId = items.length === 1 ? items[0]?.staffId : undefined;
  return { start, staffId: staffId === own?.staff_id ? undefined : staffId };
}
