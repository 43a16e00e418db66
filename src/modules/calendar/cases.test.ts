import { describe, expect, it } from "vitest";

import { formatInstant, parseInstant } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";
import { timeLabel } from "#kernel/time-label.ts";
import {
  aCalendar,
  aPerson,
  aRow,
  aService,
  daily,
  local,
  NEW_YORK,
  NOTHING_TAKEN,
  taken,
  timesOf,
  weekly,
  windows,
  WORKDAYS,
} from "#test/calendar/builders.ts";

import { judgeStart } from "./judge-start.ts";
import { planAvailability } from "./plan-availability.ts";
import type { AvailabilityQuery, CalendarRules, Occupied, OccupiedBySubject, ServiceRules } from "./rules.ts";

// The cases of SCHEDULING that a single calendar decides, each titled in its own words.

const KOLKATA = getZone("Asia/Kolkata");
const HONOLULU = getZone("Pacific/Honolulu");
const PARIS = getZone("Europe/Paris");
const UTC = getZone("UTC");

const LONG_AGO = utc("2020-01-01T00:00:00Z");
const FOR_YEARS = 5000;
/** An ordinary Monday. */
const MONDAY = "2026-03-16";

function utc(text: string): number {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`${text} is not an instant`);
  return at;
}

type Asked = Partial<AvailabilityQuery> & { readonly on: AvailabilityQuery["from"] };

function ask(rules: CalendarRules, asked: Asked, occupied: OccupiedBySubject = NOTHING_TAKEN) {
  const { on, ...query } = asked;
  const open = { ...rules, bookingWindowDays: FOR_YEARS };
  return planAvailability(open, occupied, { serviceId: "cut", from: on, to: on, now: LONG_AGO, ...query })
    .slots;
}

function starts(rules: CalendarRules, asked: Asked, occupied?: OccupiedBySubject): string[] {
  return ask(rules, asked, occupied).map((slot) => formatInstant(slot.start));
}

function times(rules: CalendarRules, asked: Asked, occupied?: OccupiedBySubject): string[] {
  return timesOf(ask(rules, asked, occupied), rules.zone);
}

/** One calendar with one service, open in these windows every day. */
function open(hours: string, service: Partial<ServiceRules> = {}): CalendarRules {
  return aCalendar({ hours: daily(hours), services: [aService(service)] });
}

function mia(...rows: readonly Occupied[]): OccupiedBySubject {
  return taken({ mia: rows });
}

