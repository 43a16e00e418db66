import {
  addMonths,
  dayNumber,
  mondayOf,
  monthEnd,
  monthStart,
  partsOf,
  weekdayFrom,
  weekdayNumber,
} from "#modules/language/calendar.ts";
import { caught, formOf, type Groups } from "#modules/language/line.ts";

import { dateAt, type DateValue, dayOfMonth, type EnglishRule, valueRule } from "./date-values.ts";
import { COUNT, DAY_BESIDE, howMany, later } from "./relative-dates.ts";

type Span = { readonly from?: number; readonly to?: number };

function spanRule(source: string, read: (groups: Groups, today: number) => Span | undefined): EnglishRule {
  return {
    form: formOf(source),
    code: "R",
    read: (groups, { context }) => {
      const span = read(groups, context.today);
      return span && { kind: "dates", ...span };
    },
  };
}

const WEEK = "(?:the |this |next |the next |the following |this coming |last )?";

/** 0 for this week, 1 for next, by the word before "week". */
function weeksAhead(which = ""): number {
  return /next|following|^(?:the )?(?:up)?coming/.test(which) ? 1 : /last|previous/.test(which) ? -1 : 0;
}

function week(which: string | undefined, today: number, first: number, last: number): Span {
  const monday = mondayOf(today) + 7 * weeksAhead(which);
  const span = { from: monday + first, to: monday + last };
  return span.to >= today && span.from < today ? { ...span, from: today } : span;
}

function month(start: number, today: number, part: string): Span {
  const span = thirdOf(start, part);
  return span.to >= today && span.from < today ? { ...span, from: today } : span;
}

function thirdOf(start: number, part: string) {
  const end = monthEnd(start);
  if (part === "end" || part === "late") return { from: end - 9, to: end };
  if (part.startsWith("mid")) return { from: start + 10, to: start + 19 };
  return part === "" ? { from: start, to: end } : { from: start, to: start + 9 };
}

function namedMonth(
  m: string | undefined,
  year: string | undefined,
  today: number,
  part: string,
): Span | undefined {
  const start = startOfMonth(m ?? "", year, today);
  return start === undefined ? undefined : month(start, today, part);
}

/** The first day of a named month: in the given year, otherwise the next such month. */
function startOfMonth(m: string, year: string | undefined, today: number): number | undefined {
  const now = partsOf(today);
  return dayNumber(year ? Number(year) : Number(m) < now.month ? now.year + 1 : now.year, Number(m), 1);
}

/** Its `n`th week, -1 for the last; a week belongs to the month that most of its days are in. */
function weekOfMonth(first: number, n: number, today: number): Span {
  const monday = n < 0 ? mondayOf(monthEnd(first) - 3) : mondayOf(first + 3) + 7 * (n - 1);
  const span = { from: monday, to: monday + 6 };
  return span.to >= today && span.from < today ? { ...span, from: today } : span;
}

const PART = "(?:the )?(end|beginning|start|early|late|mid|middle)(?: of| in)? ";

/**
 * Date ranges: this week, the end of next week, this weekend, early March, in the next few days. These run
 * together with the rules for dates.
 */
