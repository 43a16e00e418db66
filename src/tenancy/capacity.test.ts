import { describe, expect, it } from "vitest";

import { storeCapacity, thisMachine } from "./capacity.ts";

const GIB = 1024 ** 3;

describe("how many files may be open", () => {
  it.each([
    [
      "a large machine: 2,000",
      { descriptorLimit: 1_048_576, memoryBudget: 64 * GIB, connections: 1_000 },
      2_000,
    ],
    ["8,000 descriptors", { descriptorLimit: 8_000, memoryBudget: 64 * GIB, connections: 1_000 }, 1_833],
    ["256 MiB for tenants", { descriptorLimit: 1_048_576, memoryBudget: GIB / 4, connections: 1_000 }, 873],
    [
      "a tiny limit: never fewer than 16",
      { descriptorLimit: 256, memoryBudget: GIB, connections: 1_000 },
      16,
    ],
  ])("%s", (_, machine, expected) => {
    expect(storeCapacity(machine)).toBe(expected);
  });

  it("can be computed for this machine", () => {
    const machine = thisMachine(100);
    expect(machine.descriptorLimit).toBeGreaterThan(0);
    expect(machine.memoryBudget).toBeGreaterThan(0);
    expect(storeCapacity(machine)).toBeGreaterThanOrEqual(16);
  });
});
