import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import { calendarRules, MAX_SPAN, rowsOfVisits } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Neighbour, StandingPart, StandingVisit, Surroundings } from "./plan-attention.ts";
import { workingHours } from "./working-hours.ts";

/** An upcoming, active visit; visits are read in this order. */
export type Ahead = { readonly startAt: Instant; readonly uid: string };

/** A batch of active visits that start at `from` or later, in order of start, after `after`. */
export function readAhead(db: TenantReads, from: Instant, after: Ahead | undefined, limit: number): Ahead[] {
  return db.all(aheadQuery({ startAt: after?.startAt ?? from, uid: after?.uid ?? "", limit }));
}

/**
 * These visits and the rows that they occupy, in the order of `uids`; visits that are no longer active are
 * left out.
 */
export function readVisits(db: TenantReads, uids: readonly string[]): StandingVisit[] {
  const asked = { uids: JSON.stringify(uids) };
  const parts = Map.groupBy(db.all(partsOf(asked)), (part) => part.uid);
  const rows = Map.groupBy(rowsOfVisits(db, uids), (row) => row.ownerId);
  return uids.flatMap((uid) => {
    const own = parts.get(uid);
    return own ? [{ uid, parts: own satisfies StandingPart[], rows: rows.get(uid) ?? [] }] : [];
  });
}

/** The rules, working hours and rows that these visits are judged against. */
export function readSurroundings(
  { db, clock }: Pick<TenantContext, "db" | "clock">,
  visits: readonly StandingVisit[],
): Surroundings {
  const rules = calendarRules(db);
  const times = visits.flatMap(({ parts, rows }) => [...parts, ...rows]);
  const span: Interval = {
    start: times.reduce((earliest, { start }) => Math.min(earliest, start), Infinity),
    end: times.reduce((latest, { end }) => Math.max(latest, end), -Infinity),
  };
  if (times.length === 0) return { rules, hours: NO_HOURS, rowsOf: new Map(), longestRow: MAX_SPAN };
  const subjects = new Set(visits.flatMap(({ rows }) => rows.map((row) => row.subjectId)));
  const rows = db.all(
    rowsAround({
      subjects: JSON.stringify([...subjects]),
      after: span.start - MAX_SPAN,
      from: span.start,
      to: span.end,
      now: clock.now(),
    }),
  );
  const rowsOf: ReadonlyMap<string, readonly Neighbour[]> = Map.groupBy(rows, (row) => row.subjectId);
  return { rules, hours: workingHours(rules, span), rowsOf, longestRow: MAX_SPAN };
}

const NO_HOURS = { isOpen: () => false, works: () => false };

/** Active visits from a start on. */
export const aheadQuery = statement((p: { startAt: Instant; uid: string; limit: number }) =>
  build
    .selectFrom("bookings")
    .select(["start_at as startAt", "uid"])
    .where("start_at", ">=", p.startAt)
    .where(sql<boolean>`(start_at, uid) > (${p.startAt}, ${p.uid})`)
    .where(sql<boolean>`status in ('confirmed', 'pending_payment')`)
    .orderBy("start_at")
    .orderBy("uid")
    .limit(p.limit),
);

/** `uids` is a JSON array. */
const partsOf = statement((p: { uids: string }) =>
  build
    .selectFrom(sql<{ value: string }>`json_each(${p.uids})`.as("asked"))
    .innerJoin("bookings", "bookings.uid", "asked.value")
    .innerJoin("booking_items as item", "item.booking_uid", "bookings.uid")
    .select(["item.booking_uid as uid", "item.service_id as serviceId", "item.staff_id as staffId"])
    .select(["item.start_at as start", "item.end_at as end"])
    .where(sql<boolean>`bookings.status in ('confirmed', 'pending_payment')`)
    .orderBy("item.booking_uid")
    .orderBy("item.position"),
);

type Around = { subjects: string; after: Instant; from: Instant; to: Instant; now: Instant };

/** The cross join makes SQLite go from subject to subject, by the index over their times. */
const rowsAround = statement((p: Around) =>
  build
    .selectFrom(sql<{ value: string }>`json_each(${p.subjects})`.as("asked"))
    .crossJoin("occupancies as row")
    .whereRef("row.subject_id", "=", "asked.value")
    .where("row.start_at", ">", p.after)
    .where("row.start_at", "<", p.to)
    .where("row.end_at", ">", p.from)
    .where((one) => one.or([one("row.expires_at", "is", null), one("row.expires_at", ">", p.now)]))
    .select(["row.subject_id as subjectId", "row.kind", "row.owner_id as ownerId", "row.claim", "row.seats"])
    .select(["row.start_at as start", "row.end_at as end"])
    .orderBy("row.start_at"),
);
