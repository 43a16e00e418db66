import type { LocalDate } from "#kernel/local-date.ts";
import type { ConversationState, Offer } from "#modules/conversation/state.ts";
import type { Reference, Understanding } from "#modules/language/index.ts";

import { liveShown } from "./bases.ts";
import type { DraftRules } from "./draft-update.ts";
import { isPastList, numberAlone } from "./number-alone.ts";

/** The result of matching a message to the offers: one, none, or several that it does not distinguish. */
export type Picked = { readonly one?: Offer; readonly several?: readonly Offer[] };

/**
 * The offer that the message chooses: by position ("the second one"), by time, day or person ("the 2 o'clock",
 * "Tuesday then"), or by a yes if only one was shown. A question about a time chooses nothing.
 */
export function pickOf(
  state: ConversationState,
  understood: Understanding,
  text: string,
  rules: DraftRules,
): Picked {
  const shown = liveShown(state, rules.now);
  if (shown.length === 0 || asksForAnother(understood) || answersElse(state, understood)) return {};
  const isHour = isPastList(state) && numberAlone(text) !== undefined;
  const read = isHour ? undefined : byNumber(shown, text, rules);
  if (read) return read;
  const placed = isHour ? undefined : byPlace(shown, understood, text, rules, state.draft.time);
  if (placed) return { one: placed };
  if (hasWhen(understood) || understood.staff)
    return isChoosing(understood) ? byValues(state, shown, understood, rules) : {};
  // A yes to a summary is handled by the gate.
  return state.pending || state.chosen ? {} : byYes(state, shown, understood);
}

/** "The first", of the options for continuing with a series. */
function answersElse({ asked }: ConversationState, { references }: Understanding): boolean {
  return (asked === "conflict" || asked === "scope") && references.some(({ kind }) => kind === "nth");
}

function asksForAnother({
  acts,
  intents,
  references,
  refusedDates,
  refusedStaff = [],
}: Understanding): boolean {
  if (intents.some((intent) => CHANGES.has(intent))) return true;
  if (refusedStaff.length > 0) return true;
  if (refusedDates.length > 0 || references.some(({ kind }) => MOVES.has(kind))) return true;
  // "Is 3 free?" only asks; "can I have the 3 o'clock?" chooses.
  return acts.includes("request_alternatives") && !acts.includes("select");
}

const CHANGES: ReadonlySet<string> = new Set(["cancel", "reschedule", "waitlist", "lookup"]);
const MOVES: ReadonlySet<string> = new Set(["shift", "shift_days", "shift_weeks", "person"]);

function byPlace(
  shown: readonly Offer[],
  { references, acts, dates, times, hints }: Understanding,
  text: string,
  rules: DraftRules,
  wished?: number,
): Offer | undefined {
  const inTime = shown.toSorted((a, b) => a.start - b.start);
  const isBare = dates.length === 0 && times.length === 0 && references.length === 0;
  const hour = isBare && /^\W*\d{1,2}\W*$/.test(text) ? byBareHour(inTime, text, rules) : undefined;
  if (hour) return hour;
  const isTaking = acts.some((act) => TAKES.has(act));
  if (hints.includes("latest") && isTaking) return inTime.at(-1);
  if (hints.includes("nearest")) return nearestOf(inTime, times[0] ?? wished, rules);
  for (const reference of references) {
    // "Earlier, like four" chooses none of them.
    if (times.length > 0 && reference.kind !== "nth") continue;
    const found =
      referred(reference, text, inTime, rules) ?? placed(reference, text, shown, inTime, isTaking);
    // "The first one on Monday" does not mean the first one shown if that is today.
    if (isOnOneOf(dates, found, rules)) return found;
  }
  return undefined;
}

function isOnOneOf(
  dates: readonly LocalDate[],
  offer: Offer | undefined,
  { zone }: DraftRules,
): offer is Offer {
  return offer !== undefined && (dates.length === 0 || dates.includes(zone.localDateOf(offer.start)));
}

const TAKES: ReadonlySet<string> = new Set(["affirm", "select"]);

/** "2", if one of the times is two o'clock, means that time rather than the second one. */
function referred(
  { kind }: Reference,
  text: string,
  inTime: readonly Offer[],
  rules: DraftRules,
): Offer | undefined {
  return kind === "nth" ? byBareHour(inTime, text, rules) : undefined;
}

