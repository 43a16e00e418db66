import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { byCues, cuesOf, watchFor } from "./cues.ts";
import { BARE_HOURS, TIMES_IN_DAYPARTS } from "./en/bare-hours.ts";
import { CALENDAR_DATES } from "./en/calendar-dates.ts";
import { DATE_SHIFTS, DATE_SPANS, WEEK_SPANS } from "./en/date-ranges.ts";
import { DAYPARTS } from "./en/dayparts.ts";
import { HOLIDAY_DATES } from "./en/holidays.ts";
import { REFERENCES } from "./en/references.ts";
import { RELATIVE_DATES } from "./en/relative-dates.ts";
import { TIME_SPANS } from "./en/time-spans.ts";
import { CLOCK_TIMES, MOMENTS } from "./en/times.ts";
import { formOf } from "./line.ts";

describe("the words that a form needs", () => {
  test.each<[string, ...string[]]>([
    ["tomorrow", "tomorrow"],
    ["(?:the )?week after next", "week", "after", "next"],
    ["labou?r day|may days", "day may"],
    ["week ?days?", "day days weekday weekdays"],
    ["{W}~(?:of |in )?next week", "W", "week", "next"],
    ["(?:on )?(?:the )?{O}", "O Q"],
    ["(?<=at )[NU](\\d\\d?)(?! (?:people|guests))", "N U"],
    ["(?:really ){0,3}?late", "late"],
    ["mid(?: |-)?morning", "mid mid-morning midmorning"],
    ["half(?: \\S+)* (?:an )?hours?", "half", "hour hours"],
    ["(?:early|late) (?:day|days|week)", "early late", "day days week"],
    ["at any time of the very long day", "time", "very", "long", "day"],
    ["appreciat\\S*", "app…"],
    ["(?:thank\\S*|cheers) (?:so )?much", "much", "cheers tha…"],
    ["no\\S*"],
    ["(?:please)?"],
    ["anything .*", "anything"],
    ["20\\d\\d"],
  ])("%s: %s", (source, ...sets) => {
    expect(cuesOf(formOf(source)).map((words) => [...words].toSorted().join(" "))).toEqual(sets);
  });

  test("a form that may begin or end within a word needs no particular word", () => {
    expect(cuesOf(/(?<![^ ])today/)).toEqual([]);
    expect(cuesOf(/today(?![^ ])/)).toEqual([]);
    expect(cuesOf(/(?<![^ ])today|tomorrow(?![^ ])/)).toEqual([]);
    expect(cuesOf(/(?<![^ ])today(?![^ ])/i)).toEqual([]);
  });
});

test("a word that may continue is recognised by its beginning", () => {
  const formsFor = byCues([formOf("thank\\S*"), formOf("appreciat\\S* it")], (form) => form);
  expect(formsFor("many thanks").length).toBe(1);
  expect(formsFor("thank you , i appreciated it").length).toBe(2);
  expect(formsFor("it is an ape")).toEqual([]);
  expect(formsFor("th ap it")).toEqual([]);
});

test("a form is not tried once a word it needs has been read as a value", () => {
  const forms = ["at {N}", "{D} at", "today|{D}"].map(formOf);
  const { see, seeValues, likely } = watchFor(forms, (form) => form)();
  for (const word of ["today", "at", "N5"]) see(word);
  expect(likely()).toEqual([forms[0], forms[2]]);
  seeValues(["D0", "at", "N5"]);
  expect(likely()).toEqual(forms);
  expect(likely(1, 2)).toEqual([forms[1]]);
  seeValues(["D0", "at", "T1"]);
  expect(likely()).toEqual([forms[1], forms[2]]);
});

const RULES = [
  HOLIDAY_DATES,
  CALENDAR_DATES,
  RELATIVE_DATES,
  WEEK_SPANS,
  DATE_SHIFTS,
  DATE_SPANS,
  MOMENTS,
  REFERENCES,
  CLOCK_TIMES,
  DAYPARTS,
  TIMES_IN_DAYPARTS,
  TIME_SPANS,
  BARE_HOURS,
].flat();

/** Words of the forms themselves, and what may come between them. */
const word = fc.constantFrom(
  ...new Set(
    `${RULES.map(({ form }) => form.source.replaceAll(/[^a-zA-Z]+/g, " ")).join(" ")} N5 N12 N2026 U2 U30 O5 Q1 W2 W7 M3 C3:30 K3.30 Y2026-03-05 X3/5 D0 D1 R2 T3 P4 20260305 , . ? ! - / @ the the a in on at to of`
      .split(" ")
      .filter((one) => one !== ""),
  ),
);

test("every form that matches a text is among those tried", () => {
  const formsFor = byCues(RULES, ({ form }) => form);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const text = words.join(" ");
      const tried = new Set(formsFor(text));
      const missed = RULES.filter((rule) => !tried.has(rule) && text.search(rule.form) !== -1);
      expect(missed.map(({ form }) => form.source)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
