import { type Insertable, type Selectable, sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type { WaitlistEntriesTable } from "#db/waitlist-tables.ts";
import { notFound } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

export type EntryRow = Selectable<WaitlistEntriesTable>;

/** An entry, with what matters about its customer for deciding who is asked. */
export type WaitingRow = EntryRow & {
  readonly email: string | null;
  readonly phone: string | null;
  readonly erased_at: Instant | null;
};

export function findEntry(db: TenantReads, id: string): EntryRow | undefined {
  return db.first(entryById({ id }));
}

/** Throws NOT_FOUND for an unknown id. */
export function getEntry(db: TenantReads, id: string): EntryRow {
  const entry = findEntry(db, id);
  if (!entry) throw notFound("There is no such entry on the waitlist.");
  return entry;
}

/** Whether any entry is open. Usually none is, and then nothing else need be read. */
export function anybodyWaits(db: TenantReads): boolean {
  return db.first(firstOpen({})) !== undefined;
}

/** The entries for any of these business dates, in the order in which they are asked. */
export function listWaiting(db: TenantReads, from: LocalDate, to: LocalDate): WaitingRow[] {
  return db.all(waitingBetween({ from, to }));
}

/** Entries whose requested times have passed. */
export function passedEntries(db: TenantReads, now: Instant, limit: number): EntryRow[] {
  return db.all(passedBy({ now, limit }));
}

/** When the next entry's requested times will have passed; null if there is none. */
export function nextPassing(db: TenantReads): Instant | null {
  return db.first(firstOpen({}))?.open_until ?? null;
}

/** Open entries that wait for a time earlier than this visit's. */
export function entriesForVisit(db: TenantReads, uid: string): EntryRow[] {
  return db.all(entriesByVisit({ uid }));
}

/**
 * How many entries are ahead of this one for much the same: its service, a common date, and somebody who
 * could serve both.
 */
export function placesBefore(db: TenantReads, entry: EntryRow): number {
  return (
    db.first(
      countBefore({
        place: entry.place,
        service: entry.service_id,
        staff: entry.staff_id,
        from: entry.start_date,
        to: entry.end_date,
      }),
    )?.count ?? 0
  );
}

export function insertEntry(tx: TenantTx, row: Insertable<WaitlistEntriesTable>): EntryRow {
  tx.run(build.insertInto("waitlist_entries").values(row));
  return getEntry(tx, row.id);
}

/** The columns of an entry that change over its life. */
export type EntryChange = Partial<
  Pick<EntryRow, "status" | "close_reason" | "booking_uid" | "open_until" | keyof WishColumns>
>;

/** The requested times, and how the customer wants to be asked. */
export type WishColumns = Pick<EntryRow, "start_date" | "end_date" | "from_time" | "to_time" | "auto_book">;

/** Writes columns of an entry, increments its version, and returns the change. */
export function changeEntry(
  ctx: TenantContext,
  tx: TenantTx,
  id: string,
  columns: EntryChange,
): { readonly entry: EntryRow; readonly change: RowChange } {
  const before = getEntry(tx, id);
  const changed = { ...columns, version: before.version + 1, updated_at: ctx.clock.now() };
  tx.run(build.updateTable("waitlist_entries").set(changed).where("id", "=", id));
  const entry = getEntry(tx, id);
  return { entry, change: { table: "waitlist_entries", id, before, after: entry } };
}

const entryById = statement((p: { id: string }) =>
  build.selectFrom("waitlist_entries").selectAll().where("id", "=", p.id),
);

export const firstOpen = statement((_: object) =>
  build
    .selectFrom("waitlist_entries")
    .select("open_until")
    .where("open_until", "is not", null)
    .orderBy("open_until")
    .limit(1),
);

export const waitingBetween = statement((p: { from: string; to: string }) =>
  build
    .selectFrom("waitlist_entries as entry")
    .innerJoin("customers", "customers.id", "entry.customer_id")
    .selectAll("entry")
    .select(["customers.email", "customers.phone", "customers.erased_at"])
    .where("entry.open_until", ">", 0)
    .where("entry.start_date", "<=", p.to)
    .where("entry.end_date", ">=", p.from)
    // The `+` makes SQLite sort the few matches; otherwise it would walk everyone who ever waited in order of
    // place.
    .orderBy(sql`+entry.place`),
);

export const passedBy = statement((p: { now: Instant; limit: number }) =>
  build
    .selectFrom("waitlist_entries")
    .selectAll()
    .where("open_until", "is not", null)
    .where("open_until", "<=", p.now)
    .orderBy("open_until")
    .limit(sql<number>`${p.limit}`),
);

export const entriesByVisit = statement((p: { uid: string }) =>
  build
    .selectFrom("waitlist_entries")
    .selectAll()
    .where("earlier_than", "=", p.uid)
    .where("open_until", "is not", null),
);

const countBefore = statement(
  (p: { place: number; service: string; staff: string | null; from: string; to: string }) =>
    build
      .selectFrom("waitlist_entries")
      .select((row) => row.fn.countAll<number>().as("count"))
      .where("open_until", "is not", null)
      .where("place", "<", p.place)
      .where("service_id", "=", p.service)
      .where("start_date", "<=", p.to)
      .where("end_date", ">=", p.from)
      .where(sql<boolean>`(${p.staff} is null or staff_id is null or staff_id = ${p.staff})`),
);
