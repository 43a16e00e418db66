import type { Instant } from "#kernel/instant.ts";
import {
  choicesOf,
  type Conflict,
  type PlacedDate,
  previewSeries,
  type Repeat,
} from "#modules/booking/index.ts";
import { lastBookableDate } from "#modules/calendar/index.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import { planRepeat } from "#modules/conversation/plan-repeat.ts";
import type { FrozenSeries, LookedSeries, Offer, Pending } from "#modules/conversation/state.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";
import { seriesWish } from "#modules/conversation/visit-wish.ts";

import type { ToolRefusal, ToolResult } from "./tool.ts";

/** The dates of a series as they would be booked. */
export type SeriesFound = {
  readonly frozen: FrozenSeries;
  readonly looked: LookedSeries;
  readonly dates: readonly PlacedDate[];
};

type Customer = Extract<Pending["act"], { kind: "book" }>["customer"];

/**
 * Looks up a repeating visit as the customer described it; undefined if it does not repeat. Asks first for
 * whatever is missing: how often, how many, and what to do about unavailable dates.
 */
export function lookAtSeries(
  work: TurnWork,
  offer: Offer,
  customer: Customer,
): SeriesFound | { readonly result: ToolResult } | undefined {
  const { ctx, state } = work;
  const { rules } = knownBusiness(ctx.db);
  const wished = state.draft.repeat;
  const calendar = { zone: rules.zone, lastDate: lastBookableDate(rules, ctx.clock.now()) };
  const planned = planRepeat(wished, offer.start, calendar);
  if (planned.kind === "once") return undefined;
  if (planned.kind === "missing") return { result: needs(planned.field) };
  return preview(work, offer, customer, { repeat: planned.repeat, choice: wished?.onConflict });
}

function needs(field: string, data?: object): ToolResult {
  return { ok: false, code: "NEEDS_FIELDS", data: { fields: [field], ...data } };
}

type Wished = { readonly repeat: Repeat; readonly choice: "skip" | "nearest" | undefined };

function preview(
  work: TurnWork,
  offer: Offer,
  customer: Customer,
  { repeat, choice }: Wished,
): SeriesFound | { readonly result: ToolResult } {
  const onConflict = choice ?? "skip";
  const wish = seriesWish(work, { customer }, offer, { repeat, onConflict });
  const seen = previewSeries(work.ctx, { ...wish, onConflict });
  if (seen.outcome !== "looked_at") return refused(CODES[seen.outcome] ?? "SLOT_TAKEN");
  const { dates } = seen;
  const looked = lookedOf(offer, dates);
  const [first] = dates;
  if (first?.kind !== "placed") return refused(limitOf(first));
  work.state = { ...work.state, series: looked };
  const isOpen = choice === undefined && looked.missed.length > 0;
  if (isOpen) return { result: needs("on_conflict", { choices: choicesOf(dates) }) };
  return { frozen: { repeat, onConflict: choice ?? "stop", starts: looked.starts }, looked, dates };
}

function refused(code: ToolRefusal): { readonly result: ToolResult } {
  return { result: { ok: false, code } };
}

/** The refusal if not even the first date is possible: it is gone, or a limit is reached. */
function limitOf(first: PlacedDate | undefined): ToolRefusal {
  const reason = first?.kind === "conflict" ? first.reason : undefined;
  return reason === "CUSTOMER_LIMIT" || reason === "PLAN_LIMIT" ? reason : "SLOT_TAKEN";
}

const CODES: Readonly<Record<string, ToolRefusal>> = {
  plan_limit: "PLAN_LIMIT",
  customer_limit: "CUSTOMER_LIMIT",
  terms_changed: "TERMS_CHANGED",
  in_the_past: "PAST",
};

/** Beyond the booking window, "nearest" would be the last time of all, which is no substitute. */
export function nearestOf({ reason, nearest }: Conflict): { readonly nearest?: Instant } {
  return nearest && reason !== "OUTSIDE_BOOKING_WINDOW" ? { nearest: nearest.start } : {};
}

function lookedOf({ slotId, minutes, currency }: Offer, dates: readonly PlacedDate[]): LookedSeries {
  const placed = dates.filter((one) => one.kind === "placed");
  return {
    slotId,
    count: placed.length,
    starts: placed.map(({ parts }) => parts[0]!.start),
    missed: dates.flatMap((one) =>
      one.kind === "conflict" ? [{ start: one.start, reason: one.reason, ...nearestOf(one) }] : [],
    ),
    minutes,
    priceCents: placed.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.priceCents, 0),
    currency,
  };
}
