import { expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";

import { planRemainingBuffers } from "./remaining-buffers.ts";

/** A part with ten minutes before it and twenty after. */
const part = (staffId: string, from: number, to: number) => ({
  staffId,
  start: from * MINUTE,
  end: to * MINUTE,
  bufferBeforeMinutes: 10,
  bufferAfterMinutes: 20,
});

test.each([
  ["of one part stay", [part("mia", 0, 30)], [[10, 20]]],
  [
    "fall away if the same person continues",
    [part("mia", 0, 30), part("mia", 30, 60)],
    [
      [10, 0],
      [0, 20],
    ],
  ],
  [
    "stay if somebody else continues",
    [part("mia", 0, 30), part("noah", 30, 60)],
    [
      [10, 20],
      [10, 20],
    ],
  ],
  [
    "last as long as the customer waits for the same person",
    [part("mia", 0, 30), part("mia", 45, 60)],
    [
      [10, 15],
      [0, 20],
    ],
  ],
  [
    "take no more than the gap when somebody comes back",
    [part("mia", 0, 30), part("noah", 30, 55), part("mia", 55, 80)],
    [
      [10, 20],
      [10, 20],
      [5, 20],
    ],
  ],
])("the buffers %s", (_, parts, expected) => {
  const buffers = planRemainingBuffers(parts).map((one) => [one.bufferBeforeMinutes, one.bufferAfterMinutes]);
  expect(buffers).toEqual(expected);
});
