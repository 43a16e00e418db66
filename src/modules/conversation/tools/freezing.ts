import { formatLocal } from "#kernel/local-date-time.ts";
import { type Booking, getBooking, refuseChange } from "#modules/booking/index.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import { freeze } from "#modules/conversation/freeze.ts";
import { isLive } from "#modules/conversation/offers.ts";
import type { Offer } from "#modules/conversation/state.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";
import { seriesSummary } from "#modules/conversation/words/en/series-summaries.ts";
import { bookSummary, cancelSummary, moveSummary } from "#modules/conversation/words/en/summaries.ts";

import { lookAtMove, visitsMeant } from "./change-series.ts";
import { cancelOfSeries, figuresOf, moveOfSeries, seriesFigures, visitFigures } from "./figures.ts";
import { lookAtSeries } from "./look-at-series.ts";
import { readContact, shownContact } from "./contact.ts";
import { ownNotes } from "./own-notes.ts";
import type { ToolArgs } from "./tool-args.ts";
import type { ToolRefusal, ToolResult } from "./tool.ts";
import { verified } from "./prove.ts";

/**
 * Freezes a visit for the customer to confirm. Only a live offer of this conversation can be frozen. Nothing is
 * booked here: the gate does that in the next turn.
 */
export function createBooking(work: TurnWork, args: ToolArgs<"create_booking">): ToolResult {
  const found = findOffer(work, args, undefined);
  if (!("offer" in found)) return { ok: false, code: found.code };
  const { offer } = found;
  if (args.service_id !== undefined && offer.items[0]?.serviceId !== args.service_id)
    return { ok: false, code: "SLOT_NOT_OFFERED" };
  const customer = readContact(work.ctx, args);
  if ("fields" in customer)
    return conflictsOf(work, offer) ?? { ok: false, code: "NEEDS_FIELDS", data: customer };
  const notes = ownNotes(work, args.notes);
  choose(work, offer);
  const series = lookAtSeries(work, offer, customer);
  if (series && "result" in series) return series.result;
  const contact = shownContact(work.ctx, customer);
  const summary = series
    ? seriesSummary(seriesFigures(work, offer, series), contact, notes)
    : bookSummary(figuresOf(work, offer), contact, notes);
  const act = {
    kind: "book",
    slotId: offer.slotId,
    customer,
    ...(notes !== undefined && { notes }),
    ...(args.consent_sms !== undefined && { consentSms: args.consent_sms }),
    ...(series && { series: series.frozen }),
  } as const;
  freeze(work, act, summary);
  return waits(summary);
}

/** Unavailable dates of a series are reported before the customer is asked for contact details. */
function conflictsOf(work: TurnWork, offer: Offer): ToolResult | undefined {
  if (!work.state.draft.repeat) return undefined;
  const series = lookAtSeries(work, offer, { name: "" });
  return series && "result" in series && asksForConflict(series.result) ? series.result : undefined;
}

function asksForConflict({ code, data }: ToolResult): boolean {
  const { fields = [] } = (data ?? {}) as { readonly fields?: readonly string[] };
  return code === "NEEDS_FIELDS" && fields.includes("on_conflict");
}

/** Freezes the cancellation of the customer's own visit. */
export function cancelVisit(work: TurnWork, args: ToolArgs<"cancel_booking">): ToolResult {
  const own = ownVisit(work, args);
  if (!("booking" in own)) return own;
  const { uid } = own.booking.row;
  const meant = visitsMeant(work, own.booking);
  if (meant.kind === "unsaid") return meant.result;
  const summary =
    meant.kind === "one"
      ? cancelSummary(visitFigures(work, own.booking))
      : cancelOfSeries(work, own.booking, meant.visits);
  freeze(work, { kind: "cancel", uid, ...(meant.kind === "series" && { scope: meant.scope }) }, summary);
  return waits(summary);
}

/** Freezes moving the customer's own visit to a time that was offered for it. */
export function rescheduleVisit(work: TurnWork, args: ToolArgs<"reschedule_booking">): ToolResult {
  const own = ownVisit(work, args);
  if (!("booking" in own)) return own;
  const { uid } = own.booking.row;
  const found = findOffer(work, args, uid);
  if (!("offer" in found)) return { ok: false, code: found.code };
  choose(work, found.offer);
  const meant = visitsMeant(work, own.booking);
  if (meant.kind === "unsaid") return meant.result;
  const act = { kind: "move", uid, slotId: found.offer.slotId } as const;
  if (meant.kind === "one") {
    const summary = moveSummary(figuresOf(work, found.offer), visitFigures(work, own.booking));
    freeze(work, act, summary);
    return waits(summary);
  }
  const moves = lookAtMove(work, own.booking, found.offer, meant.scope);
  if ("result" in moves) return moves.result;
  const summary = moveOfSeries(work, own.booking, meant.visits, moves);
  freeze(work, { ...act, scope: meant.scope, onConflict: moves.onConflict }, summary);
  return waits(summary);
}

function waits(summary: string): ToolResult {
  return { ok: false, code: "NEEDS_CONFIRMATION", data: { summary }, say_hint: "ask_to_confirm" };
}

/** Freezing an offer picks it: a hold on another time is released when the turn is written. */
function choose(work: TurnWork, { slotId }: Offer): void {
  if (work.state.chosen?.slotId === slotId) return;
  work.state = { ...work.state, chosen: { slotId, holdId: null, heldUntil: null } };
}

type Named = {
  readonly slot_id?: string | undefined;
  readonly start_time_local?: string | undefined;
};

/** The one live offer identified by slot id or local time. */
function findOffer(
  { ctx, state }: TurnWork,
  { slot_id: slotId, start_time_local: local }: Named & { readonly service_id?: string | undefined },
  forVisit: string | undefined,
): { readonly offer: Offer } | { readonly code: ToolRefusal } {
  const { zone } = knownBusiness(ctx.db).rules;
  const now = ctx.clock.now();
  const mine = state.offers.filter((offer) => offer.forVisit === forVisit);
  const meant =
    slotId === undefined
      ? mine.filter(({ start }) => local !== undefined && formatLocal(zone, start) === local.slice(0, 16))
      : mine.filter((offer) => offer.slotId === slotId);
  const live = meant.filter((offer) => isLive(offer, now));
  const preferred = live.filter(({ slotId: one }) => one === state.chosen?.slotId);
  const [one, ...more] = preferred.length > 0 ? preferred : live;
  if (one && more.length === 0) return one.start <= now ? { code: "PAST" } : { offer: one };
  // Two offers share this local time: different people, or a repeated hour.
  if (one) return { code: "INVALID_ARGUMENT" };
  return { code: meant.length > 0 ? "OFFER_EXPIRED" : "SLOT_NOT_OFFERED" };
}

/** A visit that this customer may change now. */
function ownVisit(
  work: TurnWork,
  args: ToolArgs<"cancel_booking">,
): { readonly booking: Booking } | Extract<ToolResult, { ok: false }> {
  const { ctx } = work;
  if (!verified(work, args.booking_uid, args)) return { ok: false, code: "NOT_VERIFIED" };
  const booking = getBooking(ctx.db, args.booking_uid);
  const refusal = refuseChange(booking, ctx.clock.now());
  if (refusal?.outcome === "too_late") return { ok: false, code: "TOO_LATE" };
  if (refusal?.outcome === "not_active")
    return { ok: false, code: "UNAVAILABLE", say_hint: booking.row.status };
  return { booking };
}
