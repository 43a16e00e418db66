import { describe, expect, it } from "vitest";

import { planAlternatives } from "./plan-alternatives.ts";
import type { Slot } from "./rules.ts";

function slot(start: number, ...staffIds: string[]): Slot {
  return { start, end: start + 30, staffIds, seatsLeft: 1 };
}

function startsOf(slots: readonly Slot[]): number[] {
  return slots.map(({ start }) => start);
}

describe("alternatives to a start", () => {
  const slots = [slot(100, "mia"), slot(200, "ana"), slot(260, "mia"), slot(340, "mia"), slot(900, "mia")];

  it("are the nearest in time, nearest first", () => {
    expect(startsOf(planAlternatives(slots, 270, 3))).toEqual([260, 200, 340]);
    expect(startsOf(planAlternatives(slots, 0, 2))).toEqual([100, 200]);
  });

  it("are with the person asked for, of two that are as near; else the earlier", () => {
    expect(startsOf(planAlternatives(slots, 270, 3, "mia"))).toEqual([260, 340, 200]);
  });

  it("are fewer when there are fewer", () => {
    expect(planAlternatives([], 270, 3)).toEqual([]);
    expect(planAlternatives(slots, 270, 9)).toHaveLength(5);
  });
});
