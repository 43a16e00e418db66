import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

import { keptUnder } from "./kept-under.ts";
import type { Candidate } from "./plan-fair-choice.ts";
import type { CalendarRules } from "./rules.ts";

/** How these people stand in the order in which they are asked (SCHEDULING rule 8), in the order of the rules. */
export function readCandidates(
  db: TenantReads,
  rules: CalendarRules,
  staffIds: readonly string[],
  now: Instant,
): readonly Candidate[] {
  const people = rules.staff.filter((person) => staffIds.includes(person.id));
  const asked = db.all(lastBookedOf({ staff: JSON.stringify(people.map(({ id }) => id)) }));
  const lastBooked = new Map(asked.map((row) => [row.place, row.at]));
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

/** When somebody joined, and came back from each leave, the latest first. */
type Career = { readonly joinedAt: Instant; readonly backAt: readonly Instant[] };

/** Changes to staff and time off change the configuration. */
const careerUnder = keptUnder<Career>();

function readCareer(db: TenantReads, id: string): Career {
  const { joinedAt = 0 } = db.first(joinedOf({ id })) ?? {};
  return { joinedAt, backAt: db.column(endsOfLeave({ id })) };
}

function levelFrom({ joinedAt, backAt }: Career, now: Instant): Instant {
  return Math.max(joinedAt, backAt.find((at) => at <= now) ?? 0);
}

/**
 * When each of these people (a JSON array of ids) was last given a visit, by their places in the array: all of
 * them in one statement, since this is asked while the file is locked for writing.
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
