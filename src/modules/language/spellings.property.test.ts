import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addDays, dayOf, type LocalDate, weekdayOf } from "#kernel/local-date.ts";
import { fastest } from "#test/fastest.ts";

import { anAnswer, SERVICES, STAFF } from "./test-kit.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const NAMES = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
const HOURS = "twelve one two three four five six seven eight nine ten eleven".split(" ");

/** Ways to write a date within the coming year, all of them unambiguous. */
function datesAsWritten(date: LocalDate): string[] {
  const [year = "", month = "", day = ""] = date.split("-");
  const name = MONTHS[Number(month) - 1] ?? "";
  const nth = `${Number(day)}${ending(Number(day))}`;
  return [
    date,
    `${name} ${Number(day)}`,
    `${name} ${nth}`,
    `${nth} of ${name}`,
    `the ${nth} ${name}, ${year}`,
    `${name.slice(0, 3)} ${Number(day)} ${year}`,
    `${Number(month)}/${Number(day)}/${year}`,
    `${NAMES[weekdayOf(date)]}, ${name} ${nth}`,
    `${NAMES[weekdayOf(date)].toUpperCase()} the ${nth} of ${name.toLowerCase()}`,
  ];
}

function ending(day: number): string {
  if (day > 10 && day < 14) return "th";
  return ["th", "st", "nd", "rd"][day % 10] ?? "th";
}

/** Ways to write a time so that am or pm is clear. */
function timesAsWritten(minutes: number): string[] {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  const half = hour < 12 ? "am" : "pm";
  const dial = hour % 12 === 0 ? 12 : hour % 12;
  const two = String(minute).padStart(2, "0");
  const part = hour < 12 ? "in the morning" : "in the afternoon";
  const written = [
    `${String(hour).padStart(2, "0")}:${two}`,
    `${dial}:${two} ${half}`,
    `${dial}:${two}${half}`,
    `${dial}.${two} ${half[0]}.m.`,
    `${dial}:${two} ${part}`,
  ];
  if (minute === 0)
    written.push(`${dial} ${half}`, `${HOURS[hour % 12]} o'clock ${part}`, `${dial}${half.toUpperCase()}`);
  if (minute === 30)
    written.push(`half past ${HOURS[hour % 12]} ${part}`, `${HOURS[hour % 12]} thirty ${half}`);
  if (minute === 15) written.push(`quarter past ${dial} ${part}`);
  if (minute === 45 && hour % 12 !== 11) written.push(`quarter to ${(dial % 12) + 1} ${part}`);
  return written;
}

const FRAMES = [
  (when: string) => when,
  (when: string) => `Can I come ${when}?`,
  (when: string) => `hi, i need something ${when} please 🙏`,
  (when: string) => `No, make it ${when}`,
];

const days = fc.integer({ min: 0, max: 350 }).map((ahead) => addDays("2026-08-27", ahead));
const times = fc.integer({ min: 32, max: 71 }).map((quarter) => quarter * 15);

describe("dates and times written unambiguously are read back", () => {
  test("in many spellings", () => {
    fc.assert(
      fc.property(
        days,
        times,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...FRAMES),
        (date, minutes, d, t, frame) => {
          const dates = datesAsWritten(date);
          const clocks = timesAsWritten(minutes);
          const when = `${dates[d % dates.length]} at ${clocks[t % clocks.length]}`;
          expect([when, anAnswer(frame(when))]).toMatchObject([when, { date, time: minutes }]);
        },
      ),
      { numRuns: 400 },
    );
  });

  test("weekdays fall in the week they name", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(NAMES)), (weekday) => {
        const [soon, next] = [anAnswer(weekday).date, anAnswer(`next ${weekday}`).date];
        expect(dayOf(soon!) - dayOf("2026-08-27")).toBeLessThan(7);
        expect(dayOf(next!)).toBeGreaterThan(dayOf("2026-08-30"));
        expect(dayOf(next!)).toBeLessThan(dayOf("2026-09-07"));
      }),
    );
  });
});

test("never throws, whatever the text", () => {
  const words = fc.constantFrom(
    ..."next to the 31st of may at half past - / . , : 99 25:99 am pm between and from in weeks first last an hour later not no yes 0 00:00 2/30 week day 12th quarter".split(
      " ",
    ),
  );
  const phrases = fc.array(words, { maxLength: 14 }).map((list) => list.join(" "));
  fc.assert(
    fc.property(fc.oneof(phrases, fc.string({ unit: "binary", maxLength: 200 })), (text) => {
      const { time = 0, date = "2026-08-27" } = anAnswer(text, { services: SERVICES, staff: STAFF });
      expect(time >= 0 && time <= 1440).toBe(true);
      expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }),
    { numRuns: 600 },
  );
});

test.each([
  "book ",
  "stop it now ",
  "no , please ",
  "1 ",
  "the other one ",
  "is my ",
  "a b c at ",
  "great nice cool ",
  "on Monday and ",
])("a thousand characters of %s are read within the time limit of a turn", async (words) => {
  const read = (): void => void anAnswer(`${words.repeat(1000 / words.length)}x!?`);
  expect(await fastest(1000, read, 5)).toBeLessThan(1000);
});
