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
  test("that the control plane fails to record are kept and retried", async () => {
    let down = true;
    const told: number[] = [];
    const failures: unknown[] = [];
    wakeUps = createWakeUps({
      markDue: async (_tenant, at) => {
        if (down) throw new Error("down");
        told.push(at);
      },
      failed: (error) => void failures.push(error),
      gatherFor: 100,
      tryAgainAfter: 1_000,
    });
    wakeUps.wakeAt(LUNA, 7);
    await vi.advanceTimersByTimeAsync(500);
    wakeUps.wakeAt(LUNA, 5);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(failures).toHaveLength(3);
    down = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([5]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([5]);
  });

  test("of a tenant for which that always fails are given up", async () => {
    let tries = 0;
    const markDue = () => Promise.reject(new Error(`no ${tries++}`));
    wakeUps = createWakeUps({ markDue, failed: () => {}, tryAgainAfter: 1_000 });
    wakeUps.wakeAt(LUNA, 7);
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(tries).toBe(100);
  });

  test("each tenant's first is passed on at once", () => {
    wakeUps.wakeAt(LUNA, 5);
    wakeUps.wakeAt(BELLA, 6);
    expect(marked).toEqual([
      [LUNA, 5],
      [BELLA, 6],
    ]);
  });

  test("those that follow closely are passed on as one, at the earliest instant", () => {
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

  test("one after a pause counts as a first one again", () => {
    wakeUps.wakeAt(LUNA, 5);
    vi.advanceTimersByTime(100);
    wakeUps.wakeAt(LUNA, 900);
    expect(marked).toEqual([
      [LUNA, 5],
      [LUNA, 900],
    ]);
  });

  test("none is lost on shutdown", async () => {
    for (const at of [5, 9]) wakeUps.wakeAt(LUNA, at);
    await wakeUps.flush();
    expect(marked).toEqual([
      [LUNA, 5],
      [LUNA, 9],
    ]);
    vi.advanceTimersByTime(1_000);
    expect(marked).toHaveLength(2);
  });
});
