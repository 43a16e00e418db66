import { describe, expect, test } from "vitest";

import type { TenantDb } from "#db/tenant-db.ts";

import { keepAnswers } from "./kept-answers.ts";

const luna = {} as TenantDb;
const bella = {} as TenantDb;
const answer = (bytes: number, madeAt = 0) => ({ body: Buffer.alloc(bytes), madeAt });

describe("cached answers", () => {
  test("belong to the file that they were computed from", () => {
    const kept = keepAnswers({ answersEach: 4, bytes: 100, stays: 1000 });
    const week = answer(10);
    kept.keep(luna, "week", week);
    expect(kept.find(luna, "week")).toBe(week);
    expect(kept.find(bella, "week")).toBeUndefined();
    expect(kept.find(luna, "month")).toBeUndefined();
  });

  test("are evicted, oldest first, if a file has too many", () => {
    const kept = keepAnswers({ answersEach: 2, bytes: 100, stays: 1000 });
    for (const key of ["a", "b", "c"]) kept.keep(luna, key, answer(1));
    expect(["a", "b", "c"].filter((key) => kept.find(luna, key))).toEqual(["b", "c"]);
  });

  test("are evicted, oldest first, if all files together have too many bytes", () => {
    const kept = keepAnswers({ answersEach: 10, bytes: 100, stays: 1000 });
    kept.keep(luna, "a", answer(40));
    kept.keep(bella, "a", answer(40));
    kept.keep(luna, "b", answer(40));
    expect(kept.find(luna, "a")).toBeUndefined();
    expect(kept.find(bella, "a")).toBeDefined();
    expect(kept.find(luna, "b")).toBeDefined();
  });

  test("are only added if there is room, or once the oldest has stayed long enough", () => {
    const kept = keepAnswers({ answersEach: 10, bytes: 100, stays: 1000 });
    expect(kept.hasRoom(5000)).toBe(true);
    kept.keep(luna, "a", answer(40, 5000));
    expect(kept.hasRoom(5000)).toBe(true);
    kept.keep(bella, "a", answer(55, 5500));
    expect([5500, 5999, 6000].map((now) => kept.hasRoom(now))).toEqual([false, false, true]);
    // A clock that was set back.
    expect(kept.hasRoom(4999)).toBe(true);
  });

  test("are counted once, however often they are replaced", () => {
    const kept = keepAnswers({ answersEach: 10, bytes: 100, stays: 1000 });
    kept.keep(bella, "a", answer(40));
    for (let i = 0; i < 50; i += 1) kept.keep(luna, "a", answer(60));
    expect(kept.find(bella, "a")).toBeDefined();
    expect(kept.find(luna, "a")).toBeDefined();
  });

  test("are not cached if a single one is too large", () => {
    const kept = keepAnswers({ answersEach: 10, bytes: 100, stays: 1000 });
    kept.keep(luna, "a", answer(101));
    expect(kept.find(luna, "a")).toBeUndefined();
  });
});