describe("opening hours and changing clocks", () => {
  it("Mon–Fri 09–17; first slot of Fri 2026-03-06 and Mon 2026-03-09: 14:00Z and 13:00Z", () => {
    const rules = aCalendar({ hours: weekly(WORKDAYS, "09:00-17:00") });
    expect(starts(rules, { on: "2026-03-06" })[0]).toBe("2026-03-06T14:00:00Z");
    expect(starts(rules, { on: "2026-03-09" })[0]).toBe("2026-03-09T13:00:00Z");
  });

  it("open Sunday 09–17; 2026-03-08 and 2026-11-01: first slot 13:00Z and 14:00Z", () => {
    const rules = aCalendar({ hours: weekly(["sun"], "09:00-17:00") });
    expect(starts(rules, { on: "2026-03-08" })[0]).toBe("2026-03-08T13:00:00Z");
    expect(starts(rules, { on: "2026-11-01" })[0]).toBe("2026-11-01T14:00:00Z");
  });

  it("13:00–18:00 on 2026-03-08: 17:00Z–22:00Z", () => {
    const slots = ask(open("13:00-18:00"), { on: "2026-03-08" });
    expect(formatInstant(slots[0]!.start)).toBe("2026-03-08T17:00:00Z");
    expect(formatInstant(slots.at(-1)!.end)).toBe("2026-03-08T22:00:00Z");
  });

  it.each(["clock", "opening", "packed"] as const)(
    "window 01:00–04:00 on 2026-03-08, 30-minute service and grid (%s): exactly 06:00Z, 06:30Z, 07:00Z, 07:30Z, labelled 1:00, 1:30, 3:00, 3:30",
    (slotAlignment) => {
      const slots = ask(open("01:00-04:00", { slotAlignment }), { on: "2026-03-08" });
      expect(slots.map((slot) => formatInstant(slot.start).slice(11))).toEqual([
        "06:00:00Z",
        "06:30:00Z",
        "07:00:00Z",
        "07:30:00Z",
      ]);
      expect(slots.map((slot) => timeLabel(NEW_YORK, slot.start))).toEqual([
        "1:00 am",
        "1:30 am",
        "3:00 am",
        "3:30 am",
      ]);
    },
  );

  it("an hour that occurs twice is four slots with different instants and labels that tell them apart", () => {
    const slots = ask(open("01:00-02:00"), { on: "2026-11-01" });
    expect(slots.map((slot) => formatInstant(slot.start).slice(11))).toEqual([
      "05:00:00Z",
      "05:30:00Z",
      "06:00:00Z",
      "06:30:00Z",
    ]);
    expect(slots.map((slot) => timeLabel(NEW_YORK, slot.start))).toEqual([
      "1:00 am EDT",
      "1:30 am EDT",
      "1:00 am EST",
      "1:30 am EST",
    ]);
  });

  it("a window's edges in a gap are the instant of the change, so a window within it is empty", () => {
    expect(starts(open("02:00-03:00"), { on: "2026-03-08" })).toEqual([]);
    expect(starts(open("02:30-04:00"), { on: "2026-03-08" })).toEqual([
      "2026-03-08T07:00:00Z",
      "2026-03-08T07:30:00Z",
    ]);
    expect(starts(open("01:00-02:30"), { on: "2026-03-08" })).toEqual([
      "2026-03-08T06:00:00Z",
      "2026-03-08T06:30:00Z",
    ]);
  });

  it("90 minutes from 00:45 on 2026-03-08: ends 07:15Z, 3:15 local", () => {
    const rules = open("00:00-06:00", { durationMinutes: 90, slotIntervalMinutes: 15 });
    const verdict = judgeStart(rules, NOTHING_TAKEN, {
      serviceId: "cut",
      start: local("2026-03-08T00:45"),
      now: local("2026-03-01T00:00"),
    });
    expect(verdict).toMatchObject({ offered: true, end: utc("2026-03-08T07:15:00Z") });
    expect(timeLabel(NEW_YORK, utc("2026-03-08T07:15:00Z"))).toBe("3:15 am");
  });

  it("booked in February for 16 March 09:00 with hours 09–17: accepted", () => {
    const verdict = judgeStart(aCalendar(), NOTHING_TAKEN, {
      serviceId: "cut",
      start: utc("2026-03-16T13:00:00Z"),
      now: utc("2026-02-10T15:00:00Z"),
    });
    expect(verdict.offered).toBe(true);
  });

  it("notice 7 days ending on the change day: that day's and later hours unmoved", () => {
    const rules = { ...open("09:00-17:00"), minNoticeMinutes: 7 * 24 * 60 };
    const now = local("2026-03-01T08:00");
    expect(times(rules, { on: "2026-03-08", now })[0]).toBe("09:00");
    expect(times(rules, { on: "2026-03-09", now })[0]).toBe("09:00");
    // Seven days are 168 hours, so 10:00 EST on the 1st is 11:00 EDT on the 8th.
    expect(times(rules, { on: "2026-03-08", now: local("2026-03-01T10:00") })[0]).toBe("11:00");
  });

  it("hours 09:00–11:00Z seen as 14:30–16:30 in Kolkata, 60/60 clock-aligned: one slot, 15:00 local", () => {
    const rules = aCalendar({
      zone: KOLKATA,
      hours: daily("14:30-16:30"),
      services: [aService({ durationMinutes: 60, slotIntervalMinutes: 60 })],
    });
    expect(starts(rules, { on: MONDAY })).toEqual(["2026-03-16T09:30:00Z"]);
    expect(times(rules, { on: MONDAY })).toEqual(["15:00"]);
  });

  it("override 2023-08-15 19:00–21:00 Honolulu: 2023-08-16 05:00Z–07:00Z", () => {
    const rules = aCalendar({
      zone: HONOLULU,
      hours: {},
      overrides: { "2023-08-15": windows("19:00-21:00") },
      services: [aService({ durationMinutes: 120, slotIntervalMinutes: 60 })],
    });
    const [slot, ...others] = ask(rules, { on: "2023-08-15" });
    expect(others).toEqual([]);
    expect(formatInstant(slot!.start)).toBe("2023-08-16T05:00:00Z");
    expect(formatInstant(slot!.end)).toBe("2023-08-16T07:00:00Z");
  });

  it("staff 09–17 Paris in a New York business: only the intersection", () => {
    const rules = aCalendar({
      services: [aService({ durationMinutes: 60, slotIntervalMinutes: 60 })],
      staff: [aPerson("mia", { zone: PARIS, hours: daily("09:00-17:00") })],
    });
    // Paris is six hours ahead of New York, but five between the two changes to summer time.
    expect(times(rules, { on: "2026-03-02" })).toEqual(["09:00", "10:00"]);
    expect(times(rules, { on: MONDAY })).toEqual(["09:00", "10:00", "11:00"]);
  });

  it("override 10–15 over weekly 08–17: that date only 10–15", () => {
    const rules = aCalendar({
      hours: daily("08:00-17:00"),
      overrides: { [MONDAY]: windows("10:00-15:00") },
      services: [aService({ durationMinutes: 60, slotIntervalMinutes: 60 })],
    });
    expect(times(rules, { on: MONDAY })).toEqual(["10:00", "11:00", "12:00", "13:00", "14:00"]);
    expect(times(rules, { on: "2026-03-17" })).toHaveLength(9);
  });

  it("an empty override closes its date; time off removes even what an override opened", () => {
    expect(starts(aCalendar({ overrides: { [MONDAY]: [] } }), { on: MONDAY })).toEqual([]);
    const sunday = aCalendar({ overrides: { "2026-03-15": windows("10:00-12:00") } });
    const off = mia(aRow(local("2026-03-15T10:00"), 60));
    expect(times(sunday, { on: "2026-03-15" }, off)).toEqual(["11:00", "11:30"]);
  });

  it("windows 06–10 and 08–10: one window 06–10; 08–11 with 11–14 allows a visit 10:30–11:30", () => {
    const twice = aCalendar({ hours: daily("06:00-10:00", "08:00-10:00") });
    expect(times(twice, { on: MONDAY })).toHaveLength(8);
    const touching = aCalendar({
      hours: daily("08:00-11:00", "11:00-14:00"),
      services: [aService({ durationMinutes: 60 })],
    });
    expect(times(touching, { on: MONDAY })).toContain("10:30");
  });

  it("windows that touch at midnight are one: a visit may cross it", () => {
    const rules = aCalendar({
      hours: { fri: windows("20:00-24:00"), sat: windows("00:00-02:00") },
      services: [aService({ durationMinutes: 60, slotIntervalMinutes: 30 })],
    });
    expect(times(rules, { on: "2026-03-13" })).toEqual([
      "20:00",
      "20:30",
      "21:00",
      "21:30",
      "22:00",
      "22:30",
      "23:00",
      "23:30",
    ]);
    expect(times(rules, { on: "2026-03-14" })).toEqual(["00:00", "00:30", "01:00"]);
  });

  it("a slot after midnight belongs to the date of its start", () => {
    const rules = aCalendar({
      hours: { sat: windows("22:00-03:00") },
      services: [aService({ durationMinutes: 60, slotIntervalMinutes: 60 })],
    });
    expect(times(rules, { on: "2026-03-14" })).toEqual(["22:00", "23:00"]);
    expect(times(rules, { on: "2026-03-15" })).toEqual(["00:00", "01:00", "02:00"]);
  });
});

