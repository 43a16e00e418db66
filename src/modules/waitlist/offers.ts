import { type Insertable, type Selectable, sql } from "kysely";

import { toJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type { FreedSlotsTable, WaitlistOffersTable, WaitlistOfferState } from "#db/waitlist-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import type { Freed } from "./freed-time.ts";

export type OfferRow = Selectable<WaitlistOffersTable>;
export type SlotRow = Selectable<FreedSlotsTable>;

/** The entry's open offer, even if it has expired. */
export function findOpenOffer(db: TenantReads, entryId: string): OfferRow | undefined {
  return db.first(openOfferOf({ entry: entryId }));
}

/** The open offers that share one hold. */
export function openOffersOf(db: TenantReads, slotId: string): OfferRow[] {
  return db.all(openOffersOfSlot({ slot: slotId }));
}

/** Every open offer, even if it has expired, in order of expiry. */
export function allOpenOffers(db: TenantReads): OfferRow[] {
  return db.all(openOffers({}));
}

export function findOffer(db: TenantReads, id: string): OfferRow | undefined {
  return db.first(offerById({ id }));
}

/** The open offer that expired first. */
export function firstExpired(db: TenantReads, now: Instant): OfferRow | undefined {
  const first = db.first(firstExpiring({}));
  return first && first.expires_at <= now ? first : undefined;
}

/** When the next open offer expires; null if there is none. */
export function nextExpiry(db: TenantReads): Instant | null {
  return db.first(firstExpiring({}))?.expires_at ?? null;
}

/** Contact keys of everybody with an open offer; entries that share one belong to the same person. */
export function peopleWithOffers(db: TenantReads): Set<string> {
  const rows = db.all(holdersOfOffers({}));
  return new Set(rows.flatMap((row) => contactKeys(row)));
}

/** The contact keys by which two customers are recognized as the same person. */
export function contactKeys(person: {
  readonly customer_id: string;
  readonly email: string | null;
  readonly phone: string | null;
}): string[] {
  return [person.customer_id, person.email, person.phone].filter((key) => key !== null);
}

export function getSlot(db: TenantReads, id: string): SlotRow {
  const slot = db.first(slotById({ id }));
  if (!slot) throw new Error(`The freed slot ${id} is gone.`);
  return slot;
}

/** Records that time was freed. Whoever passes it on records its fate. */
export function insertSlot(ctx: TenantContext, tx: TenantTx, freed: Freed): SlotRow {
  const now = ctx.clock.now();
  const row: SlotRow = {
    id: ctx.ids.ulid(),
    cause: freed.cause,
    freed_by: freed.freedBy,
    not_for: freed.notFor,
    start_at: freed.start,
    end_at: freed.end,
    times: toJson(freed.times),
    state: "public",
    created_at: now,
    updated_at: now,
  };
  tx.run(build.insertInto("freed_slots").values(row));
  return row;
}

/** Writes the state of a freed slot, and returns the change. */
export function changeSlot(
  ctx: TenantContext,
  tx: TenantTx,
  before: SlotRow,
  state: SlotRow["state"],
): RowChange {
  const after: SlotRow = { ...before, state, updated_at: ctx.clock.now() };
  tx.run(
    build.updateTable("freed_slots").set({ state, updated_at: after.updated_at }).where("id", "=", before.id),
  );
  return { table: "freed_slots", id: before.id, before, after };
}

export function insertOffer(tx: TenantTx, row: OfferRow): RowChange {
  const values: Insertable<WaitlistOffersTable> = row;
  tx.run(build.insertInto("waitlist_offers").values(values));
  return { table: "waitlist_offers", id: row.id, before: null, after: row };
}

/** Writes how an offer ended, and returns the change. */
export function endOffer(
  ctx: TenantContext,
  tx: TenantTx,
  before: OfferRow,
  state: Exclude<WaitlistOfferState, "open">,
): RowChange {
  const after: OfferRow = { ...before, state, decided_at: ctx.clock.now() };
  tx.run(
    build
      .updateTable("waitlist_offers")
      .set({ state, decided_at: after.decided_at })
      .where("id", "=", before.id),
  );
  return { table: "waitlist_offers", id: before.id, before, after };
}

// The state is a literal: a partial index cannot be matched against bound values.
const open = sql<boolean>`state = ${sql.lit("open")}`;

export const openOfferOf = statement((p: { entry: string }) =>
  build.selectFrom("waitlist_offers").selectAll().where("entry_id", "=", p.entry).where(open),
);

export const openOffersOfSlot = statement((p: { slot: string }) =>
  build.selectFrom("waitlist_offers").selectAll().where("slot_id", "=", p.slot).where(open).orderBy("id"),
);

const offerById = statement((p: { id: string }) =>
  build.selectFrom("waitlist_offers").selectAll().where("id", "=", p.id),
);

const openOffers = statement((_: object) =>
  build.selectFrom("waitlist_offers").selectAll().where(open).orderBy("expires_at"),
);

export const firstExpiring = statement((_: object) =>
  build.selectFrom("waitlist_offers").selectAll().where(open).orderBy("expires_at").limit(1),
);

export const holdersOfOffers = statement((_: object) =>
  build
    .selectFrom("waitlist_offers")
    .innerJoin("customers", "customers.id", "waitlist_offers.customer_id")
    .select(["waitlist_offers.customer_id", "customers.email", "customers.phone"])
    .where(open),
);

const slotById = statement((p: { id: string }) =>
  build.selectFrom("freed_slots").selectAll().where("id", "=", p.id),
);
