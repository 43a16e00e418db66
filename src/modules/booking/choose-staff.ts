import type { TenantReads } from "#db/tenant-db.ts";
import type { StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { type CalendarRules, planFairChoice, readCandidates } from "#modules/calendar/index.ts";

export type StaffChoice = { readonly staffId: string; readonly staffChoice: StaffChoiceDocument };

/** Chooses who of the free people serves the visit; the rule that decided is recorded with the booking. */
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
  const chosen = planFairChoice(readCandidates(db, rules, free, wish.now));
  return {
    staffId: chosen.staffId,
    staffChoice: { rule: chosen.rule, among: chosen.among },
  };
}
