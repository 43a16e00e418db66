import { describe, expect, test } from "vitest";

import { formatInstant } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";
import { at } from "#test/salon.ts";

import { endOfQuiet, planOfferTimes, type QuietHours } from "./plan-notice.ts";

const newYork = getZone("America/New_York");
const NIGHT = ["21:00", "08:00"] as const;

describe("quiet hours", () => {
  test.each<[string, QuietHours, string, string]>([
    ["by day", NIGHT, "2026-03-06T15:00:00Z", "2026-03-06T15:00:00Z"],
    ["a moment before", NIGHT, "2026-03-07T01:59:59Z", "2026-03-07T01:59:59Z"],
    ["at nine in the evening", NIGHT, "2026-03-07T02:00:00Z", "2026-03-07T13:00:00Z"],
    ["after midnight", NIGHT, "2026-03-07T06:00:00Z", "2026-03-07T13:00:00Z"],
    ["at eight in the morning", NIGHT, "2026-03-07T13:00:00Z", "2026-03-07T13:00:00Z"],
    ["in the night the clocks change", NIGHT, "2026-03-08T05:00:00Z", "2026-03-08T12:00:00Z"],
    ["over lunch", ["12:00", "14:00"], "2026-03-06T17:30:00Z", "2026-03-06T19:00:00Z"],
    ["outside lunch", ["12:00", "14:00"], "2026-03-06T19:00:00Z", "2026-03-06T19:00:00Z"],
    ["never", null, "2026-03-07T06:00:00Z", "2026-03-07T06:00:00Z"],
    [
      "until a time that the clocks leap over",
      ["23:00", "02:30"],
      "2026-03-08T05:00:00Z",
      "2026-03-08T07:00:00Z",
    ],
  ])("%s end when they should", (_when, quiet, now, end) => {
    expect(formatInstant(endOfQuiet(newYork, quiet, at(now)))).toBe(end);
  });
});

describe("an offer", () => {
  const policy = { offer_minutes: 15, cutoff_minutes: 60, quiet_hours: NIGHT };

  test.each([
    [
      "by day",
      "2026-03-06T15:00:00Z",
      "2026-03-09T13:00:00Z",
      "2026-03-06T15:00:00Z",
      "2026-03-06T15:15:00Z",
    ],
    [
      "at night",
      "2026-03-07T06:00:00Z",
      "2026-03-09T13:00:00Z",
      "2026-03-07T13:00:00Z",
      "2026-03-07T13:15:00Z",
    ],
    [
      "of an early visit",
      "2026-03-07T11:00:00Z",
      "2026-03-07T13:30:00Z",
      "2026-03-07T11:00:00Z",
      "2026-03-07T11:15:00Z",
    ],
    [
      "an hour after the night",
      "2026-03-07T06:00:00Z",
      "2026-03-07T14:00:00Z",
      "2026-03-07T13:00:00Z",
      "2026-03-07T13:15:00Z",
    ],
    [
      "minutes before it begins",
      "2026-03-06T15:00:00Z",
      "2026-03-06T15:10:00Z",
      "2026-03-06T15:00:00Z",
      "2026-03-06T15:10:00Z",
    ],
  ])("%s is sent and ends when it should", (_when, now, start, notify, expires) => {
    const times = planOfferTimes(newYork, policy, at(start), at(now));
    expect([times.notifyAt, times.expiresAt].map(formatInstant)).toEqual([notify, expires]);
  });
});
