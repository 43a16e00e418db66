import type { Row } from "../consistency.ts";

import { type History, REBUILT } from "./log.ts";
import type { Past } from "./past.ts";

/** Columns that are personal, for which the log has a reference. */
const LEFT_OUT = new Set(["notes", "cancel_reason", "reason"]);

/** Where the file is not what its log says by the last event of it, and what must not stand together in it. */
export function judgeFile(past: Past, tables: History["tables"], now: number): string[] {
  return [
    ...Object.entries(REBUILT).flatMap(([table, key]) => differences(past, table, key, tables[table] ?? [])),
    ...takenOtherwise(past, tables["occupancies"] ?? [], now),
    ...unmatched(past),
    ...madeTwice(past),
  ];
}

function differences(past: Past, table: string, key: string, rows: readonly Row[]): string[] {
  const found = new Map(rows.map((row) => [row[key] as string, row]));
  const told = past.table(table);
  return [
    ...[...told].flatMap(([id, row]) => {
      const now = found.get(id);
      if (!now) return [`${table} ${id} is in the log and not in the file`];
      const other = Object.keys(row).filter(
        (column) => !LEFT_OUT.has(column) && (now[column] ?? null) !== (row[column] ?? null),
      );
      return other.map(
        (column) => `${table} ${id} has ${column} ${now[column]}, and ${row[column]} by the log`,
      );
    }),
    // A slot is told of when it is passed on, which is when it is freed.
    ...[...found.keys()].filter((id) => !told.has(id)).map((id) => `the log knows no ${table} ${id}`),
  ];
}

/** Whose time is taken, by the log and by the file. Holds that have run out may be there or not. */
function takenOtherwise(past: Past, occupancies: readonly Row[], now: number): string[] {
  const isLive = (row: { expires?: number | null }): boolean => (row.expires ?? Infinity) > now;
  const told = [...past.taken.owners()]
    .flatMap((owner) => [...past.taken.of(owner)])
    .filter((row) => isLive(row) && row.absent !== true);
  const there = occupancies
    .filter((row) => row["kind"] !== "absence" && isLive({ expires: row["expires_at"] }))
    .map((row) => `${row["owner_id"]} ${row["subject_id"]} ${row["start_at"]}–${row["end_at"]}`);
  const wanted = told.map(({ owner, subject, start, end }) => `${owner} ${subject} ${start}–${end}`);
  return [
    ...without(wanted, there).map((row) => `${row} is taken by the log and free in the file`),
    ...without(there, wanted).map((row) => `${row} is taken in the file and free by the log`),
  ];
}

/** Whoever is offered something has an offer, and a slot that is offered is held. */
function unmatched(past: Past): string[] {
  const open = past.openOffers();
  const is = (column: string, id: string): boolean => open.some((offer) => offer[column] === id);
  const of = (table: string, column: string, state: string): string[] =>
    [...past.table(table).values()]
      .filter((row) => (row[state] === "offered") !== is(column, row["id"]))
      .map((row) => `${table} ${row["id"]} is ${row[state]}, and its offer is not`);
  return [...of("waitlist_entries", "entry_id", "status"), ...of("freed_slots", "slot_id", "state")];
}

/** A visit that came of waiting belongs to one who waited: accepting books once. */
function madeTwice(past: Past): string[] {
  const known = new Set([...past.table("waitlist_entries").values()].map((entry) => entry["booking_uid"]));
  return [...past.table("bookings").values()]
    .filter((visit) => visit["source"] === "waitlist" && !known.has(visit["uid"]))
    .map((visit) => `${visit["uid"]} was booked for ${visit["customer_id"]} and nobody's waiting ended`);
}

function without(some: readonly string[], others: readonly string[]): string[] {
  const there = new Set(others);
  return some.filter((one) => !there.has(one));
}
