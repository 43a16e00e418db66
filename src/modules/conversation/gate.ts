import type { TenantTx } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import {
  type Booking,
  bookingView,
  bookSeriesInside,
  cancelScoped,
  confirmBooking,
  findBooking,
  getBooking,
  isOccupancyConflict,
  manageLink,
  moveInside,
  moveScoped,
  SeriesRefused,
} from "#modules/booking/index.ts";
import { understand, type Understanding } from "#modules/language/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";

import { afterwards, withoutWish } from "./after-deed.ts";
import { knownBusiness } from "./business-known.ts";
import { withEveryone } from "./find-times.ts";
import { saveState } from "./conversations.ts";
import { isTokenOf } from "./freeze.ts";
import type { GateOutcome } from "./gate-outcome.ts";
import { type GateDecision, type GateInput, planGate } from "./plan-gate.ts";
import { reofferNear, reofferUnder } from "./reoffer.ts";
import type { ConversationState, FrozenSeries, Offer, Pending } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";
import { noteGate, type TurnRow } from "./turns.ts";
import { moveWish, seriesWish, visitWish } from "./visit-wish.ts";
import { vetoIn, withoutDeed } from "./words/en/veto.ts";

type Act = Pending["act"];
/** What happened to the other visits of a series. */
type Several = {
  readonly uids?: readonly string[];
  readonly starts?: readonly Instant[];
  readonly staying?: number;
};
type Refused = Extract<GateOutcome, { kind: "refused" }>["code"];
/** The result of a released act, as stored under its idempotency key. */
type Carried =
  | ({ readonly outcome: "done"; readonly uid: string } & Several)
  | { readonly outcome: "refused"; readonly code: Refused };

/**
 * The only way to book, move or cancel a visit (decision 0024). What the previous turn froze is carried out if
 * this turn releases it, and is void if this turn says something else.
 */
export function passGate(work: TurnWork): GateOutcome {
  const { pending } = work.state;
  const decision = planGate(pending, inputOf(work, pending), {
    now: work.ctx.clock.now(),
    zone: knownBusiness(work.ctx.db).rules.zone,
    lastTurn: work.state.turn,
    offer: pending && offerOf(work.state, pending.act),
    visit: pending && visitOf(work, pending.act),
  });
  if (decision !== "nothing_pending") work.trace.push({ kind: "gate", outcome: decision });
  if (!pending || decision === "nothing_pending") return { kind: "nothing_pending" };
  return decision === "release" ? release(work, pending) : keepOrVoid(work, pending, decision);
}

/** What the gate had already done in this turn when the process ended; undefined if nothing. */
export function recallGate(work: TurnWork, { gate }: Pick<TurnRow, "gate">): GateOutcome | undefined {
  if (gate === null) return undefined;
  const { act, uid, ...several } = JSON.parse(gate) as {
    readonly act: Act["kind"];
    readonly uid: string;
  } & Several;
  return tellDone(work, act, uid, several);
}

function inputOf(work: TurnWork, pending: Pending | undefined): GateInput {
  const { input, blind } = work;
  if (input.kind === "pick") return { kind: "pick" };
  if (input.kind === "confirm")
    return { kind: "token", matches: pending !== undefined && isTokenOf(pending, input.token) };
  const text = pending ? withoutDeed(work.text, pending.act.kind) : work.text;
  const understood = text === work.text ? work.understood : understandAnew(work, text);
  return { kind: "words", understood, veto: vetoIn(text), blind };
}

function understandAnew({ ctx }: TurnWork, text: string): Understanding {
  const { language } = knownBusiness(ctx.db);
  return understand(text, { ...language, now: ctx.clock.now(), asked: "confirm" });
}

function offerOf({ offers }: ConversationState, act: Act): Offer | undefined {
  return act.kind === "cancel" ? undefined : offers.find(({ slotId }) => slotId === act.slotId);
}

function visitOf({ ctx }: TurnWork, act: Act) {
  const row = act.kind === "book" ? undefined : findBooking(ctx.db, act.uid)?.row;
  return row && { start: row.start_at, isOfSeries: row.series_id !== null };
}

