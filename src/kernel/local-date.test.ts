import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  addDays,
  compareDates,
  dateOfDay,
  dayOf,
  daysBetween,
  parseLocalDate,
  WEEKDAYS,
  weekdayOf,
} from "./local-date.ts";

describe("a date", () => {
  it.each(["2026-03-09", "2024-02-29", "2000-02-29", "1970-01-01", "2100-12-31"])("%s is one", (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  it.each([
    "2026-02-30",
    "2026-02-29",
    "2100-02-29",
    "2026-04-31",
    "2026-00-10",
    "2026-13-01",
    "2026-01-00",
    "2026-1-1",
    "26-01-01",
    "1969-12-31",
    "2101-01-01",
    "2026-03-09T00:00",
    " 2026-03-09",
    "2026-03-09\n",
    "２026-03-09",
    "",
  ])("%j is none", (text) => {
    expect(parseLocalDate(text)).toBeUndefined();
  });

  it("counts days as the calendar of the platform does", () => {
    const wrong: string[] = [];
    for (let day = -1000; day < 60_000; day += 1) {
      const midnight = new Date(day * 86_400_000);
      const date = dateOfDay(day);
      if (date !== midnight.toISOString().slice(0, 10) || dayOf(date) !== day) wrong.push(date);
      if (weekdayOf(date) !== WEEKDAYS[(midnight.getUTCDay() + 6) % 7]) wrong.push(`weekday of ${date}`);
    }
    expect(wrong).toEqual([]);
  });

  it("moves over months, years and leap days", () => {
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2026-03-01", "2026-02-28")).toBe(-1);
    expect(weekdayOf("2026-03-09")).toBe("mon");
  });

  it("order and distance agree with moving", () => {
    const day = fc.integer({ min: 0, max: 47_000 });
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (from, days) => {
        const date = dateOfDay(from);
        const moved = addDays(date, days);
        expect(daysBetween(date, moved)).toBe(days);
        expect(Math.sign(compareDates(moved, date))).toBe(Math.sign(days));
        expect(moved < date).toBe(days < 0);
      }),
    );
  });
});
