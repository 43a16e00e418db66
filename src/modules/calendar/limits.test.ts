import { describe, expect, it, test } from "vitest";

import { formatInstant, parseInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import { getZone } from "#kernel/zone.ts";
import {
  aCalendar,
  aPerson,
  aRow,
  aService,
  local,
  NOTHING_TAKEN,
  taken,
  timesOf,
  withVisits,
} from "#test/calendar/builders.ts";

import { judgeStart } from "./judge-start.ts";
import type { CountedPart } from "./limits.ts";
import { planAvailability } from "./plan-availability.ts";
import type { AvailabilityQuery, CalendarRules, OccupiedBySubject, VisitLimits } from "./rules.ts";

const MONDAY = "2026-03-16";
const LONG_AGO = local("2026-03-01T09:00");
const ONE_A_DAY: VisitLimits = { perDay: 1, perWeek: null };
const TWO_A_WEEK: VisitLimits = { perDay: null, perWeek: 2 };

/** By default a haircut with Mia; the owner id is derived from the start. */
function visit(start: string, over: Partial<CountedPart> = {}): CountedPart {
  const at = parseInstant(start) ?? local(start);
  return { ownerId: `visit-${start}`, start: at, serviceId: "cut", staffId: "mia", ...over };
}

type Asked = Partial<AvailabilityQuery>;

function slots(
  rules: CalendarRules,
  visits: readonly CountedPart[],
  asked: Asked = {},
  busy: OccupiedBySubject = NOTHING_TAKEN,
) {
  const query: AvailabilityQuery = {
    serviceId: "cut",
    from: MONDAY,
    to: MONDAY,
    now: LONG_AGO,
    ...asked,
  };
  return planAvailability(rules, withVisits(rules, busy, query, visits), query).slots;
}

/** The dates with at least one slot. */
function datesOf(rules: CalendarRules, visits: readonly CountedPart[], asked: Asked = {}): string[] {
  const all = slots(rules, visits, asked).map((slot) => formatLocal(rules.zone, slot.start).slice(0, 10));
  return [...new Set(all)];
}

const BOTH = [aPerson("mia", { serviceIds: new Set(["cut", "wash"]) }), aPerson("ana")];

describe("a daily limit", () => {
  const KOLKATA = getZone("Asia/Kolkata");

  it("limit one a day, Kolkata; existing visit 19:00Z (00:30 next day there) does not block 10:00Z of the same UTC date", () => {
    const rules = aCalendar({ zone: KOLKATA, limits: ONE_A_DAY });
    const visits = [visit("2026-03-16T19:00:00Z")];
    const offered = slots(rules, visits).map((slot) => formatInstant(slot.start));
    expect(offered).toContain("2026-03-16T10:00:00Z");
    expect(datesOf(rules, visits, { from: "2026-03-16", to: "2026-03-18" })).toEqual([
      "2026-03-16",
      "2026-03-18",
    ]);
  });

  it("counts a visit on the date on which it begins, however long it lasts", () => {
    const rules = aCalendar({ limits: ONE_A_DAY });
    const visits = [visit("2026-03-15T23:50")];
    expect(datesOf(rules, visits)).toEqual([MONDAY]);
  });

  it("of the business closes the day for everything; that of a service or a person only for that", () => {
    const visits = [visit("2026-03-16T09:00")];
    const services = [aService(), aService({ id: "wash" })];
    const business = aCalendar({ services, staff: BOTH, limits: ONE_A_DAY });
    expect(slots(business, visits, { serviceId: "wash" })).toEqual([]);
    const service = aCalendar({ services: [aService({ limits: ONE_A_DAY }), services[1]!], staff: BOTH });
    expect(slots(service, visits)).toEqual([]);
    expect(slots(service, visits, { serviceId: "wash" })).not.toEqual([]);
    const person = aCalendar({ services, staff: [{ ...BOTH[0]!, limits: ONE_A_DAY }, BOTH[1]!] });
    expect(new Set(slots(person, visits).flatMap((slot) => slot.staffIds))).toEqual(new Set(["ana"]));
    expect(slots(person, visits, { serviceId: "wash" })).toEqual([]);
  });

  it("does not make a moved visit count against itself", () => {
    const rules = aCalendar({ limits: ONE_A_DAY });
    const visits = [visit("2026-03-16T09:00", { ownerId: "ana" })];
    expect(slots(rules, visits)).toEqual([]);
    expect(datesOf(rules, visits, { ignoreOwner: "ana" })).toEqual([MONDAY]);
  });

  it("counts a visit of several parts once", () => {
    const rules = aCalendar({ staff: BOTH, limits: { perDay: 2, perWeek: null } });
    const parts = [visit("2026-03-16T09:00"), visit("2026-03-16T09:00", { staffId: "ana" })];
    expect(datesOf(rules, parts)).toEqual([MONDAY]);
    expect(datesOf(rules, [...parts, visit("2026-03-16T10:00")])).toEqual([]);
  });

  it("counts offers under one hold by their times", () => {
    const rules = aCalendar({ staff: BOTH, limits: ONE_A_DAY });
    const tuesday = { from: MONDAY, to: "2026-03-18" } as const;
    const chain = [visit("2026-03-16T09:00", { ownerId: "a" }), visit("2026-03-17T09:00", { ownerId: "a" })];
    expect(datesOf(rules, chain, tuesday)).toEqual(["2026-03-18"]);
  });

  it("counts every participant of a class", () => {
    const rules = aCalendar({ services: [aService({ capacity: 3 })], limits: { perDay: 2, perWeek: null } });
    const start = local("2026-03-16T09:00");
    const claim = `class/cut/mia/${start}`;
    const seat = (ownerId: string) => aRow(start, 30, { claim, ownerId });
    const seats = [visit("2026-03-16T09:00", { ownerId: "a" }), visit("2026-03-16T09:00", { ownerId: "b" })];
    const one = slots(rules, seats.slice(0, 1), {}, taken({ mia: [seat("a")] }));
    expect(one[0]).toMatchObject({ start, seatsLeft: 2 });
    expect(slots(rules, seats, {}, taken({ mia: [seat("a"), seat("b")] }))).toEqual([]);
  });

  it("does not apply if the owner overrides it", () => {
    const rules = aCalendar({ limits: ONE_A_DAY });
    const visits = [visit("2026-03-16T09:00")];
    expect(timesOf(slots(rules, visits, { override: true }))).toHaveLength(16);
  });
});

describe("a weekly limit", () => {
  const rules = aCalendar({ limits: TWO_A_WEEK });
  const monthOf = { from: MONDAY, to: "2026-03-31" } as const;

  it("counts from Monday to Sunday", () => {
    const visits = [visit("2026-03-23T09:00"), visit("2026-03-29T20:00")];
    expect(datesOf(rules, visits, monthOf)).toEqual([
      "2026-03-16",
      "2026-03-17",
      "2026-03-18",
      "2026-03-19",
      "2026-03-20",
      "2026-03-30",
      "2026-03-31",
    ]);
  });

  it("is not reached by the Sunday before and the Monday after", () => {
    const visits = [visit("2026-03-22T20:00"), visit("2026-03-30T00:10")];
    expect(datesOf(rules, visits, { from: "2026-03-23", to: "2026-03-23" })).toEqual(["2026-03-23"]);
  });

  it("counts the days of the week outside the query", () => {
    const visits = [visit("2026-03-23T09:00"), visit("2026-03-24T09:00")];
    expect(datesOf(rules, visits, { from: "2026-03-27", to: "2026-03-27" })).toEqual([]);
  });

  it("counts the week of a clock change by dates", () => {
    const visits = [visit("2026-03-08T05:00:00Z"), visit("2026-03-09T03:59:00Z")];
    const always = { hours: { mon: [[0, 1440]], sun: [[0, 1440]] } } as const;
    const both = aCalendar({ limits: TWO_A_WEEK, ...always });
    expect(datesOf(both, visits, { from: "2026-03-08", to: "2026-03-09" })).toEqual(["2026-03-09"]);
  });
});

describe("the reason of a refusal", () => {
  const rules = aCalendar({ limits: ONE_A_DAY });
  const visits = [visit("2026-03-16T09:00")];
  const busy = taken({ mia: [aRow(local("2026-03-16T09:00"), 30)] });

  test.each([
    ["the limit where nothing else is in the way", "2026-03-16T10:00", "limit_reached"],
    ["that it is taken where it is", "2026-03-16T09:00", "taken"],
    ["that it is closed where it is", "2026-03-16T20:00", "closed"],
    ["the grid where it is off it", "2026-03-16T10:10", "off_grid"],
    ["none on another date", "2026-03-17T10:00", "offered"],
  ])("is %s", (_, at, expected) => {
    const start = local(at);
    const date = rules.zone.localDateOf(start);
    const query = { serviceId: "cut", from: date, to: date, now: LONG_AGO };
    const verdict = judgeStart(rules, withVisits(rules, busy, query, visits), { ...query, start });
    expect(verdict.offered ? "offered" : verdict.reason).toBe(expected);
  });

  it("cannot be found without counts of visits", () => {
    const query = { serviceId: "cut", from: MONDAY, to: MONDAY, now: LONG_AGO } as const;
    expect(() => planAvailability(rules, busy, query)).toThrow("visits were not counted");
  });
});
