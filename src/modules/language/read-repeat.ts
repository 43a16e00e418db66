import { weekdayFrom, weekdayNumber, writeDate } from "./calendar.ts";
import type { RepeatFound } from "./language.ts";
import type { When } from "./read-when.ts";
import { type Said, standing } from "./said.ts";
import type { Asked, Repeating, Value } from "./values.ts";

/** What says when, and how it comes again. */
type Read = { readonly when: When; readonly repeat?: Repeating };

/**
 * Of a visit that comes again, "until Christmas" is its end and "from 10 March" its beginning: no stretch of days any
 * of which would do. `asked`: a date that answers until when is an end too.
 */
export function readRepeating(
  when: When,
  said: readonly Said[],
  found: RepeatFound | undefined,
  asked: Asked | undefined,
): Read {
  const asksEnd = asked === "repeat_until";
  if (found?.every ?? found?.standing) return { ...begun(when, said), repeat: withEnd(found, endSaid(said)) };
  if (asksEnd) return answered(when, said, found);
  return found ? { when, repeat: withEnd(found, undefined) } : { when };
}

function answered(when: When, said: readonly Said[], found: RepeatFound = {}): Read {
  const repeat = withEnd(found, endSaid(said) ?? dayOf(said) ?? standing(said, "dates").at(0)?.to);
  if (Object.keys(repeat).length === 0) return { when };
  return { when: withoutDays(begun(when, said).when), repeat };
}

type Span = Extract<Value, { kind: "dates" }>;

/** Of a stretch that is longer than a fortnight both ends count: "from March to June". */
function isEnd({ from, to }: Span): boolean {
  return to !== undefined && (from === undefined || to - from > 14);
}

function endSaid(said: readonly Said[]): number | undefined {
  return standing(said, "dates").find(isEnd)?.to;
}

/** A weekday is rather the day on which the visits shall be. */
function dayOf(said: readonly Said[]): number | undefined {
  return standing(said, "date").find(({ by, doubt }) => by !== "weekday" && doubt === undefined)?.day;
}

function begun(when: When, said: readonly Said[]): { readonly when: When } {
  const { dateRange: _, ...rest } = when;
  const from = standing(said, "dates").find(({ from: first }) => first !== undefined);
  return { when: from === undefined ? rest : { ...rest, ...beginning(when, said, from) } };
}

/** "Every Tuesday from 10 March on" begins on the first Tuesday then. */
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
