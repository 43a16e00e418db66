import type { ConversationState, Draft, Goal } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

import type { Doubt, DraftRules, OwnVisit } from "./draft-update.ts";
import type { When } from "./merge-when.ts";

type Visit = Pick<Draft, "bookingUid" | "reference" | "others"> & { readonly doubts: readonly Doubt[] };

/** As written in confirmations: 26 characters of Crockford's base 32, the first at most 7. */
const REFERENCE = /(?<![0-9a-z])[0-7][0-9a-hjkmnp-tv-z]{25}(?![0-9a-z])/i;

/** The booking reference in a text or a pasted link, if any. */
export function referenceIn(text: string): string | undefined {
  return REFERENCE.exec(text)?.[0].toLowerCase();
}

/** Which of the customer's visits is to be moved, cancelled or looked up. */
export function mergeVisit(
  state: ConversationState,
  goal: Goal | null,
  understood: Understanding,
  text: string,
  rules: DraftRules,
): Visit {
  const reference = referenceIn(text) ?? state.draft.reference;
  const claimed = reference === undefined ? {} : { reference };
  if (goal !== "cancel" && goal !== "reschedule" && goal !== "lookup") return { ...claimed, doubts: [] };
  return { ...claimed, ...visitMeant(state, goal, understood, referenceIn(text), rules) };
}

function visitMeant(
  state: ConversationState,
  goal: Goal,
  understood: Understanding,
  named: string | undefined,
  rules: DraftRules,
): Omit<Visit, "reference"> {
  const { movedFrom } = understood;
  const from = rules.visits.filter(({ start }) => rules.zone.localDateOf(start) === movedFrom);
  if (from.length === 1) return { bookingUid: from[0]!.uid, doubts: [] };
  const known = rules.visits.find(
    ({ uid }) => uid === (named ?? state.draft.bookingUid ?? state.draft.reference),
  );
  const meant = known && (siblingMeant(state, known, understood, rules) ?? stays(state, goal, known));
  const { others } = state.draft;
  if (meant) return { bookingUid: meant.uid, ...(goal !== "lookup" && others && { others }), doubts: [] };
  return amongVisits(goal, known, understood, rules);
}

/** Which of the visits that this conversation may discuss match the message. */
function amongVisits(
  goal: Goal,
  known: OwnVisit | undefined,
  understood: Understanding,
  rules: DraftRules,
): Omit<Visit, "reference"> {
  const fitting = fittingVisits(rules.visits, goal, understood, rules);
  const [only] = fitting;
  if (only && fitting.length === 1) return { bookingUid: only.uid, doubts: [] };
  if (goal === "lookup") return { doubts: [] };
  if (understood.scope === "all" && isUnlike(fitting)) return oneByOne(fitting);
  // Within one series, the next visit is meant until another is named.
  if (only && fitting.every((one) => isBeside(only, one)))
    return {
      bookingUid: (since(fitting, understood, rules) ?? known ?? firstOf(fitting, only)).uid,
      doubts: [],
    };
  if (known) return { bookingUid: known.uid, doubts: [] };
  if (!only) return { doubts: [] };
  return { doubts: [{ about: "visit", uids: fitting.map(({ uid }) => uid) }] };
}

/** Whether the visits do not belong to one series. */
function isUnlike(visits: readonly OwnVisit[]): boolean {
  return visits.length > 1 && visits.every(({ seriesId }) => seriesId === undefined);
}

/** "Cancel both", "move both to Friday": each gets its own summary, in order. */
function oneByOne(visits: readonly OwnVisit[]): Omit<Visit, "reference"> {
  const [first, ...others] = visits.toSorted((a, b) => a.start - b.start).map(({ uid }) => uid);
  return { ...(first !== undefined && { bookingUid: first }), others, doubts: [] };
}

function firstOf(visits: readonly OwnVisit[], some: OwnVisit): OwnVisit {
  return visits.reduce((first, one) => (one.start < first.start ? one : first), some);
}

/** The same goal keeps referring to the same visit. */
function stays({ draft }: ConversationState, goal: Goal, known: OwnVisit): OwnVisit | undefined {
  return goal === draft.goal ? known : undefined;
}

function isBeside(one: OwnVisit, other: OwnVisit): boolean {
  return one.seriesId !== undefined && one.seriesId === other.seriesId;
}

/** "The one on the 24th", of a series: to be cancelled, or in reply to which one to move. */
function siblingMeant(
  { asked, draft }: ConversationState,
  known: OwnVisit,
  understood: Understanding,
  rules: DraftRules,
): OwnVisit | undefined {
  const { dates, times } = understood;
  if (draft.goal !== "cancel" && !(draft.goal === "reschedule" && asked === "scope")) return undefined;
  const beside = rules.visits.filter((one) => isBeside(one, known));
  const [date, ...others] = dates;
  if (date === undefined) return since(beside, understood, rules);
  if (others.length > 0 || times.length > 1) return undefined;
  return beside.find((one) => rules.zone.localDateOf(one.start) === date);
}

/** "Everything after the 17th" starts with the first visit after that date. */
function since(
  visits: readonly OwnVisit[],
  { scope, dateRange }: Understanding,
  { zone }: DraftRules,
): OwnVisit | undefined {
  const from = dateRange?.start;
  if (scope !== "this_and_later" || from === undefined) return undefined;
  const later = visits.filter(({ start }) => zone.localDateOf(start) >= from);
  return later[0] && firstOf(later, later[0]);
}

/** By position in the list, by day or time (of the visit itself, not of its new time), by service. */
function fittingVisits(
  visits: readonly OwnVisit[],
  goal: Goal,
  { references, dates, times, services, scope }: Understanding,
  { zone }: DraftRules,
): readonly OwnVisit[] {
  const nth = references.find((reference) => reference.kind === "nth");
  const placed = nth && visits.at(nth.n > 0 ? nth.n - 1 : nth.n);
  if (placed) return [placed];
  const byService = visits.filter(({ items }) =>
    services.some(({ id }) => items.some(({ serviceId }) => serviceId === id)),
  );
  const left = byService.length > 0 ? byService : visits;
  if ((goal === "reschedule" && left.length === 1) || scope === "all") return left;
  const byTime = left.filter(
    ({ start }) =>
      (dates.length === 0 || dates.includes(zone.localDateOf(start))) &&
      (times.length === 0 || times.includes(zone.minuteOfDay(start))),
  );
  return byTime.length > 0 ? byTime : left;
}

/** "Move it to eleven" keeps the visit's day; "with Noah instead" keeps its time too. */
export function timeOfVisit(
  goal: Draft["goal"],
  { dates, dateRange, time, timeRange, earliest }: When,
  uid: string | undefined,
  { staff }: Understanding,
  { visits, zone }: DraftRules,
): Pick<Draft, "dates" | "time"> | undefined {
  if (goal !== "reschedule" || dates.length > 0 || dateRange || earliest) return undefined;
  const visit = visits.find((one) => one.uid === uid);
  if (!visit) return undefined;
  const day = { dates: [zone.localDateOf(visit.start)] };
  if (time !== undefined) return day;
  const isOther = staff !== undefined && visit.items.every(({ staffId }) => staffId !== staff.id);
  return isOther && !timeRange ? { ...day, time: zone.minuteOfDay(visit.start) } : undefined;
}
