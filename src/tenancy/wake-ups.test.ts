import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { TenantId } from "#ports/control-plane.ts";

import { createWakeUps, type WakeUps } from "./wake-ups.ts";

const LUNA = "luna" as TenantId;
const BELLA = "bella" as TenantId;

let marked: [TenantId, number][];
let wakeUps: WakeUps;

beforeEach(() => {
  vi.useFakeTimers();
  marked = [];
  const markDue = async (tenant: TenantId, at: number): Promise<void> => void marked.push([tenant, at]);
  wakeUps = createWakeUps({ markDue, failed: () => {}, gatherFor: 100 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("wake-ups", () => {
  test("the first is passed on at once, whoever it is for", () => {
    wakeUps.wakeAt(LUNA, 5);
    wakeUps.wakeAt(BELLA, 6);
    expect(marked).toEqual([
      [LUNA, 5],
      [BELLA, 6],
    ]);
  });

  test("those that follow closely are passed on as one, the earliest", () => {
    for (const at of [5, 9, 7, 8]) wakeUps.wakeAt(LUNA, at);
    expect(marked).toEqual([[LUNA, 5]]);
    vi.advanceTimersByTime(100);
    expect(marked).toEqual([
      [LUNA, 5],
      [LUNA, 7],
    ]);
    vi.advanceTimersByTime(1_000);
    expect(marked).toHaveLength(2);
  });

  test("one that comes after a pause is a first one again", () => {
    wakeUps.wakeAt(LUNA, 5);
    vi.advanceTimersByTime(100);
    wakeUps.wakeAt(LUNA, 900);
    expect(marked).toEqual([
      [LUNA, 5],
      [LUNA, 900],
    ]);
  });

  test("none is lost when the process ends", async () => {
    for (const at of [5, 9]) wakeUps.wakeAt(LUNA, at);
    await wakeUps.flush();
    expect(marked).toEqual([
      [LUNA, 5],
      [LUNA, 9],
    ]);
    vi.advanceTimersByTime(1_000);
    expect(marked).toHaveLength(2);
  });

  test("a control plane that fails is told about, and asked again next time", async () => {
    const errors: unknown[] = [];
    const markDue = vi.fn().mockRejectedValue(new Error("no answer"));
    const failing = createWakeUps({ markDue, failed: (error) => void errors.push(error), gatherFor: 100 });
    failing.wakeAt(LUNA, 5);
    await vi.advanceTimersByTimeAsync(100);
    failing.wakeAt(LUNA, 6);
    await vi.advanceTimersByTimeAsync(100);
    expect(errors).toHaveLength(2);
    expect(markDue).toHaveBeenCalledTimes(2);
  });
});
