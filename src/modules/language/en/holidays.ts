import { dayNumber, nthWeekday, partsOf } from "#modules/language/calendar.ts";

import { dateRule, type EnglishRule } from "./date-values.ts";

/** The day number of a holiday in a year. */
type Falls = (year: number) => number | undefined;

const on =
  (month: number, day: number): Falls =>
  (year) =>
    dayNumber(year, month, day);
const nth =
  (month: number, weekday: number, n: number): Falls =>
  (year) => {
    const first = dayNumber(year, month, 1);
    return first === undefined ? undefined : nthWeekday(first, weekday, n);
  };

/** Easter Sunday in the Gregorian calendar (the anonymous algorithm of Nature, 1876). */
function easter(year: number): number | undefined {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayNumber(year, Math.floor(sum / 31), (sum % 31) + 1);
}

const fromEaster =
  (days: number): Falls =>
  (year) => {
    const sunday = easter(year);
    return sunday === undefined ? undefined : sunday + days;
  };

const HOLIDAYS: readonly (readonly [string, Falls])[] = [
  ["christmas eve", on(12, 24)],
  ["(?:christmas|xmas)(?: day)?", on(12, 25)],
  ["xmas eve", on(12, 24)],
  ["ground ?hog day", on(2, 2)],
  ["(?:international )?womens? day", on(3, 8)],
  ["cinco de mayo", on(5, 5)],
  ["all saints? day", on(11, 1)],
  ["(?:guy fawkes|bonfire)(?: day| night)?", on(11, 5)],
  ["cyber W1", (year) => add(nth(11, 4, 4)(year), 4)],
  ["boxing day", on(12, 26)],
  ["new years? eve", on(12, 31)],
  ["new years?(?: day)?(?! eve)(?= [.?!]|$| at| on)", on(1, 1)],
  ["new years day", on(1, 1)],
  ["(?:saint |st (?:[.] )?)?valentines?(?: day)?", on(2, 14)],
  ["(?:saint |st (?:[.] )?)patricks?(?: day)?", on(3, 17)],
  ["april fools?(?: day)?", on(4, 1)],
  ["(?:international )?(?:workers?|labou?r|may) day(?= may)|international workers day|may day", on(5, 1)],
  ["mothers? day", nth(5, 7, 2)],
  ["fathers? day", nth(6, 7, 3)],
  ["memorial day", nth(5, 1, -1)],
  ["juneteenth", on(6, 19)],
  ["independence day", on(7, 4)],
  ["labou?r day", nth(9, 1, 1)],
  ["columbus day", nth(10, 1, 2)],
  ["(?:hallow ?een)(?: day)?", on(10, 31)],
  ["veterans? day", on(11, 11)],
  ["thanksgiving(?: day)?", nth(11, 4, 4)],
  ["black W5", (year) => add(nth(11, 4, 4)(year), 1)],
  ["(?:mlk|martin luther king(?: jr(?: [.])?)?)(?: day)?", nth(1, 1, 3)],
  ["presidents? day", nth(2, 1, 3)],
  ["good W5", fromEaster(-2)],
  ["easter W1", fromEaster(1)],
  ["easter(?: W7)?", fromEaster(0)],
  ["earth day", on(4, 22)],
  ["mardi gras", fromEaster(-47)],
  ["ash W3", fromEaster(-46)],
  ["palm W7", fromEaster(-7)],
  ["(?:maundy|holy) W4", fromEaster(-3)],
  ["ascension(?: day)?", fromEaster(39)],
  ["pentecost|whit W7", fromEaster(49)],
  ["whit W1", fromEaster(50)],
];

/**
 * Holidays named instead of a date. "next" and "last" count from today; otherwise the coming one is meant.
 */
export const HOLIDAY_DATES: readonly EnglishRule[] = HOLIDAYS.map(([words, falls]) =>
  dateRule(
    `(?:(this|next|last|the following|following) )?(?:${words})(?:~(?:of |in )?(?:(this|next|last) year|[NU](\\d{4})))?`,
    "calendar",
    ([which, ofYear, year], today) => {
      const now = partsOf(today).year;
      if (year) return falls(Number(year));
      if (ofYear) return falls(now + (ofYear === "next" ? 1 : ofYear === "last" ? -1 : 0));
      if (which === "last") return [now, now - 1].map(falls).find((day) => day !== undefined && day < today);
      if (which?.endsWith("following")) return falls(now + 1);
      return [now, now + 1].map(falls).find((day) => day !== undefined && day >= today);
    },
  ),
);

function add(day: number | undefined, days: number): number | undefined {
  return day === undefined ? undefined : day + days;
}
