import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { DAY, HOUR, type Instant, MINUTE } from "#kernel/instant.ts";

import { planRetention } from "./plan-retention.ts";

const MARCH_6 = Date.UTC(2026, 2, 6);
const rule = { hourly: 3, daily: 3, monthly: 3 };
const at = (...hours: readonly number[]) => hours.map((hour) => MARCH_6 + hour * HOUR);

const MONTHS = [
  Date.UTC(2025, 11, 30),
  Date.UTC(2026, 0, 3),
  Date.UTC(2026, 0, 31),
  Date.UTC(2026, 1, 3),
  ...at(0, 1, 2),
];

describe("planRetention keeps", () => {
  test.each<[string, readonly Instant[], readonly Instant[]]>([
    ["nothing of nothing", [], []],
    ["the only one, however old", at(-9000), at(-9000)],
    ["the newest of an hour", at(5, 5.2, 5.9), at(5.9)],
    ["the last three hours, and the newest of the day before them", at(-2, 1, 2, 3, 4), at(-2, 2, 3, 4)],
    ["hours that have any, across a week without activity", at(-170, -169, 1), at(-170, -169, 1)],
    ["the newest of three days", at(-95, -71, -47, -24.5, -24.1, 1), at(-71, -47, -24.1, 1)],
    ["the newest of three months", MONTHS, MONTHS.slice(2)],
  ])("%s", (_, made, kept) => {
    expect([...planRetention(made, rule)].toSorted((a, b) => a - b)).toEqual(kept);
  });
});

describe("for any backups", () => {
  const instants = fc.array(fc.integer({ min: MARCH_6 - 800 * DAY, max: MARCH_6 }), { maxLength: 200 });

  test("the newest is kept, at most 66 are, and planning again changes nothing", () => {
    fc.assert(
      fc.property(instants, (made) => {
        const kept = planRetention(made);
        expect(kept.size).toBeLessThanOrEqual(24 + 30 + 12);
        expect(Math.max(...kept)).toBe(Math.max(...made));
        expect(planRetention([...kept])).toEqual(kept);
      }),
    );
  });

  test("pruning after each backup loses no day of the last thirty and no month of the last year", () => {
    const gaps = fc.array(fc.integer({ min: 30 * MINUTE, max: 3 * DAY }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(gaps, (gaps) => {
        let kept: readonly Instant[] = [];
        const made: Instant[] = [];
        let now = MARCH_6 - 800 * DAY;
        for (const gap of gaps) {
          made.push((now += gap));
          kept = [...planRetention(kept.concat(now))];
        }
        const daysOf = (all: readonly Instant[]) => new Set(all.map((at) => Math.floor(at / DAY)));
        const monthsOf = (all: readonly Instant[]) =>
          new Set(all.map((at) => new Date(at).toISOString().slice(0, 7)));
        for (const day of [...daysOf(made)].toSorted((a, b) => b - a).slice(0, 30))
          expect(daysOf(kept)).toContain(day);
        for (const month of [...monthsOf(made)].toSorted().slice(-12))
          expect(monthsOf(kept)).toContain(month);
      }),
      { numRuns: 50 },
    );
  });
});
