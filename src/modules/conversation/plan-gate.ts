import type { Instant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import type { Intent, Named, Understanding } from "#modules/language/index.ts";

import { hasOtherSeries, type VisitToChange } from "./other-series.ts";
import type { Offer, Pending } from "./state.ts";
import type { Veto } from "./words/en/veto.ts";

/** The customer's reply to the summary. */
export type GateInput =
  /** A button's token, and whether it belongs to this summary. */
  | { readonly kind: "token"; readonly matches: boolean }
  | { readonly kind: "pick" }
  | {
      readonly kind: "words";
      readonly understood: Understanding;
      /** A word that postpones or retracts a yes: wait, actually, instead. */
      readonly veto: Veto | undefined;
      /** The message was sent before the summary arrived. */
      readonly blind: boolean;
    };

export type GateContext = {
  readonly now: Instant;
  readonly zone: Zone;
  /** The turn whose answer the customer saw last. */
  readonly lastTurn: number;
  /** What would be booked, or where the visit would move. */
  readonly offer: Offer | undefined;
  readonly visit?: VisitToChange | undefined;
};

export type GateDecision = "nothing_pending" | "release" | "declined" | "changed" | "unclear" | "expired";

/**
 * Decides whether to release what was frozen. Only a reply to the summary can: its own button, or words that
 * the classifier reads as a yes, with no differing value and no word that retracts it. A yes with a question
 * does not prevent release; the question is answered afterwards.
 */
export function planGate(pending: Pending | undefined, input: GateInput, context: GateContext): GateDecision {
  if (!pending) return "nothing_pending";
  if (context.now >= pending.expiresAt) return "expired";
  if (input.kind === "token") return input.matches ? "release" : "unclear";
  if (input.kind === "pick") return "changed";
  return planWords(pending, input, context);
}

function planWords(
  pending: Pending,
  { understood, veto, blind }: Extract<GateInput, { kind: "words" }>,
  context: GateContext,
): Exclude<GateDecision, "nothing_pending" | "expired"> {
  // "Yes, and the same next week": another visit follows this one.
  if (understood.hints.includes("next_too") && pending.act.kind === "book") return "unclear";
  if (hasOther(understood, pending, context)) return "changed";
  if (blind || pending.turn !== context.lastTurn || veto === "puts_off") return "unclear";
  const { acts, questions, note } = understood;
  if (acts.includes("negate"))
    return acts.includes("affirm") || saysAgain(understood) ? "unclear" : "declined";
  if (veto !== undefined || questions.length > 0) return "unclear";
  // Notes are only for new visits: on an existing one, words beside the yes may be about the change itself.
  if (note !== undefined && pending.act.kind !== "book") return "unclear";
  return acts.includes("affirm") ? "release" : "unclear";
}

/** Whether part of the summary was repeated: "no, Monday at three". */
export function saysAgain(understood: Understanding): boolean {
  const { date, time, dateRange, timeRange, service, staff, name, email, phone } = understood;
  const said = [date, time, dateRange, timeRange, service, staff, name, email, phone];
  return said.some((value) => value !== undefined);
}

/** References to something other than what was summed up. */
const LEADS_AWAY = new Set([
  "nth",
  "shift",
  "shift_days",
  "shift_weeks",
  "direction",
  "person",
  "anyone",
  "earliest",
]);
const OTHER_INTENTS = new Set(["cancel", "reschedule", "waitlist"]);

/** Whether the message contradicts the summary. */
function hasOther(understood: Understanding, pending: Pending, context: GateContext): boolean {
  const { act } = pending;
  if (understood.acts.includes("request_alternatives") || understood.acts.includes("human")) return true;
  if (understood.references.some(({ kind }) => LEADS_AWAY.has(kind))) return true;
  if (understood.intents.some((intent) => OTHER_INTENTS.has(intent) && intent !== intentOf(act.kind)))
    return true;
  if ((understood.refusedServices ?? []).length > 0) return true;
  if (understood.refusedDates.length > 0 || hasOtherNote(understood, act)) return true;
  if ((understood.people ?? 1) > 1) return true;
  if (hasOtherSeries(understood, pending, context)) return true;
  return hasOtherTime(understood, pending, context) || hasOtherPeople(understood, pending, context);
}

/** Whether there is a note that the summary does not show yet. */
function hasOtherNote({ note }: Understanding, act: Pending["act"]): boolean {
  return note !== undefined && act.kind === "book" && act.notes?.includes(note.text) !== true;
}

/** The intent that goes with an act. */
export function intentOf(act: Pending["act"]["kind"]): Intent {
  return act === "move" ? "reschedule" : act;
}

function hasOtherTime(understood: Understanding, { act }: Pending, { zone, offer }: GateContext): boolean {
  const { dates, times, time, dateRange, timeRange } = understood;
  if (!offer) return false;
  const date = zone.localDateOf(offer.start);
  const minute = zone.minuteOfDay(offer.start);
  const all =
    act.kind === "book" && act.series ? act.series.starts.map((at) => zone.localDateOf(at)) : [date];
  if (dates.some((one) => !all.includes(one)) || !isWithin(date, dateRange)) return true;
  const exact = times.length > 0 || time === undefined || timeRange ? times : [time];
  return exact.some((one) => one % 1440 !== minute) || !isWithin(minute, timeRange);
}

function isWithin<T extends string | number>(
  value: T,
  range: { readonly start?: T; readonly end?: T } = {},
): boolean {
  return (range.start ?? value) <= value && value <= (range.end ?? value);
}

function hasOtherPeople(understood: Understanding, { act }: Pending, { offer }: GateContext): boolean {
  const { service, name, email, phone } = understood;
  if (service && offer && !offer.items.some(({ serviceId }) => serviceId === service.id)) return true;
  if (offer && hasOtherStaff(understood, offer)) return true;
  if (act.kind !== "book") return false;
  const { customer } = act;
  if (email !== undefined && email.toLowerCase() !== customer.email) return true;
  if (phone !== undefined && phone !== customer.phone) return true;
  return name !== undefined && plain(name) !== plain(customer.name);
}

function hasOtherStaff(
  { staff, staffs = staff ? [staff] : [], refusedStaff = [], pairs = [] }: Understanding,
  { items }: Offer,
): boolean {
  const serves = ({ id }: Named) => items.some(({ staffId }) => staffId === id);
  const isOther = pairs.some(({ serviceId, staffIds }) => {
    const item = items.find((one) => one.serviceId === serviceId);
    return item !== undefined && !staffIds.includes(item.staffId);
  });
  if (isOther) return true;
  return (staffs.length > 0 && !staffs.some(serves)) || refusedStaff.some(serves);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, " ").trim();
}