describe("grids", () => {
  const day = (durationMinutes: number, slotIntervalMinutes: number, hours = "00:00-24:00") =>
    times(open(hours, { durationMinutes, slotIntervalMinutes }), { on: MONDAY });

  it("24-hour day, grid 60: 60 min; 30 min; 20/20: 24; 24; 72", () => {
    expect(day(60, 60)).toHaveLength(24);
    expect(day(30, 60)).toHaveLength(24);
    expect(day(20, 20)).toHaveLength(72);
  });

  it("day ending 23:45, 20/20: 71", () => {
    expect(day(20, 20, "00:00-23:45")).toHaveLength(71);
  });

  it("09–23, 60/60: exactly 14", () => {
    expect(day(60, 60, "09:00-23:00")).toHaveLength(14);
  });

  it("09:30–17:30, 60/60: clock: 7 (10…16); opening: 8 (09:30…16:30)", () => {
    const hour = { durationMinutes: 60, slotIntervalMinutes: 60 };
    const clock = times(open("09:30-17:30", hour), { on: MONDAY });
    const opening = times(open("09:30-17:30", { ...hour, slotAlignment: "opening" }), { on: MONDAY });
    expect([clock.length, clock[0], clock.at(-1)]).toEqual([7, "10:00", "16:00"]);
    expect([opening.length, opening[0], opening.at(-1)]).toEqual([8, "09:30", "16:30"]);
  });

  it("duration 90, grid 60, 09–17: 09…15; with 10:00–11:30 taken: 12, 13, 14, 15", () => {
    const rules = open("09:00-17:00", { durationMinutes: 90, slotIntervalMinutes: 60 });
    expect(times(rules, { on: MONDAY })).toEqual([
      "09:00",
      "10:00",
      "11:00",
      "12:00",
      "13:00",
      "14:00",
      "15:00",
    ]);
    const busy = mia(aRow(local(`${MONDAY}T10:00`), 90));
    expect(times(rules, { on: MONDAY }, busy)).toEqual(["12:00", "13:00", "14:00", "15:00"]);
  });

  it.each(["opening", "packed"] as const)(
    "%s, hourly grid 09–17, a visit 09:00–09:30: offers 09:30, 10:30, …",
    (slotAlignment) => {
      const rules = open("09:00-17:00", { durationMinutes: 30, slotIntervalMinutes: 60, slotAlignment });
      const offered = times(rules, { on: MONDAY }, mia(aRow(local(`${MONDAY}T09:00`), 30)));
      expect(offered.slice(0, 3)).toEqual(["09:30", "10:30", "11:30"]);
    },
  );

  const packed = (hours: string, service: Partial<ServiceRules>) =>
    aCalendar({
      hours: daily(hours),
      services: [
        aService({ slotAlignment: "packed", ...service }),
        aService({ id: "fringe", durationMinutes: 30 }),
      ],
    });

  it("packed, free 09:00–11:00, 45-minute service, grid 15, shortest service 30: 09:00, 09:30, 09:45, 10:15", () => {
    const rules = packed("09:00-11:00", { durationMinutes: 45, slotIntervalMinutes: 15 });
    expect(times(rules, { on: MONDAY })).toEqual(["09:00", "09:30", "09:45", "10:15"]);
  });

  it("packed, free 09:00–10:40, 60-minute service, grid 60, shortest service 30: 09:00 and 09:40 (opening: 09:00)", () => {
    const hour = { durationMinutes: 60, slotIntervalMinutes: 60 };
    expect(times(packed("09:00-10:40", hour), { on: MONDAY })).toEqual(["09:00", "09:40"]);
    expect(times(packed("09:00-10:40", { ...hour, slotAlignment: "opening" }), { on: MONDAY })).toEqual([
      "09:00",
    ]);
  });

  it("packed: the last start ends with its buffer where a row begins, without it at closing", () => {
    const rules = packed("09:00-12:05", {
      durationMinutes: 30,
      slotIntervalMinutes: 60,
      bufferAfterMinutes: 10,
    });
    expect(times(rules, { on: MONDAY }).at(-1)).toBe("11:35");
    const busy = mia(aRow(local(`${MONDAY}T11:00`), 60));
    expect(times(rules, { on: MONDAY }, busy)).toEqual(["09:00", "10:20"]);
  });

  it("opening: the buffer before may lie before opening, but not on a row", () => {
    const rules = open("09:00-17:00", {
      slotAlignment: "opening",
      slotIntervalMinutes: 60,
      bufferBeforeMinutes: 15,
    });
    expect(times(rules, { on: MONDAY })[0]).toBe("09:00");
    expect(times(rules, { on: MONDAY }, mia(aRow(local(`${MONDAY}T08:00`), 60)))[0]).toBe("09:15");
    expect(times(rules, { on: MONDAY }, mia(aRow(local(`${MONDAY}T09:00`), 60)))[0]).toBe("10:15");
  });

  it("open round the clock, a grid counted from opening starts over at each midnight", () => {
    const rules = open("00:00-24:00", {
      durationMinutes: 30,
      slotIntervalMinutes: 50,
      slotAlignment: "opening",
    });
    for (const on of [MONDAY, "2026-03-17", "2026-03-08", "2026-11-01"] as const)
      expect(times(rules, { on }).slice(0, 2)).toEqual(["00:00", "00:50"]);
  });

  it("with the owner's override any whole minute will do, but only inside hours", () => {
    const offered = times(open("09:00-10:00"), { on: MONDAY, anyStart: true });
    expect(offered).toHaveLength(31);
    expect(offered.slice(0, 2)).toEqual(["09:00", "09:01"]);
  });
});

