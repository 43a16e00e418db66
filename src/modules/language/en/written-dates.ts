import {
  dayNumber,
  monthEnd,
  monthStart,
  nthWeekday,
  partsOf,
  weekdayNumber,
} from "#modules/language/calendar.ts";
import type { Reading } from "#modules/language/values.ts";

import {
  type DateValue,
  dateRule,
  dayAndMonth,
  dayInMonth,
  dayOfMonth,
  type EnglishRule,
  valueRule,
  withWeekday,
} from "./date-values.ts";
import { readSlashes } from "./calendar-dates.ts";

/** A number that may be a day of the month. */
const SOME = "[NU](\\d\\d?)";
const FIGURE = "N(\\d\\d?)";
const NO_TIME = "(?! (?:AM|PM|OCLOCK|h|hours?|-|/|an? hour)(?![^ ]))";

/**
 * Two numbers that could be something else, read as a date because of their neighbours: on 4-22, Friday 7.6.
 */
export const WRITTEN_DATES: readonly EnglishRule[] = [
  valueRule(`${FIGURE} / ${FIGURE}${NO_TIME}`, "D", ([a, b], { context }) => pair(a, b, context)),
  // "From 9-12" may be a time range, but a range of hours does not end at 22.
  valueRule(`(?<!(?:from|between) )${FIGURE} - ${FIGURE}${NO_TIME}`, "D", ([a, b], { context }) =>
    Number(context.dayFirst ? a : b) > 12 ? pair(a, b, context) : undefined,
  ),
  valueRule(`on ${FIGURE} - ${FIGURE}${NO_TIME}`, "D", ([a, b], { context }) => pair(a, b, context)),
  valueRule(`on {K}${NO_TIME}`, "D", ([k], { context }) => dotted(k, context)),
  valueRule(`{W}~${FIGURE} [.-] ${FIGURE}${NO_TIME}`, "D", ([w, a, b], { context }) =>
    agreeing(w, pair(a, b, context)),
  ),
  valueRule(`{W}~{K}${NO_TIME}`, "D", ([w, k], { context }) => agreeing(w, dotted(k, context))),
  dateRule(`(?:the )?${SOME} [.] {M}(?: [.])? [NU](\\d{4})`, "calendar", ([day, month, year = ""], today) =>
    dayAndMonth(Number(day), Number(month), year, today),
  ),
  dateRule(`{M} [/-] ${SOME} [/-] [NU](\\d{4})`, "calendar", ([month, day, year = ""], today) =>
    dayAndMonth(Number(day), Number(month), year, today),
  ),
  dateRule(`${SOME} [/-] {M} [/-] [NU](\\d{4}|\\d\\d)`, "calendar", ([day, month, year = ""], today) =>
    dayAndMonth(Number(day), Number(month), year, today),
  ),
  dateRule(`[NU](\\d{4}) / {M} / ${SOME}`, "calendar", ([year = "", month, day], today) =>
    dayAndMonth(Number(day), Number(month), year, today),
  ),
  dateRule(`[NU](\\d{4}) / ${SOME} / {M}`, "calendar", ([year = "", day, month], today) =>
    dayAndMonth(Number(day), Number(month), year, today),
  ),
  dateRule(`${SOME} of (this|next|the) month`, "calendar", ([day, which = ""], today) =>
    dayInMonth(Number(day), which, today),
  ),
  dateRule(
    "(?:the )?(?:very )?last (?:day|date) (?:of|in) (?:{M}(?: [NU](\\d{4}))?|(this|next|the) month)",
    "calendar",
    ([month = "", year = "", which], today) => {
      if (month === "") return monthEnd(today, which === "next" ? 1 : 0);
      const first = dayAndMonth(1, Number(month), year, monthStart(today));
      return first && monthEnd(first);
    },
  ),
  dateRule("(?:the )?(?:{O}|last) {W} (this|next) month", "calendar", ([n = "", w, which], today) =>
    nthWeekday(monthStart(today, which === "next" ? 1 : 0), Number(w), n === "" ? -1 : Number(n)),
  ),
  dateRule("(this|next) (month|year) {O} {W}", "calendar", ([which, unit, n, w], today) => {
    const ahead = which === "next" ? 1 : 0;
    const first = unit === "month" ? monthStart(today, ahead) : dayNumber(partsOf(today).year + ahead, 1, 1);
    return first && nthWeekday(first, Number(w), Number(n));
  }),
  // "On 15 at 8", "8 pm on 15".
  dateRule(`on (?:the )?${SOME}(?= (?:[.?!,]|at|around|@|please)(?: |$)|$)`, "day", ([day], today) =>
    dayOfMonth(Number(day), today),
  ),
  valueRule(`{W}~the ${SOME}(?! (?:AM|PM|OCLOCK|people|of)(?![^ ]))`, "D", ([w, n], { context }) => {
    const day = dayOfMonth(Number(n), context.today);
    return day === undefined
      ? undefined
      : withWeekday({ kind: "date", day, by: "day" }, Number(w), context.today);
  }),
];

function pair(a: string | undefined, b: string | undefined, { today, dayFirst }: Reading) {
  const day = readSlashes([`${a}/${b}`], today, dayFirst);
  return day === undefined ? undefined : ({ kind: "date", day, by: "calendar" } as const);
}

function dotted(written: string | undefined, reading: Reading) {
  const [a, b] = (written ?? "").split(":");
  return pair(a, b, reading);
}

function agreeing(weekday: string | undefined, date: DateValue | undefined) {
  return date && weekdayNumber(date.day) === Number(weekday) ? date : undefined;
}
