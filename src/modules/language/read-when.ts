import { writeDate } from "./calendar.ts";
import { chooseHalf } from "./choose-half.ts";
import { inDaypart } from "./in-daypart.ts";
import { type Said, standing } from "./said.ts";
import type { Question, Understanding } from "./understanding.ts";
import type { Reading, Value } from "./values.ts";

export type When = Pick<
  Understanding,
  | "date"
  | "movedFrom"
  | "dates"
  | "byWeekday"
  | "byMonthDay"
  | "byDistance"
  | "refusedDates"
  | "time"
  | "times"
  | "dateRange"
  | "timeRange"
> & { readonly questions: readonly Question[] };

type DateValue = Extract<Value, { kind: "date" }>;

/** Dates, times and ranges from the values of a text, in the business's calendar and wall-clock time. */
export function readWhen(said: readonly Said[], reading: Reading): When {
  const moment = standing(said, "moment").at(0);
  const dates = standing(said, "date");
  const certain = dates.filter((date) => date.doubt === undefined).map((date) => date.day);
  const named = certain.length === 0 && moment ? [moment.day] : [...new Set(certain)];
  const clock = timesOf(said, named[0], reading);
  const times = clock.length === 0 && moment ? [moment.minutes] : clock;
  const dateRange = named.length === 0 ? dateRangeOf(said) : undefined;
  const timeRange = times.length === 0 ? timeRangeOf(said, named[0], reading) : undefined;
  const days = dates[0]?.by === "weekday" ? notOver(named, { times, timeRange }, reading) : named;
  const time = times[0] ?? boundOf(said, timeRange);
  return {
    dates: days.map(writeDate),
    refusedDates: said.flatMap(({ value, how }) =>
      how === "refused" && value.kind === "date" ? [writeDate(value.day)] : [],
    ),
    times,
    questions: dates.flatMap(questionOf),
    ...(days[0] !== undefined && firstDay(days[0], dates[0], reading)),
    ...(time !== undefined && { time }),
    ...(dateRange && { dateRange }),
    ...(timeRange && { timeRange }),
  };
}

type Hours = { readonly times: readonly number[]; readonly timeRange: Span | undefined };

/** "Saturday morning", said on a Saturday afternoon, means next Saturday. */
function notOver(days: readonly number[], hours: Hours, reading: Reading): readonly number[] {
  if (days[0] !== reading.today || !isPast(hours, reading)) return days;
  return days.map((day) => (day === reading.today ? day + 7 : day));
}

function isPast({ times, timeRange }: Hours, { minute }: Reading): boolean {
  if (times.length > 0) return times.every((time) => time < minute);
  return timeRange?.end !== undefined && timeRange.end <= minute;
}

/**
 * The day, and whether only its weekday or day of the month was given, which leaves the week or month open.
 */
function firstDay(day: number, date: DateValue | undefined, { today }: Reading) {
  const isFar = date?.by === "distance" && day - today > 13 && (day - today) % 7 === 0;
  return {
    date: writeDate(day),
    ...(isFar && { byDistance: true as const }),
    ...(date?.isBare && { byWeekday: true as const }),
    ...(date?.by === "day" && { byMonthDay: true as const }),
    ...(date?.movedFrom !== undefined && { movedFrom: writeDate(date.movedFrom) }),
  };
}

function questionOf({ doubt }: DateValue): Question[] {
  if (doubt === undefined) return [];
  if (doubt.why === "no_such_date") return [{ about: "date", why: doubt.why }];
  return [{ about: "date", why: doubt.why, candidates: doubt.days.map(writeDate) }];
}

function timesOf(said: readonly Said[], day: number | undefined, reading: Reading): number[] {
  const part = standing(said, "daypart").at(0);
  const times = standing(said, "time").map((time) => {
    if (time.sure) return time.minutes;
    return part ? inDaypart(time, part).minutes : chooseHalf(time.minutes, day, reading);
  });
  return [...new Set(times.map((minutes) => minutes % 1440))];
}

function dateRangeOf(said: readonly Said[]): Understanding["dateRange"] {
  const span = standing(said, "dates").at(0);
  if (span === undefined) return undefined;
  return {
    ...(span.from !== undefined && { start: writeDate(span.from) }),
    ...(span.to !== undefined && { end: writeDate(span.to) }),
  };
}

type Span = { readonly start?: number; readonly end?: number };

function timeRangeOf(said: readonly Said[], day: number | undefined, reading: Reading): Span | undefined {
  const part = standing(said, "daypart").at(0);
  const span = standing(said, "times").at(0);
  if (span === undefined) return part ? { start: part.from, end: part.to } : refusedPart(said);
  const open = spanOf(span, day, reading, part);
  if (part === undefined) return open;
  // "Friday afternoon after 3": the part of the day supplies the open end.
  const { start = part.from, end = part.to } = open;
  return start < end ? { start, end } : open;
}

/**
 * "After 3 pm", "by 14:00": the bound, if exactly one was stated clearly; slots nearest to it are preferred.
 */
function boundOf(said: readonly Said[], range: Span | undefined): number | undefined {
  const span = standing(said, "times").at(0);
  if (range === undefined || span === undefined || !isPlain(span, said)) return undefined;
  if (span.from !== undefined && span.to !== undefined) return undefined;
  return (span.from === undefined ? range.end : range.start) ?? undefined;
}

function isPlain(span: TimesValue, said: readonly Said[]): boolean {
  return span.sure || standing(said, "daypart").length > 0;
}

type TimesValue = Extract<Value, { kind: "times" }>;
type Daypart = Extract<Value, { kind: "daypart" }>;

function spanOf(
  span: TimesValue,
  day: number | undefined,
  reading: Reading,
  part: Daypart | undefined,
): Span {
  const known = span.from ?? span.to ?? 0;
  const half = part
    ? inDaypart({ kind: "time", minutes: known, sure: false }, part).minutes
    : chooseHalf(known, day, reading);
  const shift = span.sure ? 0 : half - known;
  return {
    ...(span.from !== undefined && { start: span.from + shift }),
    ...(span.to !== undefined && { end: Math.min(span.to + shift, 1440) }),
  };
}

/** "Not in the morning" leaves the hours after it. */
function refusedPart(said: readonly Said[]): Span | undefined {
  const refused = said.find(({ value, how }) => value.kind === "daypart" && how === "refused")?.value;
  if (refused?.kind !== "daypart") return undefined;
  return refused.half === "am" ? { start: refused.to } : { end: refused.from };
}