/** "The closest one", to the time named now or requested before. */
function nearestOf(
  shown: readonly Offer[],
  minute: number | undefined,
  { zone }: DraftRules,
): Offer | undefined {
  if (minute === undefined) return undefined;
  const distance = ({ start }: Offer) => Math.abs(zone.minuteOfDay(start) - minute);
  return shown.toSorted((a, b) => distance(a) - distance(b))[0];
}

/**
 * "With anyone", after a specific person was requested, changes the wish; otherwise any of the times will do.
 */
function asksForSomebody({ draft }: ConversationState): boolean {
  return draft.items.some(({ staffId, among }) => typeof staffId === "string" || among !== undefined);
}

function placed(
  reference: Reference,
  text: string,
  shown: readonly Offer[],
  inTime: readonly Offer[],
  isSelecting: boolean,
): Offer | undefined {
  if (reference.kind === "nth") return nthOf(shown, reference.n, text);
  if (!isSelecting && !(reference.kind === "earliest" && shown.length === 1)) return undefined;
  if (reference.kind === "earliest") return inTime[0];
  if (reference.kind !== "direction") return undefined;
  return reference.direction === "earlier" ? inTime[0] : inTime.at(-1);
}

/** "The 5 one" is not the first one. */
function nthOf(shown: readonly Offer[], n: number, text: string): Offer | undefined {
  const digits = /^\D*(\d{1,2})\D*$/.exec(text)?.[1];
  if (n > 0 && digits !== undefined && Number(digits) !== n) return undefined;
  return shown.at(n > 0 ? n - 1 : n);
}

/**
 * A bare number that matches the hour of several times, or the hour of one ("2" for 2:15) and the position of
 * another, is ambiguous. Undefined if only one reading is possible.
 */
function byNumber(shown: readonly Offer[], text: string, { zone }: DraftRules): Picked | undefined {
  const n = numberAlone(text) ?? 0;
  const inHour = shown.filter(({ start }) => {
    const hour = Math.floor(zone.minuteOfDay(start) / 60);
    return n > 0 && (hour === n || hour === n + 12);
  });
  const sharp = inHour.filter(({ start }) => zone.minuteOfDay(start) % 60 === 0);
  const atPlace = shown[n - 1];
  if (sharp.length === 1 || inHour.length === 0 || !atPlace) return undefined;
  return severalOf([...new Set([...inHour, atPlace])], true);
}

function byBareHour(shown: readonly Offer[], text: string, { zone }: DraftRules): Offer | undefined {
  const hour = /^\D*(\d{1,2})\D*$/.exec(text)?.[1];
  if (hour === undefined) return undefined;
  const at = shown.filter((offer) => {
    const minute = zone.minuteOfDay(offer.start);
    return minute % 60 === 0 && [Number(hour), Number(hour) + 12].includes(minute / 60);
  });
  return at.length === 1 ? at[0] : undefined;
}

/** A day or a person alone asks to see what is available, unless phrased as a choice ("Tuesday works"). */
function isChoosing({ acts, times }: Understanding): boolean {
  return times.length > 0 || acts.includes("select") || acts.includes("affirm");
}

function hasWhen({ dates, times, timeRange, dateRange }: Understanding): boolean {
  return dates.length > 0 || times.length > 0 || timeRange !== undefined || dateRange !== undefined;
}

/** A time also matches earlier offers, if they are on the day under discussion. */
function byValues(
  state: ConversationState,
  shown: readonly Offer[],
  understood: Understanding,
  rules: DraftRules,
): Picked {
  if (isQuestion(understood)) return {};
  const fitting = shown.filter((offer) => fits(offer, understood, rules));
  if (fitting.length === 1) return { one: fitting[0]! };
  if (fitting.length > 1) return severalOf(fitting, understood.times.length > 0);
  if (understood.times.length === 0) return {};
  const older = state.offers.filter(
    (offer) => offer.expiresAt > rules.now && fits(offer, onDaysOf(understood, shown, rules), rules),
  );
  return older.length === 1 ? { one: older[0]! } : {};
}

/**
 * Several offers at one time differ only in the person: the first takes precedence. Several times have to be
 * asked about.
 */
function severalOf(fitting: readonly Offer[], saysTime: boolean): Picked {
  const starts = new Set(fitting.map(({ start }) => start));
  if (starts.size === 1) return { one: fitting[0]! };
  return saysTime ? { several: fitting } : {};
}

