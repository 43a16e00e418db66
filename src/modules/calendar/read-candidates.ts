import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantDb, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { keptUnder } from "#modules/calendar/kept/kept-under.ts";
import { tenantVersion } from "#modules/events/index.ts";

import type { Candidate } from "./plan-fair-choice.ts";
import type { CalendarRules } from "./rules.ts";

/** These people's standing in the fair order (SCHEDULING rule 8), in the order of the rules. */
export function readCandidates(
  db: TenantReads,
  rules: CalendarRules,
  staffIds: readonly string[],
  now: Instant,
): readonly Candidate[] {
  const people = rules.staff.filter((person) => staffIds.includes(person.id));
  const lastBooked = lastBookedUnder(db, JSON.stringify(people.map(({ id }) => id)));
  return people.map(({ id, priority }, i) => ({
    staffId: id,
    priority,
    lastBookedAt: lastBooked.get(i) ?? null,
    levelFrom: levelFrom(
      careerUnder(rules, id, () => readCareer(db, id)),
      now,
    ),
  }));
}

/** When each person was last assigned a visit, by index in a JSON array of ids. */
type LastBooked = ReadonlyMap<number, Instant | null>;

const files = new WeakMap<TenantReads, { event: string; readonly of: Map<string, LastBooked> }>();

/**
 * Assigning a visit always records an event, so between two events the answer stands; meanwhile many
 * customers are offered the same people.
 */
function lastBookedUnder(db: TenantReads, staff: string): LastBooked {
  // A transaction must see its own writes.
  if ((db as Partial<TenantDb>).isWriting?.() !== false) return readLastBooked(db, staff);
  const { event } = tenantVersion(db);
  const known = files.get(db);
  const kept = known?.event === event ? known : { event, of: new Map<string, LastBooked>() };
  files.set(db, kept);
  const before = kept.of.get(staff) ?? readLastBooked(db, staff);
  kept.of.set(staff, before);
  return before;
}

function readLastBooked(db: TenantReads, staff: string): LastBooked {
  return new Map(db.all(lastBookedOf({ staff })).map((row) => [row.place, row.at]));
}

/** When somebody joined, and when they came back from each leave, latest first. */
type Career = { readonly joinedAt: Instant; readonly backAt: readonly Instant[] };

/** Changes to staff and time off change the configuration's version, so this stays valid with it. */
const careerUnder = keptUnder<Career>();

function readCareer(db: TenantReads, id: string): Career {
  const { joinedAt = 0 } = db.first(joinedOf({ id })) ?? {};
  return { joinedAt, backAt: db.column(endsOfLeave({ id })) };
}

function levelFrom({ joinedAt, backAt }: Career, now: Instant): Instant {
  return Math.max(joinedAt, backAt.find((at) => at <= now) ?? 0);
}

/**
 * When each of these people (a JSON array of ids) was last assigned a visit, by index. One statement for all
 * of them, because it runs while the file is locked for writing.
 */
const lastBookedOf = statement((p: { staff: string }) =>
  build
    .selectFrom(sql<{ key: number; value: string }>`json_each(${p.staff})`.as("asked"))
    .select("asked.key as place")
    .select((row) =>
      row
        .selectFrom("booking_items")
        .select("assigned_at")
        .whereRef("staff_id", "=", "asked.value")
        .where(sql<boolean>`counts = ${sql.lit(1)}`)
        .orderBy("assigned_at", "desc")
        .limit(1)
        .as("at"),
    ),
);

const joinedOf = statement((p: { id: string }) =>
  build.selectFrom("staff").select("created_at as joinedAt").where("id", "=", p.id),
);

const endsOfLeave = statement((p: { id: string }) =>
  build
    .selectFrom("time_off")
    .select("end_at as value")
    .where("staff_id", "=", p.id)
    .orderBy("end_at", "desc"),
);
