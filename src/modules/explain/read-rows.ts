import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Interval } from "#kernel/interval.ts";
import { DAY, type Instant } from "#kernel/instant.ts";

import { noRows, type PastRows, putRow } from "./past-rows.ts";

/**
 * Further from a start than any rule looks: to the ends of its week, and of a visit or hold that reaches it.
 */
const REACH = 10 * DAY;

/** The time around a start in which anything can matter. */
export function timeAround(at: Instant): Interval {
  return { start: at - REACH, end: at + REACH };
}

const WHOLE = [
  "settings",
  "services",
  "service_resources",
  "resources",
  "staff",
  "staff_services",
  "overrides",
  "holidays",
  "holds",
] as const;

/** The current rows of the file: all of the configuration, and the rest around a start. */
export function readRows(db: TenantReads, around: Interval): PastRows {
  const rows = noRows();
  for (const table of WHOLE)
    for (const row of db.all(build.selectFrom(table).selectAll())) putRow(rows, table, row as never);
  for (const row of db.all(absencesIn(around))) putRow(rows, "time_off", row);
  for (const row of db.all(partsIn(around))) putRow(rows, "booking_items", row);
  for (const row of db.all(offersIn(around))) putRow(rows, "waitlist_offers", row);
  for (const row of db.all(stepsIn(around))) putRow(rows, "waitlist_chain_steps", row);
  return rows;
}

const absencesIn = ({ start, end }: Interval) =>
  build.selectFrom("time_off").selectAll().where("start_at", "<", end).where("end_at", ">", start);

/** Includes those that no longer count: they may have counted then. */
const partsIn = ({ start, end }: Interval) =>
  build
    .selectFrom("bookings")
    .crossJoin("booking_items")
    .whereRef("booking_items.booking_uid", "=", "bookings.uid")
    .selectAll("booking_items")
    .where("bookings.start_at", ">=", start)
    .where("bookings.start_at", "<", end);

const offersIn = ({ start, end }: Interval) =>
  build.selectFrom("waitlist_offers").selectAll().where("start_at", ">=", start).where("start_at", "<", end);

/** All links of the chains that any of those offers belongs to. */
const stepsIn = (around: Interval) =>
  build
    .selectFrom("waitlist_chain_steps")
    .selectAll()
    .where("chain_id", "in", (row) =>
      row
        .selectFrom("waitlist_chain_steps as link")
        .select("link.chain_id")
        .where("link.offer_id", "in", () => offersIn(around).clearSelect().select("id")),
    );
