import { MINUTE } from "#kernel/instant.ts";
import { addDays, daysBetween, type LocalDate, WEEKDAYS, weekdayOf } from "#kernel/local-date.ts";
import type { ConversationState, Draft } from "#modules/conversation/state.ts";
import type { Reference, Understanding } from "#modules/language/index.ts";

import { type Base, baseOf, liveShown } from "./bases.ts";
import type { DraftRules } from "./draft-update.ts";
import { isPastList, isPlaceAlone, numberAlone } from "./number-alone.ts";
import { inContext } from "./weekday-in-context.ts";

/** The part of a wish about day and time. */
export type When = Pick<
  Draft,
  "dates" | "dateRange" | "refusedDates" | "time" | "timeRange" | "earliest" | "latest"
>;

type SaidWhen = {
  readonly dates?: readonly LocalDate[];
  readonly dateRange?: NonNullable<Draft["dateRange"]>;
  readonly time?: number;
  readonly timeRange?: NonNullable<Draft["timeRange"]>;
  readonly earliest?: boolean;
  readonly latest?: boolean;
};

/**
 * The requested day and time after this message. Days and times replace the previous ones independently ("make
 * it Friday" keeps the time), and references are relative to what was offered or picked.
 */
export function mergeWhen(
  state: ConversationState,
  understood: Understanding,
  text: string,
  rules: DraftRules,
): When {
  const said = saidWhen(state, understood, text, rules);
  const { draft } = state;
  const refused = understood.refusedDates;
  const { hints } = understood;
  const dated = said.dates !== undefined || said.dateRange !== undefined || hints.includes("any_day");
  // "Any day" has to survive until the name is given.
  const waitsAnyDay = draft.goal === "waitlist" && hints.includes("any_day") && said.dateRange === undefined;
  const today = rules.zone.localDateOf(rules.now);
  const timed =
    said.time !== undefined || said.timeRange !== undefined || hints.some((hint) => FREES_TIME.has(hint));
  return {
    dates: (dated ? (said.dates ?? []) : draft.dates).filter((date) => !refused.includes(date)),
    refusedDates: refusedAfter(draft, refused, said.dates ?? []),
    ...keepOrTake("dateRange", dated, waitsAnyDay ? { dateRange: { start: today } } : said, draft),
    ...keepOrTake("time", timed || said.earliest === true, said, draft),
    ...keepOrTake("timeRange", timed, said, draft),
    ...keepOrTake("latest", timed || said.earliest === true, said, draft),
    ...keepOrTake("earliest", dated || timed || said.earliest === true, said, draft),
  };
}

function saidWhen(
  state: ConversationState,
  understood: Understanding,
  text: string,
  rules: DraftRules,
): SaidWhen {
  // After a time is taken, "the second" is not a day of the month.
  if (isPastList(state) && isPlaceAlone(text)) return {};
  const hour = bareHour(state, understood, text, rules);
  return {
    ...(understood.hints.includes("latest") && { latest: true }),
    ...dayOfPick(state, hour.time === undefined ? understood : { ...understood, time: hour.time }, rules),
    ...plainly(inContext(state, understood, rules)),
    ...byReference(state, understood, text, rules),
    ...hour,
  };
}

/**
 * "Make it 4", after a time was picked on a day other than the requested one, refers to the picked day;
 * likewise if the requested day is full or closed and times of one other day are shown instead.
 */
function dayOfPick(
  state: ConversationState,
  { dates, dateRange, time, timeRange, references }: Understanding,
  rules: DraftRules,
): SaidWhen {
  const { chosen, offers, draft } = state;
  const isTimeOnly = dates.length === 0 && !dateRange && (time !== undefined || timeRange !== undefined);
  if (!isTimeOnly || references.some(({ kind }) => kind !== "anyone")) return {};
  const picked = offers.find(({ slotId }) => slotId === chosen?.slotId);
  const date = picked ? rules.zone.localDateOf(picked.start) : dayInstead(state, rules);
  return date === undefined || (draft.dates.includes(date) && draft.dates.length === 1)
    ? {}
    : { dates: [date] };
}

