import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";

import { chanceOf } from "../../src/test/proof/chance.ts";

import { arrive } from "./arrivals.ts";
import { percentilesOf } from "./percentiles.ts";
import { zipf } from "./zipf.ts";

describe("an open loop", () => {
  test("counts the wait of visitors who would have come while the server was stalled", async () => {
    const free = sleep(100);
    const arrivals = await arrive({ perSecond: 100, seconds: 0.1, send: () => free });
    expect(arrivals).toHaveLength(10);
    const times = arrivals.map(({ took }) => took);
    // The first waited for all of it, the last only for the rest.
    expect((times[0] ?? 0) - (times[9] ?? 0)).toBeCloseTo(90, -1.5);
  });

  test("reports by the nearest rank", () => {
    const times = Array.from({ length: 1_000 }, (_, n) => 1_000 - n);
    expect(percentilesOf(times)).toEqual({ p50: 500, p95: 950, p99: 990, p999: 999 });
    expect(percentilesOf([7])).toEqual({ p50: 7, p95: 7, p99: 7, p999: 7 });
    expect(percentilesOf([]).p99).toBe(0);
  });

  test("visits the first business twice as often as the second", () => {
    const next = zipf(50, chanceOf(1));
    const counts = Array<number>(50).fill(0);
    for (let n = 0; n < 20_000; n++) {
      const chosen = next();
      counts[chosen] = (counts[chosen] ?? 0) + 1;
    }
    expect((counts[0] ?? 0) / (counts[1] ?? 1)).toBeCloseTo(2, 0);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });
});
