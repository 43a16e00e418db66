import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { type CalendarRules, planFairChoice } from "#modules/calendar/index.ts";

export type StaffChoice = { readonly staffId: string; readonly staffChoice: StaffChoiceDocument };

/** Who of those that are free serves the visit, and by which rule: recorded with the booking. */
export function chooseStaff(
  db: TenantReads,
  rules: CalendarRules,
  free: readonly string[],
  wish: {
    readonly staffId?: string | undefined;
    readonly preferStaffId?: string | undefined;
    readonly now: Instant;
  },
): StaffChoice {
  const asked = wish.staffId ?? wish.preferStaffId;
  if (asked !== undefined && free.includes(asked))
    return { staffId: asked, staffChoice: { rule: "requested", among: [asked] } };
  const standings = new Map(
    db.all(standingOf({ staff: JSON.stringify(free), now: wish.now })).map((row) => [row.id, row]),
  );
  const candidates = rules.staff
    .filter((person) => free.includes(person.id))
    .map(({ id, priority }) => {
      const { lastBookedAt = null, joinedAt = 0, backAt = 0 } = standings.get(id) ?? {};
      return { staffId: id, priority, lastBookedAt, levelFrom: Math.max(joinedAt, backAt ?? 0) };
    });
  const chosen = planFairChoice(candidates);
  return {
    staffId: chosen.staffId,
    staffChoice: { rule: chosen.rule, among: chosen.among },
  };
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
