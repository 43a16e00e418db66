import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { OccupancyKind } from "#db/tenant-tables.ts";
import { DAY, type Instant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import type { Spans } from "#kernel/spans.ts";

import { packedTime, unpackTimes } from "./packed-times.ts";
import { planReadSpan } from "./reach.ts";
import { planCountedDays, readVisits } from "./read-visits.ts";
import type {
  AvailabilityQuery,
  Busy,
  CalendarRules,
  Occupied,
  OccupiedBySubject,
  ServiceRules,
  Taken,
} from "./rules.ts";

/**
 * The longest possible row (the table enforces it), in milliseconds. Whatever overlaps a span starts at most
 * this long before it.
 */
export const MAX_SPAN = 2 * DAY;

/**
 * Reads what is taken, as far as it can affect the answer to a query. For a single start (whose date is the
 * query's) pass `planStartSpan`. A hold counts until the moment it expires, whether or not it has been swept
 * up.
 */
export function readOccupied(
  db: TenantReads,
  rules: CalendarRules,
  query: AvailabilityQuery,
  span: Interval | undefined = planReadSpan(rules, query),
): Taken {
  const busy = readBusy(db, rules, query, span);
  const days = planCountedDays(rules, query);
  return days === undefined ? busy : { busy, visits: readVisits(db, rules, days, query) };
}

/** As `readOccupied`, without the visit counts. */
export function readBusy(
  db: TenantReads,
  rules: CalendarRules,
  query: AvailabilityQuery,
  span: Interval | undefined = planReadSpan(rules, query),
): Busy {
  const service = rules.services.get(query.serviceId);
  if (!span || !service) return new Map();
  const subjects = subjectsOf(rules, service, query.staffId);
  if (onlyTimesMatter(service, query)) return { times: readTimes(db, subjects, span, query.now) };
  return bySubject(subjects, db.all(rowsOf(within(subjects, span, query.now))));
}

/** When these people are busy: rows overlapping the span that are live at `now`. */
export function readTimes(
  db: TenantReads,
  subjects: readonly string[],
  span: Interval,
  now: Instant,
): ReadonlyMap<string, Spans> {
  return unpackTimes(subjects, db.column(timesOf(within(subjects, span, now))));
}

/** Rows with their kind: for explaining, not for deciding. */
export type KindedRow = Occupied & { readonly kind: OccupancyKind };

/** All rows in these subjects' time, by subject. */
export function readKinds(
  db: TenantReads,
  subjects: readonly string[],
  span: Interval,
  now: Instant,
): ReadonlyMap<string, readonly KindedRow[]> {
  const rows = db.all(kindsOf(within(subjects, span, now)));
  return new Map([...Map.groupBy(rows, (row) => row.subject)].map(([i, list]) => [subjects[i]!, list]));
}

/** When the next hold expires; undefined if there are no holds. */
export function findNextExpiry(db: TenantReads, now: Instant): Instant | undefined {
  return db.first(nextExpiry({ now }))?.expires_at;
}

/** Every person and resource that a visit for this service could occupy. */
export function subjectsOf(rules: CalendarRules, service: ServiceRules, staffId?: string): readonly string[] {
  const staff = rules.staff.filter(
    (person) => person.serviceIds.has(service.id) && (staffId === undefined || person.id === staffId),
  );
  return [...staff.map((person) => person.id), ...service.resourceIds];
}

/**
 * Whether the owners of rows are irrelevant to this query. Then only the times are read, because reading a
 * row costs in proportion to its columns.
 */
export function onlyTimesMatter(service: ServiceRules, { ignoreOwner }: AvailabilityQuery): boolean {
  return service.capacity === 1 && service.resourceIds.length === 0 && ignoreOwner === undefined;
}

type Row = { readonly subject: number } & Occupied;

function bySubject(subjects: readonly string[], rows: readonly Row[]): OccupiedBySubject {
  const lists = Map.groupBy(rows, (row) => row.subject);
  return new Map(subjects.map((id, i) => [id, lists.get(i) ?? []]));
}

type Within = {
  /** A JSON array of subject ids. */
  readonly subjects: string;
  readonly after: Instant;
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
};

function within(subjects: readonly string[], span: Interval, now: Instant): Within {
  return {
    subjects: JSON.stringify(subjects),
    after: span.start - MAX_SPAN,
    from: span.start,
    to: span.end,
    now,
  };
}

/**
 * One statement for all subjects, because starting a statement costs more than reading a day. The cross join
 * makes SQLite visit the subjects one by one, each in order of start by its index.
 */
const liveRows = (p: Within) =>
  build
    .selectFrom(sql<{ key: number; value: string }>`json_each(${p.subjects})`.as("asked"))
    .crossJoin("occupancies")
    .whereRef("subject_id", "=", "asked.value")
    .where("start_at", ">", p.after)
    .where("start_at", "<", p.to)
    .where("end_at", ">", p.from)
    .where((row) => row.or([row("expires_at", "is", null), row("expires_at", ">", p.now)]));

const timesOf = statement((p: Within) => liveRows(p).select(packedTime(sql.ref("asked.key")).as("value")));

const columns = [
  "asked.key as subject",
  "start_at as start",
  "end_at as end",
  "claim",
  "seats",
  "owner_id as ownerId",
] as const;

const rowsOf = statement((p: Within) => liveRows(p).select(columns));

const kindsOf = statement((p: Within) => liveRows(p).select([...columns, "kind"]));

// A hold's rows expire together with it, and there are never many holds.
const nextExpiry = statement((p: { now: Instant }) =>
  build
    .selectFrom("holds")
    .select("expires_at")
    .where("expires_at", ">", p.now)
    .orderBy("expires_at")
    .limit(1),
);
