import { formatLocal } from "#kernel/local-date-time.ts";
import { type Booking, findBooking } from "#modules/booking/index.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";

/** A note about a visit that is already booked; the booking itself can no longer take it. */
export type VisitNote = { readonly text: string; readonly visit: string };

/**
 * The note of this turn, or the one that was waiting for the visit to be verified; in the customer's own words.
 */
export function noteForVisit(work: TurnWork): VisitNote | undefined {
  const { ctx, state, understood } = work;
  const { draft } = state;
  if (draft.goal === "book") return undefined;
  const text = understood.note?.text ?? (draft.goal === "lookup" ? draft.notes : undefined);
  const booking = text === undefined ? undefined : meant(work);
  if (text === undefined || !booking) return undefined;
  const { zone } = knownBusiness(ctx.db).rules;
  return { text, visit: `${booking.row.uid}, ${formatLocal(zone, booking.row.start_at)}` };
}

/** The visit being discussed, or else their next one. */
function meant({ ctx, state }: TurnWork): Booking | undefined {
  const now = ctx.clock.now();
  const ahead = state.verified
    .flatMap((uid) => findBooking(ctx.db, uid) ?? [])
    .filter(({ row }) => row.status === "confirmed" && row.start_at >= now)
    .toSorted((a, b) => a.row.start_at - b.row.start_at);
  return ahead.find(({ row }) => row.uid === state.draft.bookingUid) ?? ahead[0];
}
