import { describe, expect, test } from "vitest";

import { createDeeds, lostDeeds, visitKey } from "./deeds.ts";
import type { LoggedEvent } from "./log.ts";

const visit = { uid: "u1", version: 1, status: "confirmed", start_at: 0, source: "api" };
const joined: LoggedEvent = { seq: 1, at: 0, kind: "waitlist_joined", subject: "waitlist:e1", changes: [] };
const booked: LoggedEvent = {
  seq: 2,
  at: 0,
  kind: "booking_confirmed",
  subject: "booking:u1",
  changes: [{ table: "bookings", id: "u1", before: null, after: visit }],
};

const known = ["waitlist_joined waitlist:e1", visitKey(visit)];

function deedsOf(...sure: readonly (readonly [boolean, ...string[]])[]) {
  const deeds = createDeeds();
  for (const [isSure, ...keys] of sure) deeds.note(isSure, ...keys);
  return deeds.all();
}

describe("what was acknowledged", () => {
  const both = deedsOf(...known.map((key) => [true, key] as const));

  test("is there once", () => expect(lostDeeds([joined, booked], both)).toEqual([]));

  test("is missed when it is gone", () => {
    expect(lostDeeds([joined], both)).toEqual([`${visitKey(visit)} was acknowledged and is gone`]);
  });

  test("is found out when it happened twice", () => {
    expect(lostDeeds([joined, booked, booked], both)).toEqual([`${visitKey(visit)} happened 2 times`]);
  });

  test("may have one of several effects, and not both", () => {
    const either = deedsOf([true, "waitlist_closed waitlist:e1", "waitlist_booked waitlist:e1"]);
    const [closed, taken] = [
      { ...joined, kind: "waitlist_closed" },
      { ...joined, kind: "waitlist_booked" },
    ];
    expect(lostDeeds([closed], either)).toEqual([]);
    expect(lostDeeds([closed, taken], either)).toHaveLength(1);
    expect(lostDeeds([], either)).toHaveLength(1);
  });

  test("stays so when it is asked for again in vain", () => {
    const key = "waitlist_joined waitlist:e1";
    expect(lostDeeds([], deedsOf([true, key], [false, key]))).toHaveLength(1);
  });
});

test("what was not answered may have happened, once, or not", () => {
  const unsure = deedsOf(...known.map((key) => [false, key] as const));
  expect(lostDeeds([joined, booked], unsure)).toEqual([]);
  expect(lostDeeds([], unsure)).toEqual([]);
  expect(lostDeeds([joined, joined], unsure)).toHaveLength(1);
});

test("what nobody asked for does not happen, but for the visits of those who waited", () => {
  expect(lostDeeds([joined, booked], deedsOf([true, known[0] ?? ""]))).toEqual([
    `${visitKey(visit)} happened and nobody asked for it`,
  ]);
  const promoted = booked.changes.map((change) => ({
    ...change,
    after: { ...change.after, source: "waitlist" },
  }));
  expect(lostDeeds([{ ...booked, changes: promoted }], [])).toEqual([]);
});
