import { setImmediate as nextTurn } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import { fixedClock } from "#kernel/clock.ts";

import { createLookup, type LookupOptions } from "./lookup.ts";

const OPTIONS: LookupOptions = {
  freshFor: 5_000,
  absentFor: 1_000,
  staleFor: 60_000,
  patience: 5,
  capacity: 3,
};

function aLookup(answer: (key: string) => Promise<string | undefined> = async (key) => `found ${key}`) {
  const clock = fixedClock(1_000_000);
  const asked: string[] = [];
  const source = { answer };
  const lookup = createLookup(
    (key) => {
      asked.push(key);
      return source.answer(key);
    },
    clock,
    OPTIONS,
  );
  return { clock, asked, source, ...lookup };
}

const down = () => Promise.reject(new Error("the database is down"));

describe("looking up", () => {
  it("asks once while the answer is fresh, and again afterwards", async () => {
    const { find, asked, clock } = aLookup();
    expect([await find("luna"), await find("luna")]).toEqual(["found luna", "found luna"]);
    clock.advance(4_999);
    await find("luna");
    expect(asked).toEqual(["luna"]);
    clock.advance(1);
    await find("luna");
    expect(asked).toEqual(["luna", "luna"]);
  });

  it("caches that nothing was found only briefly", async () => {
    const { find, asked, clock } = aLookup(async () => undefined);
    expect([await find("luna"), await find("luna")]).toEqual([undefined, undefined]);
    expect(asked).toHaveLength(1);
    clock.advance(1_000);
    await find("luna");
    expect(asked).toHaveLength(2);
  });

  it("asks once for concurrent lookups, which all get its error", async () => {
    const { find, asked, source } = aLookup();
    expect(await Promise.all([find("luna"), find("luna"), find("luna")])).toHaveLength(3);
    expect(asked).toHaveLength(1);
    source.answer = down;
    const all = await Promise.allSettled([find("rosa"), find("rosa")]);
    expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(asked).toHaveLength(2);
  });

  it("asks again after an error", async () => {
    const { find, source } = aLookup(down);
    await expect(find("luna")).rejects.toThrow("down");
    source.answer = async () => "back";
    expect(await find("luna")).toBe("back");
  });

  it("keeps a bounded number of answers, the most recently used ones", async () => {
    const { find, asked } = aLookup();
    for (const key of ["a", "b", "c", "a", "d"]) await find(key);
    asked.length = 0;
    for (const key of ["a", "c", "d"]) await find(key);
    expect(asked).toEqual([]);
    await find("b");
    expect(asked).toEqual(["b"]);
  });
});

describe("while the database does not answer", () => {
  it("a stale answer is used, for an hour at most", async () => {
    const { find, source, clock } = aLookup();
    await find("luna");
    source.answer = down;
    clock.advance(59_999);
    expect(await find("luna")).toBe("found luna");
    clock.advance(1);
    await expect(find("luna")).rejects.toThrow("down");
    await expect(find("rosa")).rejects.toThrow("down");
  });

  it("a stale answer is used after a moment, and immediately from then on", async () => {
    const { find, asked, source, clock } = aLookup();
    await find("luna");
    source.answer = () => new Promise(() => {});
    clock.advance(5_000);
    expect(await find("luna")).toBe("found luna");
    expect(await find("luna")).toBe("found luna");
    expect(asked).toHaveLength(2);
  });

  it("a late answer is used once it arrives", async () => {
    const { find, source, clock } = aLookup();
    await find("luna");
    const slow = Promise.withResolvers<string>();
    source.answer = () => slow.promise;
    clock.advance(5_000);
    expect(await find("luna")).toBe("found luna");
    slow.resolve("late");
    await nextTurn();
    expect(await find("luna")).toBe("late");
  });
});

describe("forgetting", () => {
  it("drops matching answers and all absences, and nothing else", async () => {
    const { find, forget, asked, source } = aLookup();
    await find("luna");
    await find("rosa");
    source.answer = async () => undefined;
    await find("none");
    asked.length = 0;
    forget((found) => found === "found luna");
    for (const key of ["luna", "rosa", "none"]) await find(key);
    expect(asked).toEqual(["luna", "none"]);
  });

  it("also drops answers still being loaded", async () => {
    const { find, forget, source } = aLookup();
    const slow = Promise.withResolvers<string>();
    source.answer = () => slow.promise;
    const asking = find("luna");
    forget(() => true);
    source.answer = async () => "new";
    expect(await find("luna")).toBe("new");
    slow.resolve("old");
    expect(await asking).toBe("old");
    expect(await find("luna")).toBe("new");
  });
});
