import type { Row } from "../consistency.ts";

import { type History, REBUILT } from "./log.ts";
import type { Past } from "./past.ts";

/** Personal columns, which the log replaces with a reference. */
const LEFT_OUT = new Set(["notes", "cancel_reason", "reason"]);

/** Where the file differs from what its log says, and rows that contradict each other. */
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
    // The log mentions a slot when it is passed on, which is when it is freed.
    ...[...found.keys()].filter((id) => !told.has(id)).map((id) => `the log knows no ${table} ${id}`),
  ];
}

/** Differences between the occupancies by the log and in the file. Expired holds may exist or not. */
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

/** Everyone with status `offered` must have an open offer, and every offered slot a hold. */
function unmatched(past: Past): string[] {
  const open = past.openOffers();
  const is = (column: string, id: string): boolean => open.some((offer) => offer[column] === id);
  const of = (table: string, column: string, state: string): string[] =>
    [...past.table(table).values()]
      .filter((row) => (row[state] === "offered") !== is(column, row["id"]))
      .map((row) => `${table} ${row["id"]} is ${row[state]}, and its offer is not`);
  return [...of("waitlist_entries", "entry_id", "status"), ...of("freed_slots", "slot_id", "state")];
}

/** A visit that came from the waitlist must belong to an entry: accepting books once. */
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
