import type { ConversationState, Draft, Goal } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

import type { Doubt, DraftRules, OwnVisit } from "./draft-update.ts";

type Visit = Pick<Draft, "bookingUid" | "reference"> & { readonly doubts: readonly Doubt[] };

/** As a confirmation writes it: 26 characters of Crockford's base 32, the first one small. */
const REFERENCE = /(?<![0-9a-z])[0-7][0-9a-hjkmnp-tv-z]{25}(?![0-9a-z])/i;

/** The reference of a visit, if one stands in the text (or in a link that was pasted). */
export function referenceIn(text: string): string | undefined {
  return REFERENCE.exec(text)?.[0].toLowerCase();
}

/** Which of the customer's own visits is to be moved, cancelled or told about. */
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
  const known = rules.visits.find(({ uid }) => uid === (referenceIn(text) ?? state.draft.bookingUid));
  if (known && goal === state.draft.goal) return { ...claimed, bookingUid: known.uid, doubts: [] };
  const fitting = fittingVisits(rules.visits, goal, understood, rules);
  const [only] = fitting;
  if (only && fitting.length === 1) return { ...claimed, bookingUid: only.uid, doubts: [] };
  if (known) return { ...claimed, bookingUid: known.uid, doubts: [] };
  if (fitting.length === 0 || goal === "lookup") return { ...claimed, doubts: [] };
  return { ...claimed, doubts: [{ about: "visit", uids: fitting.map(({ uid }) => uid) }] };
}

/** By place in the list, by day or time (of the visit itself, not where it is moved to), by service. */
function fittingVisits(
  visits: readonly OwnVisit[],
  goal: Goal,
  { references, dates, times, services }: Understanding,
  { zone }: DraftRules,
): readonly OwnVisit[] {
  const nth = references.find((reference) => reference.kind === "nth");
  const placed = nth && visits.at(nth.n > 0 ? nth.n - 1 : nth.n);
  if (placed) return [placed];
  const byService = visits.filter(({ items }) =>
    services.some(({ id }) => items.some(({ serviceId }) => serviceId === id)),
  );
  const left = byService.length > 0 ? byService : visits;
  if (goal === "reschedule" && left.length === 1) return left;
  const byTime = left.filter(
    ({ start }) =>
      (dates.length === 0 || dates.includes(zone.localDateOf(start))) &&
      (times.length === 0 || times.includes(zone.minuteOfDay(start))),
  );
  return byTime.length > 0 ? byTime : left;
}