describe("notice and booking window", () => {
  const hourly = aCalendar({
    zone: UTC,
    hours: daily("00:00-24:00"),
    services: [aService({ durationMinutes: 60, slotIntervalMinutes: 60 })],
  });

  it("now 11:59:59Z, notice 0, hourly UTC day: 12 slots, 12:00 to 23:00; with notice 1500 min: next day from 13:00, 11 slots", () => {
    const now = utc("2026-03-16T11:59:59Z");
    const today = times(hourly, { on: MONDAY, now });
    expect([today.length, today[0], today.at(-1)]).toEqual([12, "12:00", "23:00"]);
    const later = { ...hourly, minNoticeMinutes: 1500 };
    expect(times(later, { on: MONDAY, now })).toEqual([]);
    const tomorrow = times(later, { on: "2026-03-17", now });
    expect([tomorrow.length, tomorrow[0]]).toEqual([11, "13:00"]);
  });

  it("notice 45, now 12:00, grid 15: first 12:45", () => {
    const rules = { ...open("09:00-17:00", { slotIntervalMinutes: 15 }), minNoticeMinutes: 45 };
    expect(times(rules, { on: MONDAY, now: local(`${MONDAY}T12:00`) })[0]).toBe("12:45");
  });

  it("a service's own notice wins, then the channel's, then the policy's", () => {
    const rules = { ...open("09:00-17:00"), minNoticeMinutes: 120, noticeByChannel: { phone: 30 } };
    const own = { ...open("09:00-17:00", { minNoticeMinutes: 0 }), minNoticeMinutes: 120 };
    const now = local(`${MONDAY}T12:00`);
    expect(times(rules, { on: MONDAY, now, channel: "page" })[0]).toBe("14:00");
    expect(times(rules, { on: MONDAY, now, channel: "phone" })[0]).toBe("12:30");
    expect(times(own, { on: MONDAY, now, channel: "phone" })[0]).toBe("12:00");
  });

  it("the booking window counts business dates, today first", () => {
    const days = (bookingWindowDays: number) =>
      new Set(
        planAvailability(
          { ...aCalendar({ hours: daily("09:00-17:00") }), bookingWindowDays },
          NOTHING_TAKEN,
          {
            serviceId: "cut",
            from: "2026-03-01",
            to: "2026-03-31",
            // Still Sunday in New York.
            now: utc("2026-03-16T03:30:00Z"),
          },
        ).slots.map((slot) => NEW_YORK.localDateOf(slot.start)),
      );
    expect([...days(1)]).toEqual([]);
    expect([...days(3)]).toEqual(["2026-03-16", "2026-03-17"]);
  });

  it("staff and owners may override notice and window, never an overlap nor the past", () => {
    const rules = aCalendar({ minNoticeMinutes: 600, bookingWindowDays: 1 });
    const now = local(`${MONDAY}T12:00`);
    const query = { serviceId: "cut", now, override: true } as const;
    const verdict = (start: string) =>
      judgeStart(rules, mia(aRow(local("2026-03-18T10:00"), 30)), { ...query, start: local(start) });
    expect(verdict(`${MONDAY}T12:30`)).toMatchObject({ offered: true });
    expect(verdict("2026-03-18T11:00")).toMatchObject({ offered: true });
    expect(verdict("2026-03-18T10:00")).toEqual({ offered: false, reason: "taken" });
    expect(verdict(`${MONDAY}T11:30`)).toEqual({ offered: false, reason: "past" });
  });
});

