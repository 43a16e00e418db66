import { describe, expect, it } from "vitest";

import { parseInstant } from "./instant.ts";
import { formatTime, spokenDate, timeLabel, unbrokenTimes } from "./time-label.ts";
import { getZone } from "./zone.ts";

function label(zone: string, instant: string): string {
  return timeLabel(getZone(zone), parseInstant(instant) ?? Number.NaN);
}

describe("how a time is shown", () => {
  it.each([
    [0, "12:00 am"],
    [5, "12:05 am"],
    [545, "9:05 am"],
    [719, "11:59 am"],
    [720, "12:00 pm"],
    [780, "1:00 pm"],
    [1439, "11:59 pm"],
  ])("minute %i is %s", (minute, text) => {
    expect(formatTime(minute)).toBe(text);
  });

  it("is in the zone's own time", () => {
    expect(label("America/New_York", "2026-03-09T13:00:00Z")).toBe("9:00 am");
    expect(label("Asia/Kolkata", "2026-03-09T13:00:00Z")).toBe("6:30 pm");
  });

  it.each([
    ["America/New_York", "2026-11-01T05:30:00Z", "1:30 am EDT"],
    ["America/New_York", "2026-11-01T06:30:00Z", "1:30 am EST"],
    ["America/New_York", "2026-11-01T07:00:00Z", "2:00 am"],
    ["Europe/London", "2026-10-25T00:30:00Z", "1:30 am BST"],
    ["Europe/London", "2026-10-25T01:30:00Z", "1:30 am GMT"],
    ["Australia/Lord_Howe", "2026-04-04T14:45:00Z", "1:45 am GMT+11"],
    ["Australia/Lord_Howe", "2026-04-04T15:15:00Z", "1:45 am GMT+10:30"],
  ])("%s at %s: %s", (zone, instant, text) => {
    expect(label(zone, instant)).toBe(text);
  });
});

describe("how a date is spoken", () => {
  it("is weekday, day, month", () => {
    expect(spokenDate("2026-03-09")).toBe("Monday 9 March");
    expect(spokenDate("2026-12-25")).toBe("Friday 25 December");
  });
});

it.each([
  ["at 9:00 am or 12:30 pm.", "at 9:00\u00A0am or 12:30\u00A0pm."],
  ["I have 3 pm, so I am free", "I have 3\u00A0pm, so I am free"],
  ["in 2 amounts", "in 2 amounts"],
])("no line breaks within the times of %s", (text, unbroken) => {
  expect(unbrokenTimes(text)).toBe(unbroken);
});
