import { expect, test } from "vitest";

import type { Slot } from "./rules.ts";
import { slotsTag } from "./slots-tag.ts";

const aSlot: Slot = { start: 0, end: 30, staffIds: ["mia"], seatsLeft: 1 };

test("the tag of slots is the same for equal slots", () => {
  const twice = (staffIds: readonly string[]): readonly Slot[] => [
    { ...aSlot, staffIds },
    { ...aSlot, start: 15, end: 45, staffIds },
  ];
  expect(slotsTag(twice(["mia"]), "UTC")).toBe(slotsTag(twice(["mia"]), "UTC"));
});

test.each<[string, readonly Slot[], string]>([
  ["another start", [{ ...aSlot, start: 1 }], "UTC"],
  ["another end", [{ ...aSlot, end: 31 }], "UTC"],
  ["others who serve", [{ ...aSlot, staffIds: ["noor"] }], "UTC"],
  ["one more who serves", [{ ...aSlot, staffIds: ["mia", "noor"] }], "UTC"],
  ["other seats", [{ ...aSlot, seatsLeft: 2 }], "UTC"],
  ["one more slot", [aSlot, { ...aSlot, start: 15 }], "UTC"],
  ["no slots", [], "UTC"],
  ["another context", [aSlot], "Europe/Paris"],
])("the tag differs with %s", (_what, slots, context) => {
  expect(slotsTag(slots, context)).not.toBe(slotsTag([aSlot], "UTC"));
});
