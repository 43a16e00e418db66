import { describe, expect, it } from "vitest";

import { formatInstant, MINUTE } from "#kernel/instant.ts";
import { dayOf, type LocalDate } from "#kernel/local-date.ts";
import type { Spans } from "#kernel/spans.ts";
import { getZone } from "#kernel/zone.ts";
import { aCalendar, aPerson, type CalendarOptions, daily, windows } from "#test/calendar/builders.ts";

import type { StaffRules } from "./rules.ts";
import { allDayMidnights, openingWindows, workingWindows } from "./windows.ts";

function days(from: LocalDate, to: LocalDate = from) {
  return { fromDay: dayOf(from), toDay: dayOf(to) };
}

function shown(spans: Spans): string[] {
  const texts = spans.map((minute) => formatInstant(minute * MINUTE).slice(5, 16));
  return texts.flatMap((text, i) => (i % 2 === 0 ? [`${text} ${texts[i + 1]}`] : []));
}

function opening(options: CalendarOptions, from: LocalDate, to?: LocalDate): string[] {
  return shown(openingWindows(aCalendar(options), days(from, to)));
}

function working(person: Partial<StaffRules>, from: LocalDate, to?: LocalDate): string[] {
  const rules = aCalendar({ hours: daily("09:00-17:00") });
  const range = days(from, to);
  return shown(workingWindows(rules, aPerson("mia", person), openingWindows(rules, range), range));
}

describe("opening windows", () => {
  it("at a repeated hour start at its earlier and end at its later instant", () => {
    const autumn = "2026-11-01";
    expect(opening({ hours: daily("01:00-04:00") }, autumn)).toEqual(["11-01T05:00 11-01T09:00"]);
    expect(opening({ hours: daily("00:00-01:30") }, autumn)).toEqual(["11-01T04:00 11-01T06:30"]);
  });

  it("that touch, overlap or follow over midnight are one", () => {
    expect(opening({ hours: daily("09:00-12:00", "12:00-13:00", "10:00-11:00") }, "2026-03-16")).toEqual([
      "03-16T13:00 03-16T17:00",
    ]);
    expect(opening({ hours: daily("00:00-24:00") }, "2026-03-07", "2026-03-09")).toEqual([
      "03-07T05:00 03-10T04:00",
    ]);
  });

  it("run past midnight from the date on which they start, which is the one that an override replaces", () => {
    const nights = { hours: daily("22:00-02:00"), overrides: { "2026-03-17": [] } };
    expect(opening(nights, "2026-03-16", "2026-03-18")).toEqual([
      "03-17T02:00 03-17T06:00",
      "03-19T02:00 03-19T06:00",
    ]);
  });

  it("do not exist on a date that the place leapt over", () => {
    const apia = { zone: getZone("Pacific/Apia"), hours: daily("09:00-17:00") };
    expect(opening(apia, "2011-12-30")).toEqual([]);
    expect(opening(apia, "2011-12-29", "2011-12-31")).toHaveLength(2);
  });
});

describe("working windows", () => {
  it("are the business's for whoever has no hours", () => {
    expect(working({}, "2026-03-16")).toEqual(["03-16T13:00 03-16T21:00"]);
  });

  it("are both people's and business's, converted from the person's own zone", () => {
    const paris = getZone("Europe/Paris");
    expect(working({ hours: daily("12:00-20:00") }, "2026-03-16")).toEqual(["03-16T16:00 03-16T21:00"]);
    expect(working({ zone: paris, hours: daily("09:00-17:00") }, "2026-03-16")).toEqual([
      "03-16T13:00 03-16T16:00",
    ]);
    expect(working({ zone: paris, hours: daily("09:00-17:00") }, "2026-04-06")).toEqual([
      "04-06T13:00 04-06T15:00",
    ]);
  });

  it("follow the person's overrides, with or without hours of their own", () => {
    const overrides = new Map([["2026-03-16", windows("11:00-12:00")]] as const);
    expect(working({ overrides }, "2026-03-16")).toEqual(["03-16T15:00 03-16T16:00"]);
    expect(working({ overrides, hours: daily("09:00-17:00") }, "2026-03-16")).toEqual([
      "03-16T15:00 03-16T16:00",
    ]);
    expect(working({ overrides }, "2026-03-17")).toEqual(["03-17T13:00 03-17T21:00"]);
    expect(working({ overrides: new Map([["2026-03-16", []]] as const) }, "2026-03-16")).toEqual([]);
  });
});

describe("the midnights of days without a closed minute", () => {
  it("are where grids begin anew", () => {
    const rules = aCalendar({
      hours: { fri: windows("20:00-24:00"), sat: windows("00:00-24:00"), sun: windows("00:00-02:00") },
    });
    const midnights = allDayMidnights(rules.zone, openingWindows(rules, days("2026-03-12", "2026-03-16")));
    expect(midnights.map((minute) => formatInstant(minute * MINUTE))).toEqual(["2026-03-14T04:00:00Z"]);
  });
});
