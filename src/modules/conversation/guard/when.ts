import type { Value } from "#modules/language/index.ts";

import { bindTimes, type Bound, daysIn, type Mention } from "./bind-times.ts";
import type { Clause } from "./clauses.ts";
import {
  ALWAYS,
  ANY_TIME,
  COMES,
  ENDS_VISIT,
  EVERY_DAY,
  IS_OVER,
  NOT_THEN,
  ONLY_DAYS,
  TODAY_IS,
} from "./en/clause-words.ts";
import { FINE, type Judgement, offends } from "./facts.ts";
import { isHoursTime, isOpenAsSaid } from "./hours-said.ts";
import { isKnownLength } from "./lengths.ts";
import type { Line } from "./line.ts";
import { canMean, type LocalSpan } from "./local-span.ts";
import type { Said } from "./money.ts";
import type { Prepared } from "./prepared.ts";
import type { Days, Subject } from "./subject.ts";
import { isOn, isVisit } from "./visits-said.ts";

/** A clause with what it is compared with. */
export type Statement = {
  readonly clause: Clause;
  readonly line: Line;
  readonly said: Said;
  readonly facts: Prepared;
  /** The subject so far, for times without a day of their own. */
  readonly before: Subject;
  /** The days that an earlier clause of the same sentence mentioned. */
  readonly here: readonly Days[] | undefined;
  /** The days of the next clause, if it mentions no time: "3 pm, that is on Tuesday". */
  readonly next: readonly Days[] | undefined;
};

/** Whether all dates and times of a clause are true. */
export function judgeWhen(statement: Statement): Judgement {
  const { mentions } = statement.clause;
  for (const mention of mentions) {
    if (mention.kind === "days" && !isDaySaid(mention, statement))
      return offends("date", statement.line.wordsOf(mention.index));
  }
  if (saysAlways(statement, mentions)) return offends("time", "always");
  for (const bound of bindTimes(mentions)) {
    if (!isTimeSaid(bound, statement)) return offends("time", statement.line.wordsOf(bound.mention.index));
  }
  return FINE;
}

/** "Any day works", "we never close": true only if the opening hours are such, or the business says so itself. */
function saysAlways({ clause, line, said, facts }: Statement, mentions: readonly Mention[]): boolean {
  if (clause.asks || !COMES.test(clause.codes) || / (?:not|nothing|cannot) /.test(clause.codes)) return false;
  const spoken = mentions.some(({ index }) => ANY_TIME.test(line.wordsOf(index)));
  const found = ALWAYS.exec(spoken ? `${clause.codes}any time ` : clause.codes);
  if (!found) return false;
  if (facts.ownWordsSay(found[0], said.plain)) return false;
  if (clause.isHours && / (?:right )?now /.test(found[0])) return !isOpenNow(facts);
  return !(
    clause.isHours &&
    EVERY_DAY.test(clause.codes) &&
    everyDay(facts).every((days) => isOpenAsSaid(days, clause.codes, facts))
  );
}

function isOpenNow(facts: Prepared): boolean {
  const { today, minute } = facts;
  return facts.hoursOn(today).some(({ start, end }) => minute >= start && minute < end);
}

/** The days that a clause mentions. */
export function daysSaid({ mentions }: Clause): readonly Days[] {
  return mentions.map(({ value }) => daysIn(value)).filter((days) => days !== undefined);
}

function visitsFor({ clause, facts }: Statement): readonly LocalSpan[] {
  if (clause.owns) return facts.bookings;
  return [...facts.offers, ...facts.bookings];
}

function isDaySaid({ value, index }: Mention, statement: Statement): boolean {
  const { clause, facts, line } = statement;
  if (value.kind === "date" && IS_OVER.test(clause.codes) && isOver(value, facts)) return true;
  if (value.kind === "date" && value.doubt) return false;
  const days = daysIn(value);
  if (days === undefined) return true;
  const words = line.wordsOf(index);
  if (clause.isHours) return isHoursDay(value, days, words, statement);
  if (visitsFor(statement).some((visit) => isOn(days, visit.day))) return true;
  if (clause.repeats && isCustomersDay(value, facts)) return true;
  if (clause.denies && wasLookedAt(days, facts)) return true;
  return !clause.offers && isOtherDay(days, words, statement);
}

/** The last bookable day, today itself, a duration that is not a date, or a day from the business's own texts. */
function isOtherDay(days: Days, words: string, statement: Statement): boolean {
  const { said, facts } = statement;
  if (days.kind === "each" && facts.lastDay !== undefined && isOn(days, facts.lastDay)) return true;
  if (days.kind === "each" && isOn(days, facts.today) && tellsToday(statement)) return true;
  return isLengthAhead(words, said, facts) || facts.ownWordsSay(words, said.plain);
}

function tellsToday({ clause: { codes, mentions }, line }: Statement): boolean {
  if (TODAY_IS.test(codes)) return true;
  return ONLY_DAYS.test(codes) && mentions.some(({ index }) => line.wordsOf(index).startsWith("today is "));
}

function isHoursDay(value: Value, days: Days, words: string, { clause, facts, said }: Statement): boolean {
  if (isOpenAsSaid(days, clause.codes, facts)) return true;
  if (NOT_THEN.test(clause.codes)) return isCustomersDay(value, facts);
  return facts.ownWordsSay(words, said.plain);
}

