import { describe, expect, test } from "vitest";

import type { LocalDate } from "#kernel/local-date.ts";
import { zoneWords } from "#kernel/zone-words.ts";
import { getZone } from "#kernel/zone.ts";
import { initials, monogramOf } from "#modules/portal/brand/initials.ts";
import { planTint } from "#modules/portal/brand/plan-tint.ts";
import { changeWords } from "#modules/portal/visit/change-words.ts";
import { at, FRIDAY_MORNING } from "#test/salon.ts";

import { dayWords, momentInSentence, momentWords, rangeWords } from "./day-words.ts";
import { longDuration, shortDuration } from "./duration-words.ts";
import { changeRule, depositWords, priceWords } from "./offer-words.ts";

const NEW_YORK = getZone("America/New_York");
const FRIDAY: LocalDate = "2026-03-06";

describe("days are said", () => {
  test.each([
    ["2026-03-06", "Today"],
    ["2026-03-07", "Tomorrow"],
    ["2026-03-09", "Monday 9 March"],
    ["2027-01-04", "Monday 4 January 2027"],
  ])("%s on that Friday as %s", (date, words) => {
    expect(dayWords(date as LocalDate, FRIDAY)).toBe(words);
  });

  test("with their time", () => {
    expect(momentWords(NEW_YORK, at("2026-03-06T20:30:00Z"), FRIDAY_MORNING)).toBe("Today 3:30 pm");
    expect(momentWords(NEW_YORK, at("2026-03-09T13:00:00Z"), FRIDAY_MORNING)).toBe("Monday 9 March, 9:00 am");
    expect(momentInSentence(NEW_YORK, at("2026-03-07T20:30:00Z"), FRIDAY_MORNING)).toBe("tomorrow 3:30 pm");
  });

  test("as a week", () => {
    expect(rangeWords(FRIDAY, "2026-03-12")).toBe("6 – 12 March");
    expect(rangeWords("2026-02-27", "2026-03-05")).toBe("27 February – 5 March");
  });
});

describe("the time zone of a page is named", () => {
  test.each([
    ["America/New_York", "2026-03-06T15:00:00Z", "New York, UTC−5"],
    ["America/New_York", "2026-03-09T15:00:00Z", "New York, UTC−4"],
    ["Asia/Kolkata", "2026-03-09T15:00:00Z", "Kolkata, UTC+5:30"],
    ["Europe/London", "2026-03-09T15:00:00Z", "London, UTC+0"],
    ["America/Argentina/Buenos_Aires", "2026-03-09T15:00:00Z", "Buenos Aires, UTC−3"],
    ["UTC", "2026-03-09T15:00:00Z", "UTC"],
  ])("%s at %s: %s", (zone, instant, words) => {
    expect(zoneWords(getZone(zone), at(instant))).toBe(words);
  });
});

test.each([
  [15, "15 min", "15 minutes"],
  [60, "1 h", "1 hour"],
  [90, "1 h 30 min", "90 minutes"],
  [1440, "24 h", "1 day"],
  [2880, "48 h", "2 days"],
  [1500, "25 h", "25 hours"],
])("%i minutes are %s on a menu and %s in a sentence", (minutes, short, long) => {
  expect([shortDuration(minutes), longDuration(minutes)]).toEqual([short, long]);
});

test("a price is money, or nothing", () => {
  expect([priceWords(4500, "USD"), priceWords(4550, "EUR"), priceWords(0, "USD")]).toEqual([
    "$45",
    "€45.50",
    "Free",
  ]);
});

test("a deposit is part of the price, or not asked for", () => {
  expect([depositWords(5000, "USD"), depositWords(0, "USD")]).toEqual(["incl. $50 deposit", undefined]);
});

describe("the deadline for changing a visit", () => {
  test("is given as a rule before a time is chosen", () => {
    expect(changeRule(120)).toBe("You can move or cancel online, free of charge, up to 2 hours before.");
    expect(changeRule(0)).toBe("You can move or cancel online, free of charge, until it starts.");
  });

  test("is given as a time afterwards", () => {
    const start = at("2026-03-09T13:00:00Z");
    expect(changeWords(NEW_YORK, start, 120, FRIDAY_MORNING)).toContain("until Monday 9 March, 7:00 am.");
    expect(changeWords(NEW_YORK, FRIDAY_MORNING + 60_000, 120, FRIDAY_MORNING)).toContain(
      "too soon to be moved",
    );
  });
});

test.each([
  ["Mia", "M"],
  ["June Marlow", "JM"],
  ["Ana María de la Cruz", "AC"],
  ["أميرة بنت عبد الله", "أا"],
  ["<b>x", ""],
  ["😀 Joy", "J"],
])("the initials of %s are %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test("a monogram is one whole letter, in any script", () => {
  expect(["Luna Hair", "𐐀 Salon", "<3"].map(monogramOf)).toEqual(["L", "𐐀", ""]);
});

test("a name always gets the same tint, and colleagues mostly get different ones", () => {
  const names = ["Mia", "Leo", "Ana", "June", "أميرة"];
  expect(names.map(planTint)).toEqual(names.map(planTint));
  expect(new Set(names.map(planTint)).size).toBeGreaterThan(3);
});
