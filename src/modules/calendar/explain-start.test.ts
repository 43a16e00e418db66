import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { withVisits } from "#test/calendar/builders.ts";
import { type RandomCase, randomCase } from "#test/calendar/random-calendars.ts";

import type { Check } from "./checks.ts";
import { explainStart, type StartExplained } from "./explain-start.ts";
import { judgeStart, type Refusal } from "./judge-start.ts";

/** Which checks fail for each reason of refusal. */
const FAILED: Readonly<Record<Exclude<Refusal, "unknown_staff">, readonly Check["rule"][]>> = {
  unknown_service: ["service_known"],
  inactive: ["service_active"],
  past: ["not_past"],
  too_soon: ["notice"],
  outside_window: ["booking_window"],
  closed: ["hours"],
  off_grid: ["grid"],
  taken: ["free", "resources", "seats"],
  limit_reached: ["business_limit", "service_limit", "staff_limit"],
};

function explained({ rules, occupied, visits, query: asked }: RandomCase, start: number) {
  const date = rules.zone.localDateOf(start);
  const query = { ...asked, from: date, to: date };
  const taken = withVisits(rules, occupied, query, visits);
  const byRow =
    "busy" in taken ? { busy: occupied, visits: taken.visits } : { busy: occupied, visits: undefined };
  return {
    explained: explainStart(rules, byRow, { ...query, start }),
    judged: judgeStart(rules, taken, { ...query, start }),
  };
}

function failedIn({ checks, staff }: StartExplained): Set<Check["rule"]> {
  const all = [...checks, ...staff.flatMap((person) => person.checks)];
  return new Set(all.filter(({ passed }) => passed === false).map(({ rule }) => rule));
}

describe("on random calendars, an explanation", () => {
  it("passes all its checks exactly if the start is offered, and names what it is refused for", () => {
    const seen = new Map<string, number>();
    const property = fc.property(randomCase, fc.nat({ max: 40 }), (one, first) => {
      const dayStart = one.rules.zone.startOfDay(one.query.from);
      for (let quarter = first % 4; quarter < 100; quarter += 5) {
        const start = dayStart + quarter * 15 * MINUTE + (first === 7 ? 1 : 0);
        const { explained: told, judged } = explained(one, start);
        expect(told.verdict).toEqual(judged);
        const offered = told.staff.filter((person) => person.offered).map((person) => person.staffId);
        expect(offered).toEqual(judged.offered ? judged.staffIds : []);
        const reason = judged.offered ? "offered" : judged.reason;
        seen.set(reason, (seen.get(reason) ?? 0) + 1);
        if (judged.offered || judged.reason === "unknown_staff") continue;
        const failed = failedIn(told);
        const isNamed = FAILED[judged.reason].some((rule) => failed.has(rule));
        expect([judged.reason, isNamed]).toEqual([judged.reason, true]);
      }
    });
    fc.assert(property, { numRuns: 250, seed: 20260308 });
    for (const reason of [
      "offered",
      "past",
      "too_soon",
      "outside_window",
      "closed",
      "off_grid",
      "taken",
      "limit_reached",
    ])
      expect([reason, (seen.get(reason) ?? 0) > 20]).toEqual([reason, true]);
  });
});
