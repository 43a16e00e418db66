import { addDays, daysBetween, type LocalDate, parseLocalDate } from "#kernel/local-date.ts";
import type { ConversationState } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

import type { DraftRules } from "./draft-update.ts";

/** A visit just booked, wanted again: `isOnce`, so much later; otherwise repeatedly. */
export function visitAgain(
  state: ConversationState,
  understood: Understanding,
  rules: DraftRules,
): { readonly state: ConversationState; readonly isOnce: boolean } | undefined {
  const once = onceAgain(state, understood, rules);
  const again = once ?? sameAgain(state, understood, rules);
  return again && { state: again, isOnce: once !== undefined };
}

/**
 * "Can I have that every week?", after a booking here: the same visit repeated, with the same people at the
 * same time, from the next date on. Undefined if the message is about something else.
 */
function sameAgain(
  state: ConversationState,
  understood: Understanding,
  { visits, zone }: DraftRules,
): ConversationState | undefined {
  const last = visits.at(-1);
  if (!last || last.seriesId !== undefined || !saysRhythmOnly(state, understood)) return undefined;
  const { every, interval = 1 } = understood.repeat ?? {};
  const date = zone.localDateOf(last.start);
  const next = every === "week" ? addDays(date, 7 * interval) : monthsLater(date, interval);
  return {
    ...state,
    draft: { ...state.draft, items: last.items, dates: [next], time: zone.minuteOfDay(last.start) },
  };
}

/**
 * "Same again in four weeks", "and again the week after", after a booking here: the same visit so much later.
 * Undefined if nothing carries over.
 */
function onceAgain(
  { draft, phase, ...state }: ConversationState,
  { hints, services, repeat, people, date, time, references, byDistance }: Understanding,
  { visits, zone, now }: DraftRules,
): ConversationState | undefined {
  const last = visits.at(-1);
  const isForOther = hints.includes("for_other") || people !== undefined || draft.people !== undefined;
  const isAgain = phase === "booked" && draft.goal === null && hints.includes("another");
  if (!last || !isAgain || isForOther || services.length > 0 || repeat) return undefined;
  const said = byDistance && date ? daysBetween(zone.localDateOf(now), date) : daysIn(references);
  if (said === undefined || said <= 0) return undefined;
  const dates = [addDays(zone.localDateOf(last.start), said)];
  const when = { dates, time: time ?? zone.minuteOfDay(last.start) };
  return { ...state, phase, draft: { ...draft, items: last.items, ...when } };
}

function daysIn(references: Understanding["references"]): number | undefined {
  const shift = references.find(({ kind }) => kind === "shift_weeks" || kind === "shift_days");
  if (shift?.kind === "shift_weeks") return shift.weeks * 7;
  return shift?.kind === "shift_days" ? shift.days : undefined;
}

/** "Every three weeks instead", about visits that already repeat. */
export function isOtherRhythm(
  state: ConversationState,
  understood: Understanding,
  { visits }: DraftRules,
): boolean {
  return visits.at(-1)?.seriesId !== undefined && saysRhythmOnly(state, understood);
}

/** Whether the message, right after a booking, gives a frequency and describes no other visit. */
function saysRhythmOnly(
  { draft, phase }: Pick<ConversationState, "draft" | "phase">,
  { repeat, services, intents, dates, scope }: Understanding,
): boolean {
  const isOther =
    services.length > 0 || dates.length > 0 || scope !== undefined || intents.includes("cancel");
  return phase === "booked" && draft.goal === null && repeat?.every !== undefined && !isOther;
}

/** The same day of a later month, or a multiple of four weeks later if that month is too short. */
function monthsLater(date: LocalDate, count: number): LocalDate {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + count;
  const month = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  return parseLocalDate(`${month}-${date.slice(8)}`) ?? addDays(date, 28 * count);
}
