import { caught } from "#modules/language/line.ts";
import {
  addMonths,
  dayNumber,
  mondayOf,
  monthStart,
  nthWeekday,
  partsOf,
  weekdayFrom,
  weekdayNumber,
} from "#modules/language/calendar.ts";

import { dateAt, dateRule, dayOfMonth, type EnglishRule, valueRule, withWeekday } from "./date-values.ts";

/** A count: a, two, 3, a couple of. Captured whole; `howMany` interprets it. */
export const COUNT = "((?:a|an) couple(?: of)?|couple(?: of)?|(?:a )?few|an?|one|(?:a )?[NU]\\d+)";

/** The number that a `COUNT` names: its digits, or two for a couple, three for a few, otherwise one. */
export function howMany(text = ""): number {
  const digits = /\d+/.exec(text);
  if (digits) return Number(digits[0]);
  return text.includes("couple") ? 2 : text.includes("few") ? 3 : 1;
}

/** The day that many days, weeks, months or years after `day`; undefined for more than a thousand of them. */
export function later(day: number, count: number, unit: string): number | undefined {
  if (count > 1000) return undefined;
  if (unit.startsWith("business") || unit.startsWith("working")) return addBusinessDays(day, count);
  if (unit.startsWith("day")) return day + count;
  if (unit.startsWith("week")) return day + count * 7;
  if (unit.startsWith("month")) return addMonths(day, count);
  return addMonths(day, count * 12);
}

function addBusinessDays(day: number, count: number): number {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached += 1;
    if (weekdayNumber(reached) < 6) left -= 1;
  }
  return reached;
}

const UNIT = "(days?|weeks?|months?|years?|business days?|working days?)";
const NOW = "(?:now|today|this day)";
const ABOUT = "(?:(?:about|around|roughly|like|maybe|say|another) )?";

/** The weekday in the week `weeks` after this one; weeks start on Monday (language/README). */
function inWeek(weekday: string | undefined, weeks: number, today: number): number {
  return mondayOf(today) + weeks * 7 + Number(weekday) - 1;
}

const WEEKS: Readonly<Record<string, number>> = {
  this: 0,
  the: 0,
  next: 1,
  last: -1,
  previous: -1,
  past: -1,
  following: 1,
};

/** "Friday the 23rd"; if the next 23rd is not a Friday, the customer is asked. */
const weekdayOfMonth: EnglishRule["read"] = ([w, day], { context }) => {
  const found = dayOfMonth(Number(day), context.today);
  if (found === undefined) return undefined;
  return withWeekday({ kind: "date", day: found, by: "calendar" }, Number(w), context.today);
};

/**
 * Relative dates: today, tomorrow, next Friday, Friday next week, in two weeks, a week from Tuesday, the
 * first Monday of May.
 */
