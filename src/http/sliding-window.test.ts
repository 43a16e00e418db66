import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fixedClock } from "#kernel/clock.ts";

import { slidingWindow } from "./sliding-window.ts";

const MINUTE = 60_000;

describe("a sliding window", () => {
  test("lets a number through and tells the next how long to wait", () => {
    const clock = fixedClock(0);
    const window = slidingWindow(clock, 3, MINUTE);
    expect([1, 2, 3].map(() => window.count("ana"))).toEqual([0, 0, 0]);
    expect(window.count("ana")).toBeGreaterThan(0);
    expect(window.count("ben")).toBe(0);
  });

  test("does not let twice as many through around its boundary", () => {
    const clock = fixedClock(MINUTE - 1);
    const window = slidingWindow(clock, 10, MINUTE);
    for (let i = 0; i < 10; i++) window.count("ana");
    clock.advance(2);
    expect(window.count("ana")).toBeGreaterThan(0);
    clock.advance(MINUTE / 2);
    const later = Array.from({ length: 10 }, () => window.count("ana")).filter((wait) => wait === 0);
    expect(later).toHaveLength(5);
  });

  test("forgets old uses", () => {
    const clock = fixedClock(0);
    const window = slidingWindow(clock, 1, MINUTE);
    window.count("ana");
    clock.advance(2 * MINUTE);
    expect(window.count("ana")).toBe(0);
  });

  test("remembers no more keys than it may", () => {
    const window = slidingWindow(fixedClock(0), 1, MINUTE, 2);
    for (const key of ["ana", "ben", "cleo"]) window.count(key);
    expect(window.count("cleo")).toBeGreaterThan(0);
    expect(window.count("ana")).toBe(0);
  });

  test("lets through whoever waits as long as told", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: MINUTE }), { maxLength: 60 }),
        (uses, pauses) => {
          const clock = fixedClock(1_000_000);
          const window = slidingWindow(clock, uses, MINUTE);
          for (const pause of pauses) {
            clock.advance(pause);
            const wait = window.count("ana");
            if (wait === 0) continue;
            clock.advance(Math.ceil(wait));
            expect(window.count("ana")).toBe(0);
          }
        },
      ),
    );
  });

  test("never lets more through in one window than twice the limit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 200 }), (pauses) => {
        const clock = fixedClock(0);
        const window = slidingWindow(clock, 5, MINUTE);
        const passed: number[] = [];
        for (const pause of pauses) {
          clock.advance(pause);
          if (window.count("ana") === 0) passed.push(clock.now());
        }
        for (const at of passed) {
          expect(passed.filter((other) => other >= at && other < at + MINUTE).length).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});