/** A change of service or person without a time keeps the time that was picked before. */
export function atPick(
  { chosen, offers, draft }: ConversationState,
  { dates, times, dateRange, timeRange, references, hints, visits }: Understanding,
  { zone }: DraftRules,
): When | undefined {
  const picked = offers.find(({ slotId }) => slotId === chosen?.slotId);
  const points = references.some(({ kind }) => kind !== "anyone" && kind !== "person");
  const saysWhen = points || dates.length + times.length > 0 || Boolean(dateRange ?? timeRange ?? visits);
  if (!picked || saysWhen || hints.some((hint) => hint === "any_day" || FREES_TIME.has(hint)))
    return undefined;
  const { refusedDates } = draft;
  return { dates: [zone.localDateOf(picked.start)], refusedDates, time: zone.minuteOfDay(picked.start) };
}

function dayInstead(state: ConversationState, { now, zone }: DraftRules): LocalDate | undefined {
  const { dates, time, timeRange } = state.draft;
  const shown = liveShown(state, now);
  // A bare hour is a reply to the single proposed time.
  const isWholeDay = time === undefined && timeRange === undefined;
  if (dates.length === 0 || !(isWholeDay || shown.length === 1 || dates.length > 1)) return undefined;
  const days = new Set(shown.map(({ start }) => zone.localDateOf(start)));
  return days.size === 1 ? [...days][0] : undefined;
}

const FREES_TIME: ReadonlySet<string> = new Set(["any_time", "latest"]);

function keepOrTake<K extends "dateRange" | "time" | "timeRange" | "earliest" | "latest">(
  key: K,
  isSaid: boolean,
  said: SaidWhen,
  draft: Draft,
): Pick<Draft, K> {
  const value = isSaid ? said[key] : draft[key];
  return (value === undefined ? {} : { [key]: value }) as Pick<Draft, K>;
}

/** Requesting a day again withdraws its refusal. */
function refusedAfter(
  draft: Draft,
  refused: readonly LocalDate[],
  wished: readonly LocalDate[],
): readonly LocalDate[] {
  if (refused.length === 0 && wished.length === 0) return draft.refusedDates;
  const all = new Set([...draft.refusedDates, ...refused]);
  for (const date of wished) if (!refused.includes(date)) all.delete(date);
  return [...all];
}

function plainly({ dates, dateRange, time, times, timeRange }: Understanding): SaidWhen {
  return {
    ...(dates.length > 0 && { dates }),
    ...(dateRange && { dateRange }),
    ...(timeRange ? { timeRange } : timesSaid(time, times)),
  };
}

/** "At 3 or 4" spans from the first to the last of them. */
function timesSaid(time: number | undefined, times: readonly number[]): SaidWhen {
  if (times.length > 1) return { timeRange: { start: Math.min(...times), end: Math.max(...times) + 1 } };
  return time === undefined ? {} : { time };
}

function byReference(
  state: ConversationState,
  understood: Understanding,
  text: string,
  rules: DraftRules,
): SaidWhen {
  const said: SaidWhen[] = understood.references.map((reference) =>
    resolve(reference, state, { understood, text }, rules),
  );
  return Object.assign({}, ...said) as SaidWhen;
}

function resolve(
  reference: Reference,
  state: ConversationState,
  { understood, text }: { readonly understood: Understanding; readonly text: string },
  rules: DraftRules,
): SaidWhen {
  switch (reference.kind) {
    case "shift":
      return shifted(reference.minutes, state, rules);
    case "shift_days":
      return shiftedDays(reference.days, state, rules);
    case "shift_weeks":
      return shiftedWeeks(reference.weeks, state, rules);
    case "direction":
      return understood.times.length > 0 || understood.timeRange
        ? {}
        : towards(reference.direction, state, understood, rules);
    case "same_time":
      return atSameTime(state, understood, rules);
    case "same_day": {
      const base = baseOf(state, rules, "same");
      return base ? { dates: [rules.zone.localDateOf(base.start)] } : {};
    }
    case "earliest":
      return { earliest: true };
    case "nth":
      // "The second" is not an hour.
      return /\d/.test(text) ? hourOf(reference.n, state, rules) : {};
    default:
      return {};
  }
}

/** "10", if fewer than ten times were shown, is an hour. */
function bareHour(
  state: ConversationState,
  { references, dates, times }: Understanding,
  text: string,
  rules: DraftRules,
): SaidWhen {
  const n = numberAlone(text) ?? 0;
  const isBare = references.length === 0 && dates.length === 0 && times.length === 0;
  return isBare && n > 0 ? hourOf(n, state, rules) : {};
}