describe("footprints", () => {
  it("buffers 15 before and 30 after a 30-min service; visits end 13:00 and start 14:30: nothing fits between", () => {
    const rules = open("09:00-17:00", {
      bufferBeforeMinutes: 15,
      bufferAfterMinutes: 30,
      slotIntervalMinutes: 5,
    });
    const row = (start: string, end: string): Occupied =>
      aRow(local(`${MONDAY}T${start}`), (local(`${MONDAY}T${end}`) - local(`${MONDAY}T${start}`)) / 60_000);
    const offered = times(rules, { on: MONDAY }, mia(row("12:15", "13:30"), row("14:15", "15:30")));
    expect(offered.filter((time) => time >= "12:00" && time < "15:30")).toEqual([]);
    expect(offered).toContain("15:45");
  });

  it("shift 20:00–02:00, visit 23:30–00:30 with 30 after: next start 01:00", () => {
    const rules = open("20:00-02:00");
    const offered = times(rules, { on: "2026-03-17" }, mia(aRow(local("2026-03-16T23:30"), 90)));
    expect(offered[0]).toBe("01:00");
  });

  it("during a step in which the staff member is free, someone else may be served; the room stays taken", () => {
    const colour = aService({
      id: "colour",
      durationMinutes: 120,
      steps: [
        { minutes: 45, staffFree: false },
        { minutes: 45, staffFree: true },
        { minutes: 30, staffFree: false },
      ],
      resourceIds: ["chair"],
    });
    const cut = aService({ slotIntervalMinutes: 15 });
    const rules = aCalendar({ services: [cut, colour], resources: { chair: 1 } });
    const nine = local(`${MONDAY}T09:00`);
    const occupied = taken({ mia: [aRow(nine, 45), aRow(nine + 90 * 60_000, 30)], chair: [aRow(nine, 120)] });
    expect(times(rules, { on: MONDAY }, occupied).slice(0, 3)).toEqual(["09:45", "10:00", "11:00"]);
    const inChair = { ...rules, services: new Map([["cut", { ...cut, resourceIds: ["chair"] }]]) };
    expect(times(inChair, { on: MONDAY }, occupied)[0]).toBe("11:00");
    // And the other way round: the colour fits around a cut in its free step.
    const around = taken({ mia: [aRow(local(`${MONDAY}T10:00`), 30)] });
    expect(times(rules, { on: MONDAY, serviceId: "colour" }, around)).toContain("09:00");
  });

  it("same start, two free staff: both bookable; the same one twice refused", () => {
    const rules = aCalendar({ staff: [aPerson("mia"), aPerson("ana")] });
    const start = local(`${MONDAY}T10:00`);
    const judge = (occupied: OccupiedBySubject, staffId?: string) =>
      judgeStart(rules, occupied, { serviceId: "cut", start, staffId, now: start - 86_400_000 });
    expect(judge(NOTHING_TAKEN)).toMatchObject({ offered: true, staffIds: ["mia", "ana"] });
    expect(judge(mia(aRow(start, 30)))).toMatchObject({ offered: true, staffIds: ["ana"] });
    expect(judge(mia(aRow(start, 30)), "mia")).toEqual({ offered: false, reason: "taken" });
  });

  it("a visit that moves does not block itself", () => {
    const start = local(`${MONDAY}T10:00`);
    const occupied = mia(aRow(start, 30, { ownerId: "hers" }));
    const query = { serviceId: "cut", start, now: start - 86_400_000 };
    expect(judgeStart(aCalendar(), occupied, query)).toEqual({ offered: false, reason: "taken" });
    expect(judgeStart(aCalendar(), occupied, { ...query, ignoreOwner: "hers" })).toMatchObject({
      offered: true,
    });
  });

  it("two claims on two chairs that do not meet leave one of them free", () => {
    const rules = aCalendar({
      hours: daily("09:00-11:00"),
      services: [aService({ durationMinutes: 120, resourceIds: ["chair"], slotIntervalMinutes: 60 })],
      resources: { chair: 2 },
    });
    const nine = local(`${MONDAY}T09:00`);
    const inTurn = taken({ chair: [aRow(nine, 60), aRow(nine + 3_600_000, 60)] });
    const together = taken({ chair: [aRow(nine, 60), aRow(nine, 60, { ownerId: "other" })] });
    expect(times(rules, { on: MONDAY }, inTurn)).toEqual(["09:00"]);
    expect(times(rules, { on: MONDAY }, together)).toEqual([]);
  });
});

