import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { formatInstant, formatMinutes, parseInstant } from "./instant.ts";

describe("an instant", () => {
  it.each([
    ["2026-03-09T13:00:00Z", Date.UTC(2026, 2, 9, 13)],
    ["2026-03-09T13:00:00+01:00", Date.UTC(2026, 2, 9, 12)],
    ["2026-03-09T13:00:00-04:30", Date.UTC(2026, 2, 9, 17, 30)],
    ["2026-03-09T13:00:00-00:00", Date.UTC(2026, 2, 9, 13)],
    ["2026-03-09T13:00:00.5Z", Date.UTC(2026, 2, 9, 13, 0, 0, 500)],
    ["2026-03-09T13:00:00.123456789Z", Date.UTC(2026, 2, 9, 13, 0, 0, 123)],
    ["1970-01-01T00:00:00Z", 0],
    ["1969-12-31T23:30:00-01:00", 1_800_000],
    ["2100-12-31T23:59:59Z", Date.UTC(2100, 11, 31, 23, 59, 59)],
  ])("%s is read", (text, at) => {
    expect(parseInstant(text)).toBe(at);
  });

  it.each([
    "2026-03-09T13:00:00",
    "2026-03-09T13:00Z",
    "2026-03-09 13:00:00Z",
    "2026-03-09t13:00:00z",
    "2026-03-09",
    "2026-02-30T13:00:00Z",
    "2026-03-09T24:00:00Z",
    "2026-03-09T13:60:00Z",
    "2026-03-09T13:00:60Z",
    "2026-03-09T13:00:00+24:00",
    "2026-03-09T13:00:00+01:60",
    "2026-03-09T13:00:00+0100",
    "2026-03-09T13:00:00.Z",
    "2026-03-09T13:00:00Z\n",
    "1970-01-01T00:00:00+01:00",
    "1969-12-31T23:59:59Z",
    "2101-01-01T00:00:00Z",
    "+002026-03-09T13:00:00Z",
    "1767225600000",
    "NaN",
    "",
  ])("%j is not", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it("is never NaN, whatever is parsed", () => {
    const digits = fc.string({ unit: fc.constantFrom(...Array.from("0123456789-:TZ+.")), maxLength: 30 });
    fc.assert(fc.property(digits, (text) => !Number.isNaN(parseInstant(text))));
  });

  it("is formatted like the platform does, truncated to the second", () => {
    const at = fc.integer({ min: 0, max: Date.UTC(2100, 11, 31) });
    fc.assert(
      fc.property(at, (instant) => {
        const text = formatInstant(instant);
        expect(text).toBe(`${new Date(instant).toISOString().slice(0, 19)}Z`);
        expect(parseInstant(text)).toBe(instant - (instant % 1000));
      }),
    );
  });

  it("has minutes of the day written as HH:MM", () => {
    expect([0, 545, 1439, 1440].map(formatMinutes)).toEqual(["00:00", "09:05", "23:59", "24:00"]);
  });
});