/** "4", if fewer than four times were shown, is an hour. */
function hourOf(n: number, state: ConversationState, { isOpen }: DraftRules): SaidWhen {
  // After a time is taken, a number no longer refers to the list.
  const isTaken = isPastList(state);
  const isPlace = n <= state.shown.length || state.asked !== "choice";
  // If no time was shown, "the first" does not refer to one.
  const isElse = state.asked === "choice" && state.shown.length === 0;
  if (n < 1 || n > 12 || isElse || (isPlace && !isTaken)) return {};
  const morning = (n % 12) * 60;
  return { time: isOpen?.(morning) === true ? morning : morning + 720 };
}

function shifted(minutes: number, state: ConversationState, rules: DraftRules): SaidWhen {
  const base = baseOf(state, rules, minutes > 0 ? "later" : "earlier");
  const time = state.draft.time;
  if (!base) return time === undefined ? {} : { time: within(time + minutes) };
  const start = base.start + minutes * MINUTE;
  return { dates: [rules.zone.localDateOf(start)], time: rules.zone.minuteOfDay(start) };
}

function shiftedDays(days: number, state: ConversationState, rules: DraftRules): SaidWhen {
  const base = baseOf(state, rules, days > 0 ? "later" : "earlier");
  const from = base ? rules.zone.localDateOf(base.start) : state.draft.dates[0];
  if (from === undefined) return {};
  return { dates: [addDays(from, days)], ...(base?.isTheirs && atTimeOf(base, rules)) };
}

/** The whole week from Monday, this many weeks after the one under discussion. */
function shiftedWeeks(weeks: number, state: ConversationState, rules: DraftRules): SaidWhen {
  const { dateRange, dates } = state.draft;
  const base = baseOf(state, rules, "same");
  const from = dateRange?.start ?? dates[0] ?? rules.zone.localDateOf(base?.start ?? rules.now);
  const monday = addDays(from, weeks * 7 - WEEKDAYS.indexOf(weekdayOf(from)));
  return { dateRange: { start: monday, end: addDays(monday, 6) } };
}

/** A time later or earlier than those shown; on another day if the message names one. */
function towards(
  direction: "later" | "earlier",
  state: ConversationState,
  { dates }: Understanding,
  rules: DraftRules,
): SaidWhen {
  const base = baseOf(state, rules, direction);
  if (!base) return direction === "earlier" ? { earliest: true } : {};
  const date = rules.zone.localDateOf(base.start);
  const minute = rules.zone.minuteOfDay(base.start);
  if (direction === "later") return { dates: dates[0] ? dates : [date], timeRange: { start: minute + 1 } };
  // If the proposed day was not the customer's request, "sooner" means any day up to it.
  const isOwnIdea = !state.draft.dates.includes(date) && dates.length === 0 && !base.isTheirs;
  if (isOwnIdea) return { dateRange: { start: rules.zone.localDateOf(rules.now), end: date } };
  return { dates: dates[0] ? dates : [date], timeRange: { end: minute } };
}

/** "Same time next week" is on the same weekday. */
function atSameTime(
  state: ConversationState,
  { dates, dateRange }: Understanding,
  rules: DraftRules,
): SaidWhen {
  const base = baseOf(state, rules, "same");
  if (!base) return {};
  // A time that was merely shown does not replace the one they asked for.
  const wished = base.isTheirs ? undefined : state.draft.time;
  const time = wished === undefined ? atTimeOf(base, rules) : { time: wished };
  const { start, end } = dateRange ?? {};
  if (dates.length > 0 || start === undefined || end === undefined) return time;
  if (daysBetween(start, end) > 6) return time;
  const before = rules.zone.localDateOf(base.start);
  const days = Array.from({ length: daysBetween(start, end) + 1 }, (_, i) => addDays(start, i));
  const date = days.find((day) => weekdayOf(day) === weekdayOf(before));
  // For a day already in next week, "next week" means the week after.
  return date ? { ...time, dates: [date === before ? addDays(date, 7) : date] } : time;
}

function atTimeOf(base: Base, { zone }: DraftRules): { time: number } {
  return { time: zone.minuteOfDay(base.start) };
}

function within(minutes: number): number {
  return Math.min(Math.max(minutes, 0), 1439);
}
