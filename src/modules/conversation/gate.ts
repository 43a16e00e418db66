import type { TenantTx } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import {
  bookingView,
  cancelInside,
  confirmBooking,
  getBooking,
  isOccupancyConflict,
  manageLink,
  moveInside,
  type VisitWish,
} from "#modules/booking/index.ts";
import { understand, type Understanding } from "#modules/language/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";

import { knownBusiness } from "./business-known.ts";
import { withEveryone } from "./find-times.ts";
import { saveState } from "./conversations.ts";
import { withDeed } from "./deeds.ts";
import { isTokenOf } from "./freeze.ts";
import type { GateOutcome } from "./gate-outcome.ts";
import { type GateDecision, type GateInput, planGate } from "./plan-gate.ts";
import { reofferNear, reofferUnder } from "./reoffer.ts";
import { EMPTY_DRAFT, type ConversationState, type Offer, type Pending, whomOf } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";
import { noteGate, type TurnRow } from "./turns.ts";
import { vetoIn, withoutDeed } from "./words/en/veto.ts";

type Act = Pending["act"];
type Refused = Extract<GateOutcome, { kind: "refused" }>["code"];
/** What became of a released act, as it is kept under its key. */
type Carried =
  | { readonly outcome: "done"; readonly uid: string }
  | { readonly outcome: "refused"; readonly code: Refused };

/**
 * The only way to a visit, to its move and to its cancellation (decision 0024). What was frozen in the turn before
 * is done if this turn releases it, and is void if it says something else.
 */
export function passGate(work: TurnWork): GateOutcome {
  const { pending } = work.state;
  const decision = planGate(pending, inputOf(work, pending), {
    now: work.ctx.clock.now(),
    zone: knownBusiness(work.ctx.db).rules.zone,
    lastTurn: work.state.turn,
    offer: pending && offerOf(work.state, pending.act),
  });
  if (decision !== "nothing_pending") work.trace.push({ kind: "gate", outcome: decision });
  if (!pending || decision === "nothing_pending") return { kind: "nothing_pending" };
  return decision === "release" ? release(work, pending) : keepOrVoid(work, pending, decision);
}

/** What the gate did in this turn before the process ended; undefined where it did nothing. */
export function recallGate(work: TurnWork, { gate }: Pick<TurnRow, "gate">): GateOutcome | undefined {
  if (gate === null) return undefined;
  const { act, uid } = JSON.parse(gate) as { readonly act: Act["kind"]; readonly uid: string };
  return tellDone(work, act, uid);
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

/** Everything but a yes. */
function keepOrVoid(
  work: TurnWork,
  pending: Pending,
  decision: Exclude<GateDecision, "release" | "nothing_pending">,
): GateOutcome {
  const { pending: _, ...rest } = work.state;
  switch (decision) {
    case "unclear":
      // It is shown again with this turn's answer, so the next yes is an answer to it.
      work.state = { ...work.state, pending: { ...pending, turn: work.turn, askedAgain: true } };
      return { kind: "unclear" };
    case "changed":
      work.state = { ...rest, phase: pending.act.kind === "book" ? "details" : "verified" };
      return { kind: "changed" };
    case "declined": {
      const { chosen: __, ...without } = rest;
      work.state = { ...without, phase: pending.act.kind === "book" ? "collect" : "verified" };
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
  if (carried.outcome === "done") return tellDone(work, act.kind, carried.uid);
  const offer = offerOf(work.state, act);
  const { pending: _, chosen: __, ...rest } = work.state;
  work.state = { ...rest, phase: act.kind === "book" ? "collect" : "verified" };
  if (carried.code === "PLAN_LIMIT") work.state = withoutWish(work.state);
  else if (offer && carried.code === "TERMS_CHANGED") reofferUnder(work, offer);
  else if (offer) reofferNear(work, offer);
  return { kind: "refused", act: act.kind, code: carried.code };
}

/**
 * One transaction: the visit, what follows from it, the conversation's state and the mark on this turn. Whatever
 * ends the process, the same turn again, or the next one, finds all of it or nothing.
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
      const state = afterwards(work.state, pending.act.kind, carried.uid);
      const result = { act: pending.act.kind, uid: carried.uid };
      work.row = saveState(tx, row, state, {
        booking_uid: carried.uid,
        hold_id: null,
        hold_start_at: null,
        hold_until: null,
      });
      work.state = state;
      noteGate(tx, { conversation: row.seq, turn, gate: JSON.stringify(result) });
      return carried;
    });
  } catch (error) {
    if (isOccupancyConflict(error)) return { outcome: "refused", code: "SLOT_TAKEN" };
    if (error instanceof AppError && error.reason === "UNAVAILABLE")
      return { outcome: "refused", code: "UNAVAILABLE" };
    throw error;
  }
}

function isDone({ outcome }: Carried): boolean {
  return outcome === "done";
}

function act({ ctx, state, row }: TurnWork, tx: TenantTx, frozen: Act, offer: Offer | undefined): Carried {
  if (frozen.kind === "cancel") return carried(cancelInside(ctx, tx, frozen.uid, {}));
  if (!offer) return { outcome: "refused", code: "SLOT_TAKEN" };
  const [first] = offer.items;
  if (frozen.kind === "move") {
    const staffId = offer.items.length === 1 ? first?.staffId : undefined;
    return carried(moveInside(ctx, tx, frozen.uid, { start: offer.start, staffId }));
  }
  return carried(confirmBooking(ctx, tx, wishOf({ state, row }, frozen, offer)));
}

function wishOf(
  { state, row }: Pick<TurnWork, "state" | "row">,
  frozen: Extract<Act, { kind: "book" }>,
  offer: Offer,
): VisitWish {
  const { chosen } = state;
  const { consentSms, customer, notes } = frozen;
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

type Done = { readonly outcome: string; readonly booking?: { readonly row: { readonly uid: string } } };

function carried(result: Done): Carried {
  if (result.booking) return { outcome: "done", uid: result.booking.row.uid };
  return { outcome: "refused", code: CODES[result.outcome] ?? "SLOT_TAKEN" };
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

const PHASES = { book: "booked", cancel: "cancelled", move: "moved" } as const;

/** Nothing that was offered can be had any more. */
function withoutWish(state: ConversationState): ConversationState {
  return { ...state, phase: "idle", draft: { ...state.draft, goal: null }, offers: [], shown: [] };
}

/** Who they are is still known: "and one for my son". */
function afterwards(state: ConversationState, kind: Act["kind"], uid: string): ConversationState {
  const { pending: _, chosen: __, asked: ___, ...rest } = state;
  const { name, email, phone, people = 1 } = state.draft;
  return {
    ...withDeed(rest, PHASES[kind]),
    phase: PHASES[kind],
    draft: {
      ...EMPTY_DRAFT,
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      // The next of several comes with the same wish for somebody.
      ...(kind === "book" && people > 1 && { people: people - 1, ...whomOf(state.draft.items[0] ?? {}) }),
    },
    offers: [],
    shown: [],
    verified: [...new Set([...state.verified, uid])],
  };
}

function tellDone(work: TurnWork, kind: Act["kind"], uid: string): GateOutcome {
  const { ctx, feed } = work;
  const booking = bookingView(getBooking(ctx.db, uid), knownBusiness(ctx.db).rules.zone);
  const manageUrl = manageLink(ctx, uid).manage_url;
  feed.push({ event: "booking", booking, manage_url: manageUrl });
  return { kind: "done", act: kind, booking, manageUrl };
}
