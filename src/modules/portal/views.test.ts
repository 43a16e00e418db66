import { describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { getZone } from "#kernel/zone.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { aSalon, at } from "#test/salon.ts";

import { hoursView } from "./hours-view.ts";
import { planGroups } from "./plan-groups.ts";
import { planStrip } from "./plan-strip.ts";
import { timesView } from "./times-view.ts";

const NEW_YORK = getZone("America/New_York");

function slot(start: string, seatsLeft = 1) {
  return { start: at(start), end: at(start) + 30 * MINUTE, staffIds: ["mia"], seatsLeft };
}

describe("the times of a day", () => {
  test("are grouped by the part of the day in which they start", () => {
    const starts = [
      "2026-03-06T14:00:00Z",
      "2026-03-06T16:59:00Z",
      "2026-03-06T17:00:00Z",
      "2026-03-06T22:00:00Z",
    ];
    const groups = planGroups(
      NEW_YORK,
      starts.map((start) => slot(start)),
      1,
    );
    expect(groups.map(({ title, times }) => [title, ...times.map((time) => time.label)])).toEqual([
      ["Morning", "9:00 am", "11:59 am"],
      ["Afternoon", "12:00 pm"],
      ["Evening", "5:00 pm"],
    ]);
  });

  test("past midnight come first, as night", () => {
    expect(planGroups(NEW_YORK, [slot("2026-03-06T06:00:00Z")], 1)[0]?.title).toBe("Night");
  });

  test("say how many places a class has left", () => {
    const [group] = planGroups(
      NEW_YORK,
      [slot("2026-03-06T14:00:00Z", 1), slot("2026-03-06T15:00:00Z", 4)],
      6,
    );
    expect(group?.times.map((time) => time.places)).toEqual(["1 place left", "4 places left"]);
  });
});

test("the week strip shows which days have room, and links to nothing beyond the window", () => {
  const strip = planStrip({
    first: "2026-03-06",
    last: "2026-03-08",
    today: "2026-03-06",
    day: "2026-03-07",
    counts: (date) => (date === "2026-03-07" ? 1 : 0),
    hrefOf: ({ date }) => `/book?date=${date}`,
  });
  expect(strip.map((day) => [day.weekday, day.day, day.free, day.chosen, day.href]).slice(0, 4)).toEqual([
    ["Fri", "6", "no free times", false, "/book?date=2026-03-06"],
    ["Sat", "7", "1 free time", true, "/book?date=2026-03-07"],
    ["Sun", "8", "no free times", false, "/book?date=2026-03-08"],
    ["Mon", "9", "can't be booked yet", false, undefined],
  ]);
  expect(strip[1]?.spoken).toBe("Tomorrow");
});

describe("the hours of a business", () => {
  test("put consecutive days with the same hours on one line, and mark today's", () => {
    const salon = aSalon();
    const { week } = hoursView(salon.db, calendarRules(salon.db), salon.clock.now());
    expect(week).toEqual([
      { days: "Monday – Friday", hours: ["9:00 am – 5:00 pm"], today: true },
      { days: "Saturday – Sunday", hours: ["Closed"], today: false },
    ]);
  });

  test("show split shifts, nights and whole days", () => {
    const hours = {
      mon: [
        ["09:00", "12:00"],
        ["13:00", "17:00"],
      ],
      fri: [["09:00", "24:00"]],
      sat: [["22:00", "03:00"]],
      sun: [["00:00", "24:00"]],
    } as const;
    const salon = aSalon({ hours });
    const { week } = hoursView(salon.db, calendarRules(salon.db), salon.clock.now());
    expect(week.map((line) => line.hours)).toEqual([
      ["9:00 am – 12:00 pm", "1:00 pm – 5:00 pm"],
      ["Closed"],
      ["9:00 am – midnight"],
      ["10:00 pm – 3:00 am"],
      ["Open all day"],
    ]);
  });

  test("announce upcoming differences", () => {
    const salon = aSalon()
      .overrides("2026-03-10", [])
      .overrides("2026-03-01", [])
      .overrides("2026-12-24", []);
    const { special } = hoursView(salon.db, calendarRules(salon.db), salon.clock.now());
    expect(special).toEqual([{ days: "Tuesday 10 March", hours: ["Closed"], today: false }]);
  });

  test("announce a long run of days in one line, to its end, and two days by name", () => {
    const salon = aSalon().overrides("2026-03-10", []).overrides("2026-03-11", []);
    for (let day = 20; day <= 31; day += 1) salon.overrides(`2026-03-${day}`, []);
    for (let day = 1; day <= 9; day += 1) salon.overrides(`2026-04-0${day}`, []);
    salon.overrides("2026-04-10", [["10:00", "12:00"]]);
    const { special } = hoursView(salon.db, calendarRules(salon.db), salon.clock.now());
    expect(special.map(({ days, hours }) => [days, hours])).toEqual([
      ["Tuesday 10 March", ["Closed"]],
      ["Wednesday 11 March", ["Closed"]],
      ["20 March – 9 April", ["Closed"]],
    ]);
  });

  test("are empty before any are known", () => {
    const known = (salon: ReturnType<typeof aSalon>) =>
      hoursView(salon.db, calendarRules(salon.db), salon.clock.now()).isEverOpen;
    expect([known(aSalon()), known(aSalon({ hours: {} }))]).toEqual([true, false]);
    expect(known(aSalon({ hours: {} }).overrides("2026-03-10", [["10:00", "12:00"]]))).toBe(true);
  });

  test("name the holiday on which it is closed, and one on which the owner opens", () => {
    const salon = aSalon();
    for (const [date, name] of [
      ["2026-03-17", "Saint Patrick's Day"],
      ["2026-03-17", "Evacuation Day"],
      ["2026-03-31", "Cesar Chavez Day"],
    ] as const)
      salon.db.write((tx) => void tx.run(build.insertInto("holidays").values({ date, name, closed: 1 })));
    salon.overrides("2026-03-31", [["10:00", "12:00"]]);
    const { special } = hoursView(salon.db, calendarRules(salon.db), salon.clock.now());
    expect(special.map(({ days, hours, holiday }) => [days, hours, holiday])).toEqual([
      ["Tuesday 17 March", ["Closed"], "Evacuation Day, Saint Patrick's Day"],
      ["Tuesday 31 March", ["10:00 am – 12:00 pm"], "Cesar Chavez Day"],
    ]);
  });
});

describe("the days that are shown", () => {
  const look = (date?: string, week?: string, salon = aSalon({ policies: { booking_window_days: 20 } })) => {
    salon.offers("cut").employs("mia", ["cut"]);
    return timesView(salon.db, {
      serviceId: "cut",
      rules: calendarRules(salon.db),
      now: salon.clock.now(),
      date: date as LocalDate,
      week: week as LocalDate,
      nameOf: () => "mia",
      hrefOf: (day) => JSON.stringify(day),
    });
  };

  test("begin with the nearest free time", () => {
    const view = look();
    expect(view.nearest).toEqual({ start: "2026-03-06T15:00:00Z", label: "Today 10:00 am with mia" });
    expect(view.dayTitle).toBe("Today, Friday 6 March");
    expect([view.stripTitle, view.earlier, view.later]).toEqual([
      "6 – 12 March",
      undefined,
      { href: '{"week":"2026-03-13"}', title: "13 – 19 March", count: 31 },
    ]);
  });

  test("are those of a week, from its first day with room", () => {
    const view = look(undefined, "2026-03-14");
    expect(view.stripTitle).toBe("13 – 19 March");
    expect([view.dayTitle, view.zone]).toEqual(["Friday 13 March", "New York, UTC−4"]);
  });

  test("end with the booking window", () => {
    const view = look("2026-03-25");
    expect(view.later).toBeUndefined();
    expect(view.strip.at(-1)).toMatchObject({ free: "can't be booked yet", href: undefined });
  });

  test.each(["2026-03-05", "2026-03-26", "2031-01-01"])(
    "are the usual ones for %s, which cannot be booked",
    (date) => {
      expect(look(date).dayTitle).toBe("Today, Friday 6 March");
    },
  );

  test("lead on from a full day to the next free time", () => {
    const view = look("2026-03-07");
    expect(view.groups).toEqual([]);
    expect(view.full).toEqual({
      text: "No free times on this day.",
      link: { href: '{"date":"2026-03-09"}', label: "The next free time is Monday 9 March, 9:00 am" },
    });
  });

  test("say so if nothing is free at all", () => {
    const view = look(undefined, undefined, aSalon({ hours: {} }));
    expect([view.nearest, view.full?.link]).toEqual([undefined, undefined]);
    expect(view.full?.text).toContain("no free times to book online");
  });
});
