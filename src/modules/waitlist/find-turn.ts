import { fromJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import { getPolicies } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type HeldChain, holdChain } from "#modules/waitlist/chains/hold-chain.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type BookedFor, bookFor } from "./book-for.ts";
import { recordDecision, type SkipReason } from "./decisions.ts";
import { listWaiting, type WaitingRow } from "./entries.ts";
import type { FreeStart } from "./find-starts.ts";
import { type Freed, spanOf } from "./freed-time.ts";
import type { NewOffers } from "./make-offers.ts";
import { contactKeys, type SlotRow } from "./offers.ts";
import { judgeWaiting } from "./plan-pass.ts";
import { type Candidate, candidateReader, startsReader } from "./waiting.ts";

/** The fate of a freed slot: offered, booked for somebody in auto-book mode, or wanted by nobody. */
export type Turn =
  | { readonly outcome: "nobody" }
  | { readonly outcome: "booked"; readonly row: WaitingRow; readonly bookingUid: string }
  | { readonly outcome: "offered"; readonly offers: Omit<NewOffers, "slot"> }
  | { readonly outcome: "chain"; readonly held: HeldChain };

/** The entries whose dates include a freed time, in the order in which they are asked. */
export function waitingFor(ctx: TenantContext, tx: TenantTx, times: Freed["times"]): WaitingRow[] {
  const span = spanOf(times);
  const { zone } = calendarRules(ctx.db, tx);
  return span ? listWaiting(tx, zone.localDateOf(span.start), zone.localDateOf(span.end)) : [];
}

/** Decides whose turn it is, and records why others are passed over. */
export function findTurn(ctx: TenantContext, tx: TenantTx, slot: SlotRow): Turn {
  const { mode } = getPolicies(ctx.db).waitlist;
  const { fitting, mayBeChain } = lookForChain(fittingOnes(ctx, tx, slot));
  const held = mayBeChain ? holdChain(ctx, tx, slot) : undefined;
  if (held) return { outcome: "chain", held };
  return mode === "one_at_a_time"
    ? nextInLine(ctx, tx, slot, fitting)
    : allAtOnce(ctx, tx, slot, [...fitting]);
}

type Fitting = { readonly candidate: Candidate; readonly fits: readonly FreeStart[] };

/** Lazy: judges only as many entries as the caller consumes. */
function* fittingOnes(ctx: TenantContext, tx: TenantTx, slot: SlotRow): Generator<Fitting> {
  const times = fromJson(slot.times);
  const freed = { start: slot.start_at, end: slot.end_at, times };
  const candidateOf = candidateReader(ctx, tx, slot);
  const startsOf = startsReader(ctx, tx, freed);
  const facts = {
    zone: calendarRules(ctx.db, tx).zone,
    now: ctx.clock.now(),
    cutoffMinutes: getPolicies(ctx.db).waitlist.cutoff_minutes,
    notFor: slot.not_for,
  };
  for (const row of waitingFor(ctx, tx, times)) {
    const candidate = candidateOf(row);
    const judged = judgeWaiting(candidate.waiting, {
      ...facts,
      starts: () => startsOf(candidate.wish),
      startsWithoutNotice: () => startsOf(candidate.wish, { override: true }),
    });
    if (judged.fits) yield { candidate, fits: judged.fits };
    else skip(ctx, tx, slot, row, judged.skipped);
  }
}

/**
 * Looks for a chain if the time suits only people who already have a visit and the first of them wants to be
 * asked. Somebody in auto-book mode moves at once instead, and the time that this vacates is passed on in
 * turn.
 */
function lookForChain(fitting: Iterator<Fitting>) {
  const looked: Fitting[] = [];
  let next = fitting.next();
  while (!next.done) {
    looked.push(next.value);
    if (next.value.candidate.row.earlier_than === null) break;
    next = fitting.next();
  }
  const mayBeChain = next.done === true && looked[0]?.candidate.row.auto_book === 0;
  return { mayBeChain, fitting: again(looked, fitting) };
}

function* again(looked: readonly Fitting[], rest: Iterator<Fitting>): Generator<Fitting> {
  yield* looked;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

function nextInLine(ctx: TenantContext, tx: TenantTx, slot: SlotRow, fitting: Iterable<Fitting>): Turn {
  for (const one of fitting) {
    const [at] = one.fits;
    if (!at) continue;
    const { row, wish } = one.candidate;
    const booked = bookByItself(ctx, tx, row, at);
    if (booked?.outcome === "booked") return { outcome: "booked", row, bookingUid: booked.booking.row.uid };
    // They are asked about a price that they have not seen.
    if (booked && booked.outcome !== "terms_changed") {
      skip(ctx, tx, slot, row, "could_not_be_booked");
      continue;
    }
    const offers = { at, wish, entries: [row], mode: "one_at_a_time", reason: "first_in_line" } as const;
    return { outcome: "offered", offers };
  }
  return { outcome: "nobody" };
}

/**
 * Entries in auto-book mode count as an immediate yes, so the first of them gets the time; otherwise all are
 * asked at once.
 */
function allAtOnce(ctx: TenantContext, tx: TenantTx, slot: SlotRow, fitting: readonly Fitting[]): Turn {
  for (const { candidate, fits } of fitting) {
    const booked = fits[0] && bookByItself(ctx, tx, candidate.row, fits[0]);
    if (booked?.outcome !== "booked") continue;
    for (const other of fitting)
      if (other.candidate !== candidate) skip(ctx, tx, slot, other.candidate.row, "was_booked_at_once");
    return { outcome: "booked", row: candidate.row, bookingUid: booked.booking.row.uid };
  }
  const [first] = fitting;
  const at = first?.fits[0];
  if (!first || !at) return { outcome: "nobody" };
  const asked = new Set<string>();
  const entries = fitting.flatMap(({ candidate: { row }, fits }) => {
    const keys = contactKeys(row);
    const isAsked = keys.some((key) => asked.has(key));
    if (isAsked || !fits.some((other) => isSame(other, at))) {
      skip(ctx, tx, slot, row, isAsked ? "has_another_offer" : "another_time_was_offered");
      return [];
    }
    for (const key of keys) asked.add(key);
    return [row];
  });
  const { wish } = first.candidate;
  const offers = { at, wish, entries, mode: "everyone_at_once", reason: "everyone_at_once" } as const;
  return { outcome: "offered", offers };
}

/** Undefined if they want to be asked. */
function bookByItself(
  ctx: TenantContext,
  tx: TenantTx,
  row: WaitingRow,
  at: FreeStart,
): BookedFor | { readonly outcome: "unavailable" } | undefined {
  if (row.auto_book === 0) return undefined;
  const shown = {
    expectedPriceCents: row.shown_price_cents,
    expectedDurationMinutes: row.shown_minutes,
  };
  try {
    return bookFor(ctx, tx, row, at, shown);
  } catch (error) {
    // A full disk must not undo the cancellation that freed the time.
    if (error instanceof AppError) return { outcome: "unavailable" };
    throw error;
  }
}

function isSame(a: FreeStart, b: FreeStart): boolean {
  return a.serviceId === b.serviceId && a.staffId === b.staffId && a.start === b.start && a.end === b.end;
}

function skip(ctx: TenantContext, tx: TenantTx, slot: SlotRow, row: WaitingRow, reason: SkipReason): void {
  recordDecision(tx, {
    slotId: slot.id,
    entryId: row.id,
    outcome: "skipped",
    reason,
    at: ctx.clock.now(),
  });
}
