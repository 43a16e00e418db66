import { describe, expect, test } from "vitest";

import { fixedClock } from "./clock.ts";
import { isUlid, randomIds, seededIds, ulidsFrom } from "./ids.ts";

describe("ids", () => {
  test.each([
    [0, "0000000000"],
    [1, "0000000001"],
    [2 ** 30 - 1, "0000zzzzzz"],
    [2 ** 30, "0001000000"],
    // The example of the ULID specification.
    [1_469_918_176_385, "01aryz6s41"],
    [2 ** 48 - 1, "7zzzzzzzzz"],
  ])("begin with the instant, here %i", (at, text) => {
    expect(ulidsFrom(at)).toBe(text);
  });

  test("are ULIDs, all different, however many are made", () => {
    const ids = randomIds(fixedClock(1_772_456_400_123));
    const made = Array.from({ length: 5_000 }, () => ids.ulid());
    expect(new Set(made).size).toBe(5_000);
    expect(made.every((id) => isUlid(id) && id.startsWith("01kjqa4n7v"))).toBe(true);
    expect(new Set(made.flatMap((id) => id.slice(10).split(""))).size).toBe(32);
  });

  test("repeat for the same seed", () => {
    const [one, same, other] = [1, 1, 2].map((seed) => seededIds(fixedClock(0), seed).ulid());
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  test("tokens have as much randomness as requested", () => {
    const { token } = randomIds(fixedClock(0));
    expect(token()).toMatch(/^[\w-]{43}$/);
    expect(token(5_000)).toHaveLength(6_667);
    expect(new Set(Array.from({ length: 1_000 }, () => token(24))).size).toBe(1_000);
  });
});
