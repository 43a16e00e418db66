import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { formatInstant, HOUR, MINUTE } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";

import { planAbsence, spanOfTimeOff } from "./time-off-rows.ts";

describe("time off", () => {
  it.each([
    [
      "America/New_York",
      "2026-03-06T09:00",
      "2026-03-06T12:00",
      "2026-03-06T14:00:00Z",
      "2026-03-06T17:00:00Z",
    ],
    [
      "America/New_York",
      "2026-03-07T09:00",
      "2026-03-09T09:00",
      "2026-03-07T14:00:00Z",
      "2026-03-09T13:00:00Z",
    ],
    // Clocks jump from 2:00 to 3:00 on 8 March: an edge in the gap is the moment of the change.
    [
      "America/New_York",
      "2026-03-08T02:30",
      "2026-03-08T04:00",
      "2026-03-08T07:00:00Z",
      "2026-03-08T08:00:00Z",
    ],
    [
      "America/New_York",
      "2026-03-08T01:00",
      "2026-03-08T02:30",
      "2026-03-08T06:00:00Z",
      "2026-03-08T07:00:00Z",
    ],
    // 1:00 to 2:00 occurs twice on 1 November: from the first occurrence to the second.
    [
      "America/New_York",
      "2026-11-01T01:30",
      "2026-11-01T01:45",
      "2026-11-01T05:30:00Z",
      "2026-11-01T06:45:00Z",
    ],
    ["Asia/Kolkata", "2026-03-06T09:00", "2026-03-06T12:00", "2026-03-06T03:30:00Z", "2026-03-06T06:30:00Z"],
  ])("in %s from %s to %s", (zone, start, end, from, to) => {
    const span = spanOfTimeOff(getZone(zone), start, end);
    expect(span && [formatInstant(span.start), formatInstant(span.end)]).toEqual([from, to]);
  });

  it.each([
    ["2026-03-08T02:10", "2026-03-08T02:50"],
    ["2026-03-09T12:00", "2026-03-09T12:00"],
    ["2026-03-09T12:00", "2026-03-09T11:00"],
    ["2026-02-30T12:00", "2026-03-09T11:00"],
  ])("from %s to %s is empty in New York", (start, end) => {
    expect(spanOfTimeOff(getZone("America/New_York"), start, end)).toBeUndefined();
  });

  it("is stored in rows of at most 48 hours that cover it without a gap", () => {
    const minute = fc.integer({ min: 0, max: 60 * 24 * 800 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 60 * 24 * 100 }), (from, length) => {
        const [start, end] = [from * MINUTE, (from + length) * MINUTE];
        const rows = planAbsence({ id: "off", staff_id: "mia", start_at: start, end_at: end });
        expect(rows.map((row) => row.start_at)).toEqual([
          start,
          ...rows.slice(0, -1).map((row) => row.end_at),
        ]);
        expect(rows.at(-1)?.end_at).toBe(end);
        for (const row of rows) {
          expect(row.end_at - row.start_at).toBeLessThanOrEqual(48 * HOUR);
          expect(row).toMatchObject({ subject_id: "mia", owner_id: "off", kind: "absence" });
        }
      }),
    );
  });
});
