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
  const candidates = rules.staff
    .filter((person) => free.includes(person.id))
    .map((person) => ({
      staffId: person.id,
      priority: person.priority,
      lastBookedAt: db.first(lastAssignment({ staff: person.id }))?.assigned_at ?? null,
      levelFrom: levelFrom(db, person.id, wish.now),
    }));
  const chosen = planFairChoice(candidates);
  return {
    staffId: chosen.staffId,
    staffChoice: { rule: chosen.rule, among: chosen.among },
  };
}

/** Since when this person stands in line: joined, or came back from leave. */
function levelFrom(db: TenantReads, staff: string, now: Instant): Instant {
  const joined = db.first(joinedAt({ staff }))?.created_at ?? 0;
  const back = db.first(lastReturn({ staff, now }))?.end_at ?? 0;
  return Math.max(joined, back);
}

const lastAssignment = statement((p: { staff: string }) =>
  build
    .selectFrom("booking_items")
    .select("assigned_at")
    .where("staff_id", "=", p.staff)
    .where(sql<boolean>`counts = ${sql.lit(1)}`)
    .orderBy("assigned_at", "desc")
    .limit(1),
);

const joinedAt = statement((p: { staff: string }) =>
  build.selectFrom("staff").select("created_at").where("id", "=", p.staff),
);

const lastReturn = statement((p: { staff: string; now: Instant }) =>
  build
    .selectFrom("time_off")
    .select("end_at")
    .where("staff_id", "=", p.staff)
    .where("end_at", "<=", p.now)
    .orderBy("end_at", "desc")
    .limit(1),
);