/** Refusals for which another time would not help, so none is offered. */
const NO_OTHER_TIME: ReadonlySet<Refused> = new Set([
  "PLAN_LIMIT",
  "CUSTOMER_LIMIT",
  "TOO_LATE",
  "UNAVAILABLE",
]);

/** Handles every reply but a yes. */
function keepOrVoid(
  work: TurnWork,
  pending: Pending,
  decision: Exclude<GateDecision, "release" | "nothing_pending">,
): GateOutcome {
  const { pending: _, ...rest } = work.state;
  switch (decision) {
    case "unclear":
      // This turn's answer shows the summary again, so the next yes is a reply to it.
      work.state = { ...work.state, pending: { ...pending, turn: work.turn, askedAgain: true } };
      return { kind: "unclear" };
    case "changed":
      work.state = { ...rest, phase: pending.act.kind === "book" ? "details" : "verified" };
      return { kind: "changed" };
    case "declined": {
      const { chosen, ...without } = rest;
      // Only the contact details are wrong; the time stays picked.
      const isKept = chosen && work.understood.hints.includes("changes_details");
      work.state = {
        ...(isKept ? rest : without),
        phase: pending.act.kind === "book" ? "collect" : "verified",
      };
      return { kind: "declined" };
    }
    case "expired": {
      work.state = { ...rest, phase: pending.act.kind === "book" ? "collect" : "verified" };
      const offer = offerOf(work.state, pending.act);
      if (offer) reofferNear(work, offer);
      return { kind: "expired" };
    }
  }
}

function release(work: TurnWork, pending: Pending): GateOutcome {
  const { act } = pending;
  const carried = carryOut(work, pending);
  work.trace.push({ kind: "gate", outcome: carried.outcome === "done" ? "done" : carried.code });
  if (carried.outcome === "done") return tellDone(work, act.kind, carried.uid, carried);
  const offer = offerOf(work.state, act);
  const { pending: _, chosen, series: __, ...rest } = work.state;
  work.state = { ...rest, phase: act.kind === "book" ? "collect" : "verified" };
  // In a series, a date other than the first may be taken: all are checked once more.
  if (carried.code === "SLOT_TAKEN" && act.kind === "book" && act.series && chosen)
    work.state = { ...rest, chosen, phase: "details" };
  else if (NO_OTHER_TIME.has(carried.code)) work.state = withoutWish(work.state);
  else if (offer && carried.code === "TERMS_CHANGED") reofferUnder(work, offer);
  else if (offer) reofferNear(work, offer);
  return { kind: "refused", act: act.kind, code: carried.code };
}

/**
 * One transaction: the visit, its consequences, the conversation's state and the mark on this turn. However the
 * process ends, a retry of this turn, or the next turn, finds all of it or nothing.
 */
function carryOut(work: TurnWork, pending: Pending): Carried {
  const { ctx, row, turn } = work;
  if (ctx.tenant.status !== "active") return { outcome: "refused", code: "UNAVAILABLE" };
  work.begun.store();
  const offer = offerOf(work.state, pending.act);
  const whole = offer && withEveryone(ctx, offer);
  const once = { scope: `conversation:${row.seq}`, key: pending.tokenHash, body: pending.act };
  try {
    return ctx.db.write((tx): Carried => {
      const carried = runOnce(ctx, tx, once, () => act(work, tx, pending.act, whole), isDone);
      if (carried.outcome !== "done") return carried;
      const { outcome: _, uid, uids = [uid], ...several } = carried;
      const state = afterwards(work.state, pending.act, uids);
      const result = { act: pending.act.kind, uid, ...several };
      work.row = saveState(tx, row, state, {
        booking_uid: uid,
        hold_id: null,
        hold_start_at: null,
        hold_until: null,
      });
      work.state = state;
      noteGate(tx, { conversation: row.seq, turn, gate: JSON.stringify(result) });
      return carried;
    });
  } catch (error) {
    if (isOccupancyConflict(error) || isSeriesConflict(error))
      return { outcome: "refused", code: "SLOT_TAKEN" };
    if (error instanceof SeriesRefused) return refused(error.refusal.outcome);
    if (error instanceof AppError && error.reason === "UNAVAILABLE")
      return { outcome: "refused", code: "UNAVAILABLE" };
    throw error;
  }
}

