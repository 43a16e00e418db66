import type { TenantDb } from "#db/tenant-db.ts";
import { type AvailabilityQuery, calendarRules, readOccupied } from "#modules/calendar/index.ts";
import { availabilityAnswer } from "#modules/calendar/answers.ts";
import { planSlotTable } from "#modules/calendar/plan-availability.ts";
import { slotsJson } from "#modules/calendar/slots-json.ts";

/** Computes, serializes and "sends" an availability answer. */
export function answer(db: TenantDb, query: AvailabilityQuery): void {
  const made = availabilityAnswer(db, query);
  if (made !== "unchanged") made.sent();
}

/** As `answer`, with nothing cached but the parsed configuration, like the first answer after a change. */
export function answerFromFile(db: TenantDb, query: AvailabilityQuery): void {
  const rules = calendarRules(db);
  const { table } = planSlotTable(rules, readOccupied(db, rules, query), query);
  slotsJson(rules.zone, table);
}