export const RELATIVE_DATES: readonly EnglishRule[] = [
  dateRule(
    "(?:later |earlier )?today|this very day|^(?:right )?now(?= [.!]|$)",
    "distance",
    (_, today) => today,
  ),
  dateRule(
    "this(?= (?:early |late )?(?:morning|afternoon|evening|night|lunch time))",
    "distance",
    (_, today) => today,
  ),
  dateRule("(?:the )?day after tomorrow", "distance", (_, today) => today + 2),
  dateRule("(?:the )?day before yesterday", "distance", (_, today) => today - 2),
  dateRule("tomorrow", "distance", (_, today) => today + 1),
  dateRule("yesterday", "distance", (_, today) => today - 1),
  dateRule("last(?= night)", "distance", (_, today) => today - 1),
  dateRule("{W}", "weekday", ([w], today) => weekdayFrom(today, Number(w)), true),
  dateRule("(?:coming|upcoming|this coming|this upcoming|the coming) {W}", "weekday", ([w], today) =>
    weekdayFrom(today + 1, Number(w)),
  ),
  dateRule("this {W}", "weekday", ([w], today) => {
    const day = inWeek(w, 0, today);
    return day < today ? day + 7 : day;
  }),
  dateRule("(next|last|previous|the following|following|the next) {W}", "weekday", ([which = "", w], today) =>
    inWeek(w, WEEKS[which.replace("the ", "")] ?? 0, today),
  ),
  dateRule("{W} next(?! [a-z])", "weekday", ([w], today) => inWeek(w, 1, today)),
  dateRule(`${COUNT} {W} from now`, "weekday", ([n, w], today) =>
    nearby(weekdayFrom(today + 1, Number(w)) + (howMany(n) - 1) * 7, today),
  ),
  dateRule(`${COUNT} {W} ago`, "weekday", ([n, w], today) =>
    nearby(weekdayFrom(today - 7, Number(w)) - (howMany(n) - 1) * 7, today),
  ),
  dateRule("(?:the )?past {W}", "weekday", ([w], today) => weekdayFrom(today - 7, Number(w))),
  dateRule(
    "{W}~(?:of |in |on |from )?(this|the|next|last|previous|the following|the next)(?: coming)? week",
    "weekday",
    ([w, which = ""], today) => inWeek(w, WEEKS[which.replace("the ", "")] ?? 0, today),
  ),
  dateRule(
    "(this|next|last|previous|the following) week(?: -)?~(?:on )?(?:the )?{W}",
    "weekday",
    ([which = "", w], today) => inWeek(w, WEEKS[which.replace("the ", "")] ?? 0, today),
  ),
  dateRule("{W}~(?:after next|(?:in |of )?(?:the )?week after next)", "weekday", ([w], today) =>
    inWeek(w, 2, today),
  ),
  dateRule("(?:the )?week after next~(?:on )?{W}", "weekday", ([w], today) => inWeek(w, 2, today)),
  dateRule(
    `${COUNT} weeks? (?:from|after|on) (?:this |next |this coming |coming )?{W}`,
    "weekday",
    ([n, w], today) => weekdayFrom(today, Number(w)) + howMany(n) * 7,
  ),
  dateRule(
    "(?:a )?week (?:this |next |on )?{W}|{W} week",
    "weekday",
    ([a, b], today) => weekdayFrom(today, Number(caught(a, b))) + 7,
  ),
  dateRule(
    `{W}~(?:in )?${COUNT} weeks?(?: from ${NOW})?`,
    "weekday",
    ([w, n], today) => weekdayFrom(today, Number(w)) + howMany(n) * 7,
  ),
  dateRule(
    `(?:in|after) ${ABOUT}${COUNT} ${UNIT}(?: time)?(?: from ${NOW})?`,
    "distance",
    ([n, unit = ""], today) => later(today, howMany(n), unit),
  ),
  dateRule(`${COUNT} ${UNIT} from ${NOW}`, "distance", ([n, unit = ""], today) =>
    later(today, howMany(n), unit),
  ),
  dateRule(
    `${COUNT} (weeks?|months?|years?) from ${NOW} (?:on )?(?:a )?{W}`,
    "weekday",
    ([n, unit = "", w], today) => weekdayFrom(later(today, howMany(n), unit) ?? today, Number(w)),
  ),
  dateRule(`${COUNT} ${UNIT} from tomorrow`, "distance", ([n, unit = ""], today) =>
    later(today + 1, howMany(n), unit),
  ),
  dateRule(`${COUNT} ${UNIT} (?:ago|before today)`, "distance", ([n, unit = ""], today) =>
    before(today, howMany(n), unit),
  ),
  dateRule(
    "(?:a )?week (?:from )?(today|tomorrow)|(today|tomorrow) (?:next )?week",
    "distance",
    ([a, b], today) => today + (caught(a, b) === "today" ? 7 : 8),
  ),
  dateRule(`${COUNT} weeks (today|tomorrow)`, "distance", ([n, from], today) =>
    later(from === "today" ? today : today + 1, howMany(n), "weeks"),
  ),
  dateRule(
    `(?:in ${COUNT} ${UNIT}(?: ,)? (?:and )?${COUNT} ${UNIT}|${COUNT} ${UNIT}(?: ,)? (?:and )?${COUNT} ${UNIT} from ${NOW})`,
    "distance",
    ([a, unitA = "", b, unitB = "", c, unitC = "", d, unitD = ""], today) => {
      const first = later(today, howMany(caught(a, c)), caught(unitA, unitC));
      return first && later(first, howMany(caught(b, d)), caught(unitB, unitD));
    },
  ),
  dateRule(
    "(?:the )?({O}|last|[NU]\\d+) {W} (?:of|in)~(?:{M}(?: [NU](\\d{4}))?|(this|next|the) month)",
    "calendar",
    nthOfMonth,
  ),
  // "The first Monday evening of next month": the part of the day is left to its own rule.
  dateRule(
    "(?:the )?({O}|last) {W}(?= (?:mornings?|afternoons?|evenings?|nights?) (?:of|in) (?:{M}(?: [NU](\\d{4}))?|(this|next|the) month))",
    "calendar",
    nthOfMonth,
  ),
  valueRule(
    "{W}~(?:on )?(?:the )?{O}(?! (?:of|in|thing|one|slot|available|opening|appointment)(?![^ ]))",
    "D",
    weekdayOfMonth,
  ),
  // "Friday 23": if the 23rd is not a Friday, the customer is asked. Numbers up to twelve may be an hour.
  valueRule(
    "(?:on )?{W}(?: ,)? N(1[3-9]|2\\d|3[01])(?! (?:AM|PM|OCLOCK|h|hours?|minutes?|people|to|-|until|/|:|and|or|[NUO]\\d+|X\\S+|C\\S+|M\\d+|V\\d+|D\\d+)(?![^ ]))",
    "D",
    weekdayOfMonth,
  ),
  // "Fri 13 2 pm": only if that is a Friday.
  valueRule(
    "(?:on )?{W}(?: ,)? N(1[3-9]|2\\d|3[01])(?= (?:, )?(?:at |@ )?(?:[NU]\\d\\d? (?:AM|PM|OCLOCK)|C\\S+|noon|V\\d+)(?![^ ]))",
    "D",
    (groups, reading) => {
      const value = weekdayOfMonth(groups, reading);
      return value?.kind === "date" && value.doubt === undefined ? value : undefined;
    },
  ),
  // "Today, Monday", when today is not a Monday, is doubtful. In a list of several days each stands for
  // itself.
  valueRule(
    "(today|tomorrow)(?: ,)?(?: (?:\\(|which is|is|being|a))* {W}(?! (?:or|and|[,/-] W\\d|[,/-] (?:or|and)|to|through|until|next|week|at the latest)(?![^ ]))(?<!(?:or|and|not|either|between|from|W\\d|to) (?:today|tomorrow)(?: ,)? W\\d)",
    "D",
    ([near, w], { context }) =>
      withWeekday(
        { kind: "date", day: context.today + (near === "today" ? 0 : 1), by: "distance" },
        Number(w),
        context.today,
      ),
  ),
  // "The Friday after I get back", "the Monday before my wedding": the date cannot be known here.
  valueRule(
    "the {W} (?:right |just )?(?:after|before|following)(?= (?:i|we|he|she|they|my|our|his|her|their)(?![^ ]))",
    "H",
    ([weekday = ""]) => ({ kind: "text", text: weekday }),
  ),
  valueRule("(?:this |next |on )?{W}~(?:the |on |\\( )?{D}", "D", ([w, index], { context, values }) => {
    const date = dateAt(values, index);
    return date && date.by !== "distance" ? withWeekday(date, Number(w), context.today) : undefined;
  }),
  valueRule(
    "{D}~(?:\\( |a |on a |which is a |is a )?{W}(?= [),.?!]|$| at | D)",
    "D",
    ([index, w], { context, values }) => {
      const date = dateAt(values, index);
      return date && (date.by === "calendar" || date.by === "day")
        ? withWeekday(date, Number(w), context.today)
        : undefined;
    },
  ),
];