function onDaysOf(understood: Understanding, shown: readonly Offer[], { zone }: DraftRules): Understanding {
  if (understood.dates.length > 0) return understood;
  return { ...understood, dates: [...new Set(shown.map(({ start }) => zone.localDateOf(start)))] };
}

function isQuestion({ acts, intents }: Understanding): boolean {
  if (acts.includes("select") || acts.includes("affirm")) return false;
  return acts.includes("request") || intents.includes("availability");
}

/** Whether the days, times and people in the message match the picked time. */
export function fitsPick(
  { offers, chosen }: ConversationState,
  understood: Understanding,
  rules: DraftRules,
): boolean {
  const offer = offers.find(({ slotId }) => slotId === chosen?.slotId);
  return offer === undefined || !hasWhen(understood) || fits(offer, understood, rules);
}

/**
 * Whether the message merely repeats facts of the picked time: its day, hour, service or person. Such a message
 * changes nothing, whatever was requested before the time was offered.
 */
export function saysPickAgain(
  { offers, chosen }: ConversationState,
  understood: Understanding,
  rules: DraftRules,
): boolean {
  const offer = offers.find(({ slotId }) => slotId === chosen?.slotId);
  const { services, staff, staffs = staff ? [staff] : [], hints } = understood;
  if (!offer || saysOther(understood) || !(hasWhen(understood) || staffs.length > 0)) return false;
  const isTheirs = offer.items.every(({ staffId }) => staffs.some(({ id }) => id === staffId));
  const isOfIt = services.every(({ id }) => offer.items.some(({ serviceId }) => serviceId === id));
  if ((staffs.length > 0 && !isTheirs) || !isOfIt || hints.includes("only_these")) return false;
  return fits(offer, understood, rules);
}

/** Whether the message is about other visits, or not about the pick. */
function saysOther(understood: Understanding): boolean {
  const { references, repeat, visits, refusedDates, refusedStaff = [], refusedServices = [] } = understood;
  const refused = [...refusedDates, ...refusedStaff, ...refusedServices];
  return references.length + refused.length > 0 || visits !== undefined || repeat?.every !== undefined;
}

function fits(offer: Offer, understood: Understanding, { zone }: DraftRules): boolean {
  const { staff, staffs = staff ? [staff] : [] } = understood;
  return (
    isOnDay(zone.localDateOf(offer.start), understood) &&
    isAtTime(zone.minuteOfDay(offer.start), understood) &&
    (staffs.length === 0 || offer.items.some(({ staffId }) => staffs.some(({ id }) => id === staffId)))
  );
}

function isOnDay(date: LocalDate, { dates, dateRange }: Understanding): boolean {
  if (dates.length > 0 && !dates.includes(date)) return false;
  return date >= (dateRange?.start ?? date) && date <= (dateRange?.end ?? date);
}

function isAtTime(minute: number, { times, timeRange }: Understanding): boolean {
  if (times.length > 0 && !times.includes(minute)) return false;
  return minute >= (timeRange?.start ?? 0) && minute < (timeRange?.end ?? 1441);
}

const ANY: ReadonlySet<string> = new Set(["any_of_them", "any_time"]);

/** "Whatever works"; "whatever is cheapest" refers to services. */
function takesAny(hints: Understanding["hints"], topics: Understanding["topics"]): boolean {
  return topics.length === 0 && hints.some((hint) => ANY.has(hint));
}

function byYes(
  state: ConversationState,
  shown: readonly Offer[],
  { acts, hints, references, topics }: Understanding,
): Picked {
  // A position beyond what was shown: possibly an hour.
  if (references.some(({ kind }) => kind === "nth")) return {};
  const isAnyone = references.some(({ kind }) => kind === "anyone");
  // "With anyone", with different times shown, chooses none of them.
  if (isAnyone && (asksForSomebody(state) || new Set(shown.map(({ start }) => start)).size > 1)) return {};
  const isAny = isAnyone || takesAny(hints, topics);
  if (isAny && !acts.includes("negate")) return { one: shown[0]! };
  if (state.proposed !== undefined && state.proposed !== "pick") return {};
  if (!acts.includes("affirm") && !acts.includes("select")) return {};
  if (acts.includes("negate")) return {};
  // "Shall I take the first?"
  if (shown.length === 1 || state.proposed === "pick") return { one: shown[0]! };
  return { several: shown };
}