export const WEEK_SPANS: readonly EnglishRule[] = [
  spanRule(
    "((?:any time |any day |sometime |earlier )?(?:this|next|the following|the next|this coming|last|(?:the )?(?:current|coming|upcoming|previous))) week",
    ([which], today) => week(which, today, 0, 6),
  ),
  spanRule("(?:the )?week after next", (_, today) => ({
    from: mondayOf(today) + 14,
    to: mondayOf(today) + 20,
  })),
  spanRule(`(?:the )?(?:end|late)(?: of| in)? (${WEEK})week`, ([which], today) => week(which, today, 3, 6)),
  spanRule(`(?:the )?(?:beginning|start|early)(?: of| in)? (${WEEK})week`, ([which], today) =>
    week(which, today, 0, 2),
  ),
  spanRule(`(?:the )?(?:middle|mid)(?: of| in)? (${WEEK})week`, ([which], today) => week(which, today, 1, 3)),
  spanRule("(?:later (?:on )?(?:in )?(?:this|the) week|(?:the )?rest of (?:the|this) week)", (_, today) => {
    const sunday = mondayOf(today) + 6;
    return { from: Math.min(today + 1, sunday), to: sunday };
  }),
  spanRule("(?:the )?weekend after next", (_, today) => week("next", today + 7, 5, 6)),
  spanRule(
    "(?:not (?:this|the) weekend~(?:but )?)?(?:the )?(?:(?<=weekend (?:, |but )*(?:the )?)(?:next|following|one after)(?: one| weekend| that)?|weekend after (?:this|that)(?: one)?)",
    (_, today) => week("next", today, 5, 6),
  ),
  spanRule("((?:the |this |next |this coming |the following |last )?)weekends?", ([which], today) =>
    week(which, today, 5, 6),
  ),
  spanRule("(?:on )?(?:a )?week ?days?", (_, today) => {
    const monday = weekdayNumber(today) > 5 ? mondayOf(today) + 7 : mondayOf(today);
    return { from: Math.max(today, monday), to: monday + 4 };
  }),
  spanRule("(this|next|last) month", ([which], today) =>
    month(addMonths(monthStart(today), which === "next" ? 1 : which === "last" ? -1 : 0), today, ""),
  ),
  spanRule(`${PART}(this |next |the )?month`, ([part = "", which], today) =>
    month(monthStart(today, which === "next " ? 1 : 0), today, part),
  ),
  spanRule(`${PART}{M}(?: [NU](\\d{4}))?(?! [NO])`, ([part = "", m, year], today) =>
    namedMonth(m, year, today, part),
  ),
  spanRule(
    "(?:the )?({O}|last) week (?:of|in) (?:{M}(?: [NU](\\d{4}))?|(this|next|the) month)",
    ([which = "", n, m = "", year, relative], today) => {
      const first = m === "" ? monthStart(today, relative === "next" ? 1 : 0) : startOfMonth(m, year, today);
      return first === undefined ? undefined : weekOfMonth(first, which === "last" ? -1 : Number(n), today);
    },
  ),
  spanRule("(?:the )?(?:[OQ](1|2)|latter|last) half of {M}(?! [NO])", ([half, m = ""], today) => {
    const start = startOfMonth(m, "", today);
    if (start === undefined) return undefined;
    return half === "1" ? { from: start, to: start + 14 } : { from: start + 15, to: monthEnd(start) };
  }),
  // "October" alone, if a date was asked for; "October 2027" anywhere.
  {
    form: formOf(
      "(?:(?:sometime|anytime|maybe|early|say|or|probably) )*{M}(?: [NU](\\d{4}))?(?! (?:[NO]|/|-))",
    ),
    code: "R",
    read: ([m, year = ""], { context }) => {
      if (year === "" && context.asked !== "date") return undefined;
      const span = namedMonth(m, year, context.today, "");
      return span && { kind: "dates", ...span };
    },
  },
  spanRule(
    "(?:in|during|of|for|this|next|all of|anytime in) {M}(?: [NU](\\d{4}))?(?! (?:[NO]|/|-))",
    ([m, year], today) => namedMonth(m, year, today, ""),
  ),
  spanRule(
    `(?:(?:within|over|during|in|for|any ?time in) )?(?:the )?(?:next|coming|upcoming) ${COUNT} (days|weeks|months|business days|working days)`,
    ([n = "", unit = ""], today) => ({ from: today, to: later(today, howMany(n), unit) ?? today }),
  ),
  spanRule(
    "(?:within|over|during|in|for|any ?time in)(?: the)? (?:next|coming) (days|weeks|months)",
    ([unit], today) => ({
      from: today,
      to: later(today, 3, caught(unit)) ?? today,
    }),
  ),
  // "In the next week" means the week from today on, unlike "in next week".
  spanRule(
    "(?:within|over|during|in|for|any ?time in) the (?:next|coming) (week|month)",
    ([unit], today) => ({
      from: today,
      to: later(today, 1, caught(unit)) ?? today,
    }),
  ),
  spanRule(`within ${COUNT} (days?|weeks?|months?)`, ([n, unit = ""], today) => ({
    from: today,
    to: later(today, howMany(n), unit) ?? today,
  })),
];

const TO = "(?:to|and|through|until|-|or up to)";

const MOVING = "move|moved|change|changed|switch|push|shift|bump|swap|reschedule|transfer|postpone";

/** From one date to another, after one, before one. Needs a line in which dates have been read. */
export const DATE_SPANS: readonly EnglishRule[] = [
  // "Move it from Friday to Monday" names one date, the new one.
  valueRule(
    `(?<=(?:^| )(?:${MOVING})(?: .*)? )(?:from )?{D}(?: [a-z]+)? to {D}`,
    "D",
    ([from, index], { values }) => {
      const [before, date] = [dateAt(values, from), dateAt(values, index)];
      return date && { ...date, ...(before && { movedFrom: before.day }) };
    },
  ),
  between(`(?:any ?(?:time|day) )?(?:between|from) {D}~${TO} {D}`),
  between("{D}~(?:to|through|until|-|thru) {D}"),
  valueRule(
    "(?:between )?(?:from )?{D} (?:-|to|and|through) [NU](\\d\\d?)(?! (?:AM|PM|OCLOCK|: ))",
    "R",
    ([index, last], { values }) => {
      const first = dateAt(values, index);
      if (first?.by !== "calendar") return undefined;
      const { year, month } = partsOf(first.day);
      const to = dayNumber(year, month, Number(last));
      return to !== undefined && to > first.day ? { kind: "dates", from: first.day, to } : undefined;
    },
  ),
  one("(?:after|past|later than|any ?(?:time|day) after|sometime after) {D}", (day) => ({ from: day + 1 })),
  one(
    "(?:(?<!(?:apart|aside) )from|starting(?: on| from)?|since|beginning) {D}(?: (?:on|onwards?|forward))?",
    (day) => ({
      from: day,
    }),
  ),
  one("{D} (?:or later|or after|onwards?|or any day after)", (day) => ({ from: day })),
  one("(?:before|earlier than|any ?(?:time|day) before|sometime before) {D}", (day) => ({ to: day - 1 })),
  one("(?:by|until|no later than|not later than|up to(?: and including)?|latest) {D}", (day) => ({
    to: day,
  })),
  one("{D} (?:or earlier|or before|at the latest)", (day) => ({ to: day })),
  one("(?:the )?week (?:of|commencing|starting|beginning) {D}", (day) => ({
    from: mondayOf(day),
    to: mondayOf(day) + 6,
  })),
];

