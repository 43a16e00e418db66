import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

import type { Candidate } from "./plan-fair-choice.ts";
import type { CalendarRules } from "./rules.ts";

/** How these people stand in the order in which they are asked (SCHEDULING rule 8), in the order of the rules. */
export function readCandidates(
  db: TenantReads,
  rules: CalendarRules,
  staffIds: readonly string[],
  now: Instant,
): readonly Candidate[] {
  const standings = new Map(
    db.all(standingOf({ staff: JSON.stringify(staffIds), now })).map((row) => [row.id, row]),
  );
  return rules.staff
    .filter((person) => staffIds.includes(person.id))
    .map(({ id, priority }) => {
      const { lastBookedAt = null, joinedAt = 0, backAt = 0 } = standings.get(id) ?? {};
      return { staffId: id, priority, lastBookedAt, levelFrom: Math.max(joinedAt, backAt ?? 0) };
    });
}

/**
 * When each of these people (a JSON array of ids) was last given a visit, joined, and came back from leave:
 * all of them in one statement, since this is asked while the file is locked for writing.
 */
const standingOf = statement((p: { staff: string; now: Instant }) =>
  build
    .selectFrom("staff as person")
    .select(["person.id", "person.created_at as joinedAt"])
    .select((row) => [
      row
        .selectFrom("booking_items")
        .select("assigned_at")
        .whereRef("staff_id", "=", "person.id")
        .where(sql<boolean>`counts = ${sql.lit(1)}`)
        .orderBy("assigned_at", "desc")
        .limit(1)
        .as("lastBookedAt"),
      row
        .selectFrom("time_off")
        .select("end_at")
        .whereRef("staff_id", "=", "person.id")
        .where("end_at", "<=", p.now)
        .orderBy("end_at", "desc")
        .limit(1)
        .as("backAt"),
    ])
    .where("person.id", "in", sql<string>`(select value from json_each(${p.staff}))`),
);
