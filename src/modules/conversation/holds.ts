import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import {
  type Hold,
  holdInside,
  type HoldOutcome,
  holdSequenceInside,
  isOccupancyConflict,
  releaseInside,
} from "#modules/booking/index.ts";

import { knownBusiness } from "./business-known.ts";
import { saveState } from "./conversations.ts";
import { findTimes, withEveryone } from "./find-times.ts";
import type { ConversationState, Offer } from "./state.ts";
import type { ToolRefusal } from "./tools/tool.ts";
import type { TurnWork } from "./turn-work.ts";

/** How long a time picked in a chat is held, in minutes; renewed once. */
export const HOLD_MINUTES = 5;
/** How many conversations from one address may have a hold at once. */
const MOST_AN_ADDRESS = 2;
/** The share of a day's times that conversations may hold. */
const SHARE_OF_A_DAY = 0.1;

export type Kept =
  | { readonly outcome: "held" }
  /** Free but not held: too many holds exist already, or the offer is for moving a visit. */
  | { readonly outcome: "not_held" }
  | { readonly outcome: "refused"; readonly code: ToolRefusal };

/**
 * Holds the picked time in place of the conversation's previous hold. One transaction writes the hold and the
 * conversation, so a crash cannot orphan a hold.
 */
export function keep(work: TurnWork, offer: Offer, renewed: boolean): Kept {
  const { ctx, row, state } = work;
  const now = ctx.clock.now();
  const isSpent = renewed && state.chosen?.renewed === true;
  const mayHold = offer.forVisit === undefined && !isSpent && hasRoomForHold(work, offer, now);
  if (!mayHold && row.hold_id === null) {
    work.state = chosenIn(state, { slotId: offer.slotId, holdId: null, heldUntil: null });
    return { outcome: "not_held" };
  }
  work.begun.store();
  const whole = withEveryone(ctx, offer);
  try {
    return ctx.db.write((tx): Kept => {
      if (row.hold_id !== null) releaseInside(ctx, tx, row.hold_id);
      const held = mayHold ? place(work, tx, whole) : undefined;
      if (held && held.outcome !== "held") return keepNothing(work, tx, held.outcome);
      const hold = held?.hold;
      const kept = hold ? { holdId: hold.id, heldUntil: hold.expiresAt } : { holdId: null, heldUntil: null };
      work.state = chosenIn(state, { slotId: offer.slotId, ...kept, ...(renewed && { renewed }) });
      work.row = saveState(tx, row, work.state, hold ? columnsOf(hold) : NO_HOLD);
      return { outcome: hold ? "held" : "not_held" };
    });
  } catch (error) {
    if (!isOccupancyConflict(error)) throw error;
    return { outcome: "refused", code: "SLOT_TAKEN" };
  }
}

function chosenIn(
  state: ConversationState,
  chosen: NonNullable<ConversationState["chosen"]>,
): ConversationState {
  return { ...state, chosen, phase: state.pending ? state.phase : "details" };
}

function keepNothing(work: TurnWork, tx: TenantTx, outcome: string): Kept {
  const { chosen: _, ...without } = work.state;
  work.state = without;
  work.row = saveState(tx, work.row, without, NO_HOLD);
  return { outcome: "refused", code: CODES[outcome] ?? "SLOT_TAKEN" };
}

function columnsOf({ id, start, expiresAt }: Hold) {
  return { hold_id: id, hold_start_at: start, hold_until: expiresAt };
}

export const NO_HOLD = { hold_id: null, hold_start_at: null, hold_until: null } as const;

/** The tool codes for refused holds. */
const CODES: Readonly<Record<string, ToolRefusal>> = {
  terms_changed: "TERMS_CHANGED",
  in_the_past: "PAST",
  too_soon: "PAST",
  unknown_service: "UNKNOWN_SERVICE",
  service_not_offered: "UNKNOWN_SERVICE",
};

function place({ ctx }: TurnWork, tx: TenantTx, offer: Offer): HoldOutcome {
  const common = {
    start: offer.start,
    minutes: HOLD_MINUTES,
    expectedPriceCents: offer.priceCents,
    expectedDurationMinutes: offer.minutes,
  };
  const [first, ...more] = offer.items;
  if (first && more.length === 0)
    return holdInside(ctx, tx, { ...common, ...first, staffChoice: first.choice });
  return holdSequenceInside(ctx, tx, {
    ...common,
    items: offer.items.map(({ serviceId, staffId }) => ({ serviceId, staffId })),
    staffChoices: offer.items.map(({ choice }) => choice),
  });
}

/** Holds take time away from other customers, so they are limited per address and to a share of each day. */
function hasRoomForHold({ ctx, row }: TurnWork, offer: Offer, now: Instant): boolean {
  const { zone } = knownBusiness(ctx.db).rules;
  const date = zone.localDateOf(offer.start);
  const [from, to] = [zone.startOfDay(date), zone.startOfDay(addDays(date, 1))];
  const others = keptNow(ctx.db, now).filter(({ seq }) => seq !== row.seq);
  const ofAddress = others.filter(({ address_hash: hash }) => hash !== null && hash === row.address_hash);
  if (ofAddress.length >= MOST_AN_ADDRESS) return false;
  const onDay = others.filter(({ hold_start_at: at }) => at !== null && at >= from && at < to);
  if (onDay.length === 0) return true;
  const items = offer.items.map(({ serviceId }) => ({ serviceId }));
  const free = findTimes(ctx, { items, from: date, to: date }).length;
  return onDay.length < Math.ceil((free + onDay.length) * SHARE_OF_A_DAY);
}

function keptNow(db: TenantReads, now: Instant) {
  return db.all(liveHolds({ now }));
}

export const liveHolds = statement((p: { now: Instant }) =>
  build
    .selectFrom("conversations")
    .select(["seq", "address_hash", "hold_start_at"])
    .where("hold_until", "is not", null)
    .where("hold_until", ">", p.now),
);