describe("classes", () => {
  const yoga = aService({ id: "yoga", durationMinutes: 60, slotIntervalMinutes: 60, capacity: 3 });
  const rules = aCalendar({ services: [yoga, aService()] });
  const ten = local(`${MONDAY}T10:00`);
  const seats = (count: number): OccupiedBySubject =>
    mia(
      ...Array.from({ length: count }, (_, i) =>
        aRow(ten, 60, { ownerId: `guest-${i}`, claim: `class/yoga/mia/${ten}` }),
      ),
    );
  const at = (count: number, over: Partial<AvailabilityQuery> = {}) =>
    ask(rules, { on: MONDAY, serviceId: "yoga", ...over }, seats(count)).find((slot) => slot.start === ten);

  it("at most n seats of the same service and start", () => {
    expect([0, 1, 2, 3].map((count) => at(count)?.seatsLeft)).toEqual([3, 2, 1, undefined]);
    expect([0, 1, 2].map((count) => at(count, { seats: 2 })?.seatsLeft)).toEqual([3, 2, undefined]);
    expect(at(0, { seats: 4 })).toBeUndefined();
  });

  it("class of 3 with 3 booked: closed; other services of that staff member closed from the first seat", () => {
    const query = { serviceId: "yoga", start: ten, now: LONG_AGO, override: true };
    expect(judgeStart(rules, seats(3), query)).toEqual({ offered: false, reason: "taken" });
    expect(times(rules, { on: MONDAY }, seats(1))).not.toContain("10:00");
    expect(times(rules, { on: MONDAY }, seats(1))).not.toContain("10:30");
  });

  it("a class with participants can be joined even where the grid starts none", () => {
    const moved = aCalendar({
      services: [{ ...yoga, slotIntervalMinutes: 45 }],
      hours: daily("09:00-17:00"),
    });
    expect(times(moved, { on: MONDAY, serviceId: "yoga" }, seats(1))).toContain("10:00");
    expect(times(moved, { on: MONDAY, serviceId: "yoga" })).not.toContain("10:00");
  });

  it("seats of one class share one room", () => {
    const inRoom = aCalendar({ services: [{ ...yoga, resourceIds: ["room"] }], resources: { room: 1 } });
    const rows = seats(2).get("mia") ?? [];
    const occupied = taken({ mia: rows, room: rows });
    const slot = ask(inRoom, { on: MONDAY, serviceId: "yoga" }, occupied).find((one) => one.start === ten);
    expect(slot?.seatsLeft).toBe(1);
  });
});
