import { describe, expect, test } from "vitest";

import { formatInstant } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";
import { at } from "#test/salon.ts";

import { planSeries, type Repeat } from "./plan-series.ts";

const NEW_YORK = getZone("America/New_York");

function planned(start: string, repeat: Repeat, zone = NEW_YORK): string[] {
  const dates = planSeries(zone, at(start), repeat);
  if (dates === "too_many") return ["too many"];
  return dates.map((one) => {
    if (one.kind === "no_such_day") return `no such day in ${one.month}`;
    const leapt = one.kind === "no_such_time" ? " leapt" : "";
    return `${one.date} ${formatInstant(one.start)}${leapt}`;
  });
}

describe("a series", () => {
  test.each<[string, string, Repeat, string[]]>([
    [
      "keeps its local time when the clocks change",
      "2026-03-02T14:00:00Z",
      { every: "week", interval: 1, count: 3 },
      [
        "2026-03-02 2026-03-02T14:00:00Z",
        "2026-03-09 2026-03-09T13:00:00Z",
        "2026-03-16 2026-03-16T13:00:00Z",
      ],
    ],
    [
      "comes every other week until a date, included",
      "2026-03-02T14:00:00Z",
      { every: "week", interval: 2, until: "2026-03-30" },
      [
        "2026-03-02 2026-03-02T14:00:00Z",
        "2026-03-16 2026-03-16T13:00:00Z",
        "2026-03-30 2026-03-30T13:00:00Z",
      ],
    ],
    [
      "says where its time does not exist",
      "2026-03-01T07:30:00Z",
      { every: "week", interval: 1, count: 3 },
      [
        "2026-03-01 2026-03-01T07:30:00Z",
        "2026-03-08 2026-03-08T07:00:00Z leapt",
        "2026-03-15 2026-03-15T06:30:00Z",
      ],
    ],
    [
      "takes the first of a time that occurs twice",
      "2026-10-25T05:30:00Z",
      { every: "week", interval: 1, count: 2 },
      ["2026-10-25 2026-10-25T05:30:00Z", "2026-11-01 2026-11-01T05:30:00Z"],
    ],
    [
      "leaves out months without the day, which do not count",
      "2026-01-31T15:00:00Z",
      { every: "month", interval: 1, count: 3 },
      [
        "2026-01-31 2026-01-31T15:00:00Z",
        "no such day in 2026-02",
        "2026-03-31 2026-03-31T14:00:00Z",
        "no such day in 2026-04",
        "2026-05-31 2026-05-31T14:00:00Z",
      ],
    ],
    [
      "goes over the end of the year",
      "2026-11-15T15:00:00Z",
      { every: "month", interval: 3, count: 3 },
      [
        "2026-11-15 2026-11-15T15:00:00Z",
        "2027-02-15 2027-02-15T15:00:00Z",
        "2027-05-15 2027-05-15T14:00:00Z",
      ],
    ],
    [
      "may be of one",
      "2026-03-02T14:00:00Z",
      { every: "week", interval: 1, count: 1 },
      ["2026-03-02 2026-03-02T14:00:00Z"],
    ],
    [
      "may end before it comes again",
      "2026-03-02T14:00:00Z",
      { every: "month", interval: 1, until: "2026-04-01" },
      ["2026-03-02 2026-03-02T14:00:00Z"],
    ],
    [
      "has 52 visits at most",
      "2026-03-02T14:00:00Z",
      { every: "week", interval: 1, until: "2027-03-01" },
      ["too many"],
    ],
  ])("%s", (_, start, repeat, dates) => {
    expect(planned(start, repeat)).toEqual(dates);
  });

  test("ends with the calendar, however rarely it repeats", () => {
    const dates = planned("2028-02-29T14:00:00Z", { every: "month", interval: 12, count: 52 });
    expect(dates.findLast((date) => !date.startsWith("no such day"))).toMatch(/^2096-02-29/);
    expect(planned("2026-03-02T14:00:00Z", { every: "week", interval: 1, until: "2027-02-22" })).toHaveLength(
      52,
    );
  });
});
