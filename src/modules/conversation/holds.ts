import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import {
  type Hold,
  holdChainInside,
  holdInside,
  type HoldOutcome,
  isOccupancyConflict,
  releaseInside,
} from "#modules/booking/index.ts";

import { knownBusiness } from "./business-known.ts";
import { saveState } from "./conversations.ts";
import { findTimes, withEveryone } from "./find-times.ts";
import type { ConversationState, Offer } from "./state.ts";
import type { ToolRefusal } from "./tools/tool.ts";
import type { TurnWork } from "./turn-work.ts";

/** How long a time is kept for who picked it in a chat; renewed once. */
export const HOLD_MINUTES = 5;
/** How many conversations of one address may keep a time at once. */
const MOST_AN_ADDRESS = 2;
/** What share of a day's times conversations may keep. */
const SHARE_OF_A_DAY = 0.1;

export type Kept =
  | { readonly outcome: "held" }
  /** It is free, but not kept: too many are kept already, or it is for a visit that moves. */
  | { readonly outcome: "not_held" }
  | { readonly outcome: "refused"; readonly code: ToolRefusal };

/**
 * Keeps the picked time for some minutes, in place of what the conversation kept before. One transaction writes the
 * hold and the conversation, so that no crash leaves a hold of which nobody knows.
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

/** What a refused hold is called. */
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
  return holdChainInside(ctx, tx, {
    ...common,
    items: offer.items.map(({ serviceId, staffId }) => ({ serviceId, staffId })),
    staffChoices: offer.items.map(({ choice }) => choice),
  });
}

/** Who keeps much keeps it from others: so many at a time for an address, and a share of each day for all. */
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