function isDone({ outcome }: Carried): boolean {
  return outcome === "done";
}

function act(work: TurnWork, tx: TenantTx, frozen: Act, offer: Offer | undefined): Carried {
  const { ctx } = work;
  if (frozen.kind === "cancel") return carried(cancelScoped(ctx, tx, frozen.uid, frozen));
  if (!offer) return { outcome: "refused", code: "SLOT_TAKEN" };
  if (frozen.kind === "move") return carried(moveFrozen(work, tx, frozen, offer));
  if (frozen.series) return bookFrozen(work, tx, { ...frozen, series: frozen.series }, offer);
  return carried(confirmBooking(ctx, tx, visitWish(work, frozen, offer)));
}

function moveFrozen(
  { ctx }: TurnWork,
  tx: TenantTx,
  { uid, scope, onConflict }: Extract<Act, { kind: "move" }>,
  offer: Offer,
): Done {
  const [first] = offer.items;
  const staffId = offer.items.length === 1 ? first?.staffId : undefined;
  if (!scope) return moveInside(ctx, tx, uid, { start: offer.start, staffId });
  return moveScoped(ctx, tx, uid, { ...moveWish(getBooking(tx, uid), offer), scope, onConflict });
}

/** Books exactly the visits of the summary, or none: throwing rolls back the transaction. */
function bookFrozen(
  work: TurnWork,
  tx: TenantTx,
  frozen: Extract<Act, { kind: "book" }> & { readonly series: FrozenSeries },
  offer: Offer,
): Carried {
  const { series } = frozen;
  const { uids, placed } = bookSeriesInside(work.ctx, tx, seriesWish(work, frozen, offer, series));
  const starts = placed.dates.flatMap((one) => (one.kind === "placed" ? [one.parts[0]!.start] : []));
  const isSame = starts.length === series.starts.length && starts.every((at, i) => at === series.starts[i]);
  if (!isSame) throw new SeriesHasChanged();
  return { outcome: "done", uid: uids[0], uids, starts };
}

/** The dates to be booked differ from those of the summary. Thrown to roll back the transaction. */
class SeriesHasChanged extends Error {}

function isSeriesConflict(error: unknown): boolean {
  if (error instanceof SeriesHasChanged) return true;
  return error instanceof AppError && error.reason === "SERIES_CONFLICT";
}

type Done = {
  readonly outcome: string;
  readonly booking?: Pick<Booking, "row">;
  readonly series?: {
    readonly changed: readonly Pick<Booking, "row">[];
    readonly unchanged: readonly unknown[];
  };
};

function carried({ outcome, booking, series }: Done): Carried {
  if (!booking) return refused(outcome);
  const { uid } = booking.row;
  if (!series) return { outcome: "done", uid };
  const { changed, unchanged } = series;
  const uids = changed.map(({ row }) => row.uid);
  return {
    outcome: "done",
    uid,
    uids,
    starts: changed.map(({ row }) => row.start_at),
    staying: unchanged.length,
  };
}

function refused(outcome: string): Carried {
  return { outcome: "refused", code: CODES[outcome] ?? "SLOT_TAKEN" };
}

const CODES: Readonly<Record<string, Refused>> = {
  terms_changed: "TERMS_CHANGED",
  plan_limit: "PLAN_LIMIT",
  customer_limit: "CUSTOMER_LIMIT",
  too_late: "TOO_LATE",
  not_active: "UNAVAILABLE",
  in_the_past: "PAST",
  too_soon: "PAST",
  outside_window: "UNAVAILABLE",
};

function tellDone(work: TurnWork, kind: Act["kind"], uid: string, { starts, staying }: Several): GateOutcome {
  const { ctx, feed } = work;
  const booking = bookingView(getBooking(ctx.db, uid), knownBusiness(ctx.db).rules.zone);
  const manageUrl = manageLink(ctx, uid).manage_url;
  feed.push({ event: "booking", booking, manage_url: manageUrl });
  return {
    kind: "done",
    act: kind,
    booking,
    manageUrl,
    ...(starts && starts.length > 1 && { starts }),
    ...(staying !== undefined && staying > 0 && { staying }),
  };
}
