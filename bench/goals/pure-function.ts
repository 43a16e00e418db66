import { type AvailabilityQuery, calendarRules, readOccupied } from "#modules/calendar/index.ts";
import { planSlotTable } from "#modules/calendar/plan-availability.ts";

import { costOf, ratioOf } from "../findings.ts";
import type { Goal } from "../goal.ts";
import { inTurns } from "../in-turns.ts";
import { NOW, SERVICE, USUAL } from "../salon.ts";
import { openSalon } from "../tenant-file.ts";

/** G5: the cost of deciding by itself, besides reading what it is decided from. */
export const pureFunction: Goal = {
  ids: ["G5"],
  title: "The pure function",
  measure: async ({ rounds, folder }) => {
    const db = await openSalon(folder("pure"), USUAL);
    const query: AvailabilityQuery = { serviceId: SERVICE, from: "2026-03-02", to: "2026-03-31", now: NOW };
    const rules = calendarRules(db);
    const occupied = readOccupied(db, rules, query);
    const { table } = planSlotTable(rules, occupied, query);
    const limited = await openSalon(folder("limited"), { ...USUAL, limits: true });
    const limitedRules = calendarRules(limited);
    const counted = readOccupied(limited, limitedRules, query);
    const { plan, planLimited, read } = await inTurns(
      {
        plan: () => planSlotTable(rules, occupied, query),
        planLimited: () => planSlotTable(limitedRules, counted, query),
        read: () => readOccupied(db, rules, query),
      },
      { rounds },
    );
    return [
      {
        ...costOf({ goal: "G5", what: "30 days of 5 staff, decided", limit: { atMost: 200 } }, plan),
        detail: `${table.starts.length} slots`,
      },
      costOf(
        { goal: "G5", what: "the same where all visits are limited", limit: { atMost: 200 } },
        planLimited,
      ),
      ratioOf({ goal: "G5", what: "deciding / reading its bookings", limit: { atMost: 1 } }, plan, read),
    ];
  },
};
