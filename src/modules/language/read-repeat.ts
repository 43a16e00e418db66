import { weekdayFrom, weekdayNumber, writeDate } from "./calendar.ts";
import type { RepeatFound } from "./language.ts";
import type { When } from "./read-when.ts";
import { type Said, standing } from "./said.ts";
import type { Asked, Repeating, Value } from "./values.ts";

/** The dates and times, and how the visit recurs. */
type Read = { readonly when: When; readonly repeat?: Repeating };

/**
 * For a recurring visit, "until Christmas" is its end and "from 10 March" its start, not a range of days to
 * choose from. `asked`: a date in answer to "until when" is an end, too.
 */
export function readRepeating(
  when: When,
  said: readonly Said[],
  read: RepeatFound | undefined,
  asked: Asked | undefined,
): Read {
  const found = read && onWeekday(read, when);
  const asksEnd = asked === "repeat_until";
  if (found?.every ?? found?.standing) return { ...begun(when, said), repeat: withEnd(found, endSaid(said)) };
  if (asksEnd) return answered(when, said, found);
  return found ? { when, repeat: withEnd(found, undefined) } : { when };
}

/** "Tuesdays at ten for four weeks" is weekly. */
function onWeekday(found: RepeatFound, { byWeekday, dates }: When): RepeatFound {
  const { lasting, every } = found;
  const isWeekly = byWeekday && dates.length === 1 && lasting?.unit === "week" && lasting.count > 1;
  return isWeekly && every === undefined ? { ...found, every: "week", interval: 1 } : found;
}

function answered(when: When, said: readonly Said[], found: RepeatFound = {}): Read {
  const repeat = withEnd(found, endSaid(said) ?? dayOf(said) ?? standing(said, "dates").at(0)?.to);
  if (Object.keys(repeat).length === 0) return { when };
  return { when: withoutDays(begun(when, said).when), repeat };
}

type Span = Extract<Value, { kind: "dates" }>;

/** A range longer than a fortnight gives both start and end of the series: "from March to June". */
function isEnd({ from, to }: Span): boolean {
  return to !== undefined && (from === undefined || to - from > 14);
}

function endSaid(said: readonly Said[]): number | undefined {
  return standing(said, "dates").find(isEnd)?.to;
}

/** A date given as a weekday is more likely the day of the visits than the end of the series. */
function dayOf(said: readonly Said[]): number | undefined {
  return standing(said, "date").find(({ by, doubt }) => by !== "weekday" && doubt === undefined)?.day;
}

function begun(when: When, said: readonly Said[]): { readonly when: When } {
  const { dateRange: _, ...rest } = when;
  const from = standing(said, "dates").find(({ from: first }) => first !== undefined);
  return { when: from === undefined ? rest : { ...rest, ...beginning(when, said, from) } };
}

/** "Every Tuesday from 10 March on" starts on the first Tuesday on or after that date. */
function beginning(when: When, said: readonly Said[], span: Span): Partial<When> {
  const { from = 0 } = span;
  const weekday = standing(said, "date").find(({ by, doubt }) => by === "weekday" && doubt === undefined);
  if (weekday) {
    const date = writeDate(weekdayFrom(from, weekdayNumber(weekday.day)));
    return { dates: [date], date };
  }
  if (when.dates.length > 0) return {};
  if (isEnd(span) || span.to === undefined) return { dates: [writeDate(from)], date: writeDate(from) };
  return { dateRange: { start: writeDate(from), end: writeDate(span.to) } };
}

function withoutDays(when: When): When {
  const { date: _, byWeekday: __, byMonthDay: ___, ...rest } = when;
  return { ...rest, dates: [] };
}

function withEnd({ until, ...found }: RepeatFound, end: number | undefined): Repeating {
  const last = until ?? end;
  return { ...found, ...(last !== undefined && { until: writeDate(last) }) };
}