/** A date relative to another date. Needs a line in which dates have been read. */
export const DATE_SHIFTS: readonly EnglishRule[] = [
  shift(`${COUNT} (days?|weeks?|months?|years?) (?:after|from) {D}`, 1),
  shift(`${COUNT} (days?|weeks?|months?|years?) before {D}`, -1),
  valueRule(
    "(?<!(?:any|some) )(?:the )?(?:very )?(?:next )?day (after|before) {D}",
    "D",
    ([which, index], { values }) => {
      const date = dateAt(values, index);
      return date && { kind: "date", day: date.day + (which === "after" ? 1 : -1), by: "distance" };
    },
  ),
  DAY_BESIDE,
  valueRule("(?:the )?{D} (after|following|before) {D}", "D", ([weekday, way, index], { values }) => {
    const [first, second] = [dateAt(values, weekday), dateAt(values, index)];
    if (first?.by !== "weekday" || second === undefined || second.by === "weekday") return undefined;
    const from = way === "before" ? second.day - 7 : second.day + 1;
    return { kind: "date", day: weekdayFrom(from, weekdayNumber(first.day)), by: "weekday" };
  }),
  // "Not this Friday but the next", "not tomorrow, the day after".
  valueRule(
    "not (?:on )?{D}~(?:but )?(?:on )?(?:next(?= [.?!,]|$)|the (?:next(?: one)?|following(?: one)?|one after|day after|week after)|(?:the )?{D} after)(?: that| this)?(?= [.?!,]|$| at| around| in)",
    "D",
    ([index], { values }) => following(dateAt(values, index)),
  ),
  valueRule(
    "(?:the )?{D} after (?:this|that|the next)(?: one| week)?(?! [a-zD])",
    "D",
    ([index], { values }) => following(dateAt(values, index)),
  ),
  valueRule("{D}~(?:of )?{R}", "D", ([index, span], { values }) => {
    const [date, range] = [dateAt(values, index), values[Number(span)]];
    if (date?.by !== "weekday" || range?.kind !== "dates" || range.from === undefined) return undefined;
    return { kind: "date", day: weekdayFrom(range.from, weekdayNumber(date.day)), by: "weekday" };
  }),
];

function shift(source: string, sign: 1 | -1): EnglishRule {
  return valueRule(source, "D", ([n, unit = "", index], { values }) => {
    const date = dateAt(values, index);
    const day = date && later(date.day, sign * howMany(n), unit);
    return day === undefined ? undefined : { kind: "date", day, by: "distance" };
  });
}

function between(source: string): EnglishRule {
  return valueRule(source, "R", ([a, b], { values }) => {
    const [first, second] = [dateAt(values, a), dateAt(values, b)];
    if (first === undefined || second === undefined) return undefined;
    const to = second.day < first.day ? nextLike(second, first.day) : second.day;
    return to === undefined ? undefined : { kind: "dates", from: first.day, to };
  });
}

/** "From Thursday to Tuesday", "from the 28th to the 3rd": the next such day after the start. */
function nextLike({ by, day }: DateValue, from: number): number | undefined {
  if (by === "weekday") return weekdayFrom(from, weekdayNumber(day));
  return by === "day" ? dayOfMonth(partsOf(day).day, from) : undefined;
}

/** The same weekday a week later; or, for a date given relative to today, the day after. */
function following(date: DateValue | undefined) {
  if (date === undefined) return undefined;
  const days = date.by === "weekday" ? 7 : 1;
  return { kind: "date", day: date.day + days, by: date.by } as const;
}

function one(source: string, spanFrom: (day: number) => Span): EnglishRule {
  return valueRule(source, "R", ([index], { values }) => {
    const date = dateAt(values, index);
    return date && { kind: "dates", ...spanFrom(date.day) };
  });
}
