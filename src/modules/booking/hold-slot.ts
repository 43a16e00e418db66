import type { Selectable } from "kysely";

import { fromJson, toJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type { HeldItemDocument, HoldsTable, StaffChoiceDocument } from "#db/tenant-tables.ts";
import { HOUR, type Instant, MINUTE } from "#kernel/instant.ts";
import { getPolicies } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { findSlot, type SlotRefusal } from "./find-slot.ts";
import { occupy, vacate } from "./occupy.ts";
import { refusingConflicts } from "./refusing-conflicts.ts";
import { findOffer, isSurprise, type ShownTerms, type TermsChanged } from "./terms.ts";
import { footprintOf, type VisitPart } from "./write-visit.ts";

export type HoldWish = ShownTerms & {
  readonly serviceId: string;
  readonly staffId?: string | undefined;
  readonly start: Instant;
  /** Why this person, if an offer decided that before. */
  readonly staffChoice?: StaffChoiceDocument | undefined;
  /** How long it is held; left out: the business's `hold_minutes`. */
  readonly minutes?: number | undefined;
};

/** A slot reserved until `expiresAt`. Its id is unguessable: whoever knows it may use the hold. */
export type Hold = {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly expiresAt: Instant;
  readonly item: HeldItemDocument;
  /** All services that it is for, in order; `item` is the first. */
  readonly items: readonly HeldItemDocument[];
};

export type HoldOutcome = { readonly outcome: "held"; readonly hold: Hold } | TermsChanged | SlotRefusal;

/**
 * Holds a slot for the minutes that the business allows (`policies.hold_minutes`), under its current terms.
 */
export function holdSlot(ctx: TenantContext, wish: HoldWish): HoldOutcome {
  return refusingConflicts(() => ctx.db.write((tx) => holdInside(ctx, tx, wish)));
}

/** As `holdSlot`, inside the caller's transaction; the caller handles an occupancy conflict. */
export function holdInside(ctx: TenantContext, tx: TenantTx, wish: HoldWish): HoldOutcome {
  ctx.assertRoomToBook();
  const offer = findOffer(tx, calendarRules(ctx.db, tx), wish.serviceId);
  if (offer && isSurprise(wish, offer)) return { outcome: "terms_changed", offer };
  const slot = findSlot(ctx, tx, wish);
  if (slot.outcome !== "free") return slot;
  if (!offer) return { outcome: "unknown_service", alternatives: [] };
  const staffChoice = wish.staffChoice ?? slot.staffChoice;
  return writeHold(ctx, tx, [{ ...slot, ...offer, staffChoice, shape: slot.service }], wish.minutes);
}

/** Writes a hold and its occupancies; the caller has checked that it fits. */
export function writeHold(
  ctx: TenantContext,
  tx: TenantTx,
  parts: readonly VisitPart[],
  minutes = getPolicies(ctx.db).hold_minutes,
): HoldOutcome {
  const now = ctx.clock.now();
  const items = parts.map((part) => heldItem(part));
  const hold: Hold = {
    id: ctx.ids.token(16),
    start: parts[0]!.start,
    end: parts.at(-1)!.end,
    expiresAt: now + minutes * MINUTE,
    item: items[0]!,
    items,
  };
  const row: Selectable<HoldsTable> = {
    id: hold.id,
    items: toJson(items),
    start_at: hold.start,
    end_at: hold.end,
    expires_at: hold.expiresAt,
    created_at: now,
  };
  sweepExpired(tx, now);
  tx.run(build.insertInto("holds").values(row));
  occupy(tx, footprintOf(parts, hold.id), { kind: "hold", ownerId: hold.id, expiresAt: hold.expiresAt }, now);
  recordEvent(ctx, tx, {
    kind: "slot_held",
    subject: `hold:${hold.id}`,
    changes: [{ table: "holds", id: hold.id, before: null, after: row }],
  });
  return { outcome: "held", hold };
}

function heldItem(part: VisitPart): HeldItemDocument {
  return {
    service_id: part.serviceId,
    staff_id: part.staffId,
    start_at: part.start,
    end_at: part.end,
    price_cents: part.priceCents,
    terms: part.terms,
    staff_choice: part.staffChoice,
  };
}

/** Releases a hold before it expires. False if there is no such live hold. */
export function releaseHold(ctx: TenantContext, holdId: string): boolean {
  return ctx.db.write((tx) => releaseInside(ctx, tx, holdId));
}

/** As `releaseHold`, inside the caller's transaction. */
export function releaseInside(ctx: TenantContext, tx: TenantTx, holdId: string): boolean {
  const row = findHoldRow(tx, holdId);
  if (!row) return false;
  const live = row.expires_at > ctx.clock.now();
  removeHold(tx, holdId);
  recordEvent(ctx, tx, {
    kind: "hold_released",
    subject: `hold:${holdId}`,
    changes: [{ table: "holds", id: holdId, before: row, after: null }],
  });
  return live;
}

/** A hold that has not expired. */
export function findLiveHold(db: TenantReads, holdId: string, now: Instant): Hold | undefined {
  const row = findHoldRow(db, holdId);
  const items = row && fromJson(row.items);
  const item = items?.[0];
  if (!row || !item || row.expires_at <= now) return undefined;
  return { id: row.id, start: row.start_at, end: row.end_at, expiresAt: row.expires_at, item, items };
}

/**
 * Deletes holds that expired some time ago. They no longer count; this only keeps the file small, so each new
 * hold deletes a few.
 */
function sweepExpired(tx: TenantTx, now: Instant): void {
  for (const { id } of tx.all(expiredHolds({ before: now - KEPT_AFTER_EXPIRY }))) removeHold(tx, id);
}

/** Deletes a hold and its occupancies, as part of the command that uses or replaces it. */
export function removeHold(tx: TenantTx, holdId: string): void {
  vacate(tx, holdId);
  tx.run(build.deleteFrom("holds").where("id", "=", holdId));
}

export function findHoldRow(db: TenantReads, holdId: string): Selectable<HoldsTable> | undefined {
  return db.first(holdById({ id: holdId }));
}

/** Kept for a while so that a customer who comes back late can be told that this hold expired. */
const KEPT_AFTER_EXPIRY = HOUR;

const expiredHolds = statement((p: { before: Instant }) =>
  build.selectFrom("holds").select("id").where("expires_at", "<=", p.before).orderBy("expires_at").limit(20),
);

const holdById = statement((p: { id: string }) =>
  build.selectFrom("holds").selectAll().where("id", "=", p.id),
);