/** A date without a year is read as the next such day; with "has passed" it can be the previous one. */
function isOver({ day, doubt, by }: DateValue, { today }: Prepared): boolean {
  if (doubt === undefined && day < today) return true;
  if (by !== "calendar" || (doubt && doubt.why !== "weekday_disagrees")) return false;
  const weekday = doubt?.days[1] ?? day;
  return [365, 366].some((year) => day - year < today && (!doubt || (day - year - weekday) % 7 === 0));
}

type DateValue = Extract<Value, { kind: "date" }>;

function isCustomersDay(value: Value, { customer }: Prepared): boolean {
  if (value.kind === "date")
    return (
      customer.days.has(value.day) ||
      customer.ranges.some(({ from, to }) => value.day >= from && value.day <= to && to - from < 15)
    );
  if (value.kind !== "dates") return false;
  const { from = -Infinity, to = Infinity } = value;
  return (
    customer.ranges.some((range) => range.from === from && range.to === to) ||
    [...customer.days].some((day) => day >= from && day <= to)
  );
}

function wasLookedAt(days: Days, { looked, today }: Prepared): boolean {
  if (days.kind === "each")
    return days.days.every((day) => looked.some(({ from, to }) => day >= from && day <= to));
  return looked.some(({ from, to }) => Math.max(days.from, today) >= from && days.to <= to);
}

/** "In the next 60 days", if that is a known duration such as the booking window. */
function isLengthAhead(words: string, said: Said, facts: Prepared): boolean {
  const found = /(\d+|an?|one|two|three|four|six|eight|twelve) (day|week|month)s?\b/.exec(words);
  if (!found) return false;
  const count = /\d/.test(found[1] ?? "") ? Number(found[1]) : (COUNTS[found[1] ?? ""] ?? 1);
  const size = found[2] === "day" ? 1440 : found[2] === "week" ? 10_080 : 43_200;
  return isKnownLength(count * size, said, facts);
}

const COUNTS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, six: 6, eight: 8, twelve: 12 };

function isTimeSaid({ mention, days }: Bound, statement: Statement): boolean {
  const { clause, facts } = statement;
  const { value } = mention;
  const of = days ?? daysAround(statement);
  if (clause.isHours && isHoursTime(value, of, clause.codes, facts)) return true;
  if (clause.isHours && !clause.offers) return isSaidElsewhere(mention, statement);
  const visits = visitsFor(statement);
  const ends = ENDS_VISIT.test(clause.codes);
  if (isVisit(value, of, visits, { ends, today: facts.today })) return true;
  if (clause.repeats && (value.kind === "daypart" || isCustomersTime(value, facts))) return true;
  return isSaidElsewhere(mention, statement);
}

/** The days of a time that has none next to it. */
function daysAround({ clause, facts, here, next, before }: Statement): readonly Days[] | undefined {
  if (EVERY_DAY.test(clause.codes)) return everyDay(facts);
  return here ?? next ?? (before.days && [before.days]);
}

/** Whether it is a house number, a known duration, or a time from the business's own texts. */
function isSaidElsewhere({ value, index }: Mention, { clause, said, line, facts }: Statement): boolean {
  const words = line.wordsOf(index);
  if (isHouseNumber(words, line.wordAfter(index), facts)) return true;
  if (clause.offers || clause.owns) return false;
  if (value.kind === "moment" && isSoon(value, words, said, facts)) return true;
  return facts.ownWordsSay(words.replace(/^(?:at|by|from|until) /, ""), said.plain);
}

function everyDay({ today }: Prepared): readonly Days[] {
  return [{ kind: "range", from: today, to: today + 6 }];
}

/** "In a moment"; "in five minutes", if that is a known duration. */
function isSoon(
  { day, minutes }: Extract<Value, { kind: "moment" }>,
  words: string,
  said: Said,
  facts: Prepared,
): boolean {
  const distance = (day - facts.today) * 1440 + minutes - facts.minute;
  return (distance <= 2 && !/\d|two/.test(words)) || isKnownLength(distance, said, facts);
}

/** Whether the customer mentioned this time, on whatever day. */
function isCustomersTime(value: Value, { customer }: Prepared): boolean {
  const said = (minutes: number) => customer.times.some((time) => canMean(time, minutes));
  switch (value.kind) {
    case "time":
      return value.sure ? said(value.minutes) : said(value.minutes) || said(value.minutes + 720);
    case "moment":
      return customer.days.has(value.day) && said(value.minutes);
    case "times": {
      const ends = [value.from, value.to].filter((end) => end !== undefined);
      return ends.every((end) => said(end) || (!value.sure && said(end + 720)));
    }
    case "daypart":
      return customer.dayparts.some(({ from, to }) => from < value.to && to > value.from);
    default:
      return false;
  }
}

/** "At 22 Baker Lane": the business's own texts have the number before the same word. */
function isHouseNumber(words: string, after: string, { own }: Prepared): boolean {
  const number = /^(?:at |around |about )?(\d{1,4})$/.exec(words)?.[1];
  return (
    number !== undefined &&
    own.havePair(number, after) &&
    !/^(?:am|pm|a|p|o|on|or|and|for|minutes?|hours?|in|is)$/.test(after)
  );
}