/** Undefined if the day is more than about ten years away. */
function nearby(day: number, today: number): number | undefined {
  return Math.abs(day - today) < 3700 ? day : undefined;
}

function before(today: number, count: number, unit: string): number | undefined {
  return count > 1000 || unit.startsWith("business") ? undefined : later(today, -count, unit);
}

function nthOfMonth(groups: readonly string[], today: number): number | undefined {
  const [which = "", , w, month = "", year = "", relative = ""] = groups;
  const n = which === "last" ? -1 : Number(/\d+/.exec(which)?.[0] ?? 1);
  if (month === "") return nthWeekday(monthStart(today, relative === "next" ? 1 : 0), Number(w), n);
  const inYear = (y: number) => {
    const first = dayNumber(y, Number(month), 1);
    return first === undefined ? undefined : nthWeekday(first, Number(w), n);
  };
  if (year !== "") return inYear(Number(year));
  const thisYear = partsOf(today).year;
  return [thisYear, thisYear + 1].map(inYear).find((day) => day !== undefined && day >= today);
}

/** "I get married on the 21st and need it the day before." */
export const DAY_BESIDE: EnglishRule = valueRule(
  "(?<=D(\\d+) (?:[a-zV,][^ ]* ){1,9})(?:the |a )?day (before|after)(?= (?:[.?!,]|at|around|about|if|in the|please)|$)",
  "D",
  ([index, way], { values }) => {
    const date = dateAt(values, index);
    return (
      date && {
        kind: "date",
        day: date.day + (way === "after" ? 1 : -1),
        by: "distance",
        isBeside: true,
      }
    );
  },
);
