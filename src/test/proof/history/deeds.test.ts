import { describe, expect, test } from "vitest";

import { cancelledKey, createDeeds, lostDeeds, visitKey, wishKey } from "./deeds.ts";
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

  test("is in the log once", () => expect(lostDeeds([joined, booked], both)).toEqual([]));

  test("is missed when it is gone", () => {
    expect(lostDeeds([joined], both)).toEqual([`${visitKey(visit)} was acknowledged and is gone`]);
  });

  test("is reported when it happened twice", () => {
    expect(lostDeeds([joined, booked, booked], both)).toEqual([`${visitKey(visit)} happened 2 times`]);
  });

  test("may have one of several effects, but not two", () => {
    const either = deedsOf([true, "waitlist_closed waitlist:e1", "waitlist_booked waitlist:e1"]);
    const [closed, taken] = [
      { ...joined, kind: "waitlist_closed" },
      { ...joined, kind: "waitlist_booked" },
    ];
    expect(lostDeeds([closed], either)).toEqual([]);
    expect(lostDeeds([closed, taken], either)).toHaveLength(1);
    expect(lostDeeds([], either)).toHaveLength(1);
  });

  test("stays acknowledged when a repeated request fails", () => {
    const key = "waitlist_joined waitlist:e1";
    expect(lostDeeds([], deedsOf([true, key], [false, key]))).toHaveLength(1);
  });
});

test("what was not answered may have happened once or not at all", () => {
  const unsure = deedsOf(...known.map((key) => [false, key] as const));
  expect(lostDeeds([joined, booked], unsure)).toEqual([]);
  expect(lostDeeds([], unsure)).toEqual([]);
  expect(lostDeeds([joined, joined], unsure)).toHaveLength(1);
});

test("nothing happens that nobody asked for, except visits of those who waited", () => {
  expect(lostDeeds([joined, booked], deedsOf([true, known[0] ?? ""]))).toEqual([
    `${visitKey(visit)} happened and nobody asked for it`,
  ]);
  const promoted = booked.changes.map((change) => ({
    ...change,
    after: { ...change.after, source: "waitlist" },
  }));
  expect(lostDeeds([{ ...booked, changes: promoted }], [])).toEqual([]);
});

test("a series is booked and cancelled in one event each, visit by visit", () => {
  const visits = ["u1", "u2"].map((uid) => ({ ...visit, uid }));
  const series = (kind: string, change: object, before: object | null): LoggedEvent => ({
    ...booked,
    kind,
    subject: "series:s1",
    changes: visits.map((one) => ({
      table: "bookings",
      id: one.uid,
      before: before && { ...one, ...before },
      after: { ...one, ...change },
    })),
  });
  const events = [
    series("series_booked", {}, null),
    series("series_cancelled", { version: 2, status: "cancelled" }, {}),
  ];
  const keys = visits.flatMap((one) => [visitKey(one), cancelledKey(one.uid)]);
  const deeds = deedsOf(...keys.map((key) => [true, key] as const));
  const cancelled = deedsOf([true, visitKey({ ...visit, version: 2, status: "cancelled" })]);
  expect(lostDeeds(events, [...deeds, ...cancelled])).toEqual([]);
  expect(lostDeeds(events.slice(0, 1), deeds)).toEqual(
    visits.map(({ uid }) => `visit ${uid} is cancelled was acknowledged and is gone`),
  );
});

test("a customer may wish for an earlier visit more than once", () => {
  const wished = { ...joined, changes: [{ table: "waitlist_entries", id: "e1", before: null, after: {} }] };
  Object.assign(wished.changes[0]?.after ?? {}, { earlier_than: "u1" });
  expect(lostDeeds([wished, wished], deedsOf([true, wishKey("u1")]))).toEqual([]);
  expect(lostDeeds([wished], [])).toEqual([`${wishKey("u1")} happened and nobody asked for it`]);
});
