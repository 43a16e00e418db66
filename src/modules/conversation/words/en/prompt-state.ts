import { formatMoney } from "#kernel/money.ts";
import { formatTime, spokenDate, timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import type { BrainTurn } from "#modules/conversation/brain.ts";
import type { Doubt } from "#modules/conversation/draft/index.ts";
import type { GateOutcome } from "#modules/conversation/gate-outcome.ts";
import type { ConversationState, Draft, Offer, Whom } from "#modules/conversation/state.ts";

import { repeatLines, seriesLines } from "./prompt-series.ts";

/** Names for the ids in the state. */
export type Names = {
  readonly zone: Zone;
  readonly serviceName: (id: string) => string;
  readonly staffName: (id: string) => string;
};

/**
 * The state of the conversation for a language model; placed last, just before the customer's message, so that
 * everything before it stays the same. Of the contact details, it says only which are known.
 */
export function promptState(turn: BrainTurn, names: Names, offers: readonly Offer[]): string {
  const { zone } = names;
  const state = turn.state();
  const now = turn.ctx.clock.now();
  const lines = [
    `STATE`,
    `now: ${spokenDate(zone.localDateOf(now))} ${zone.localDateOf(now).slice(0, 4)}, ${timeLabel(zone, now)}`,
    `phase: ${state.phase}`,
    ...draftLines(state.draft, names),
    ...turn.heard.doubts.map((doubt) => `unclear, to be asked about: ${doubtWords(doubt, names)}`),
    ...offerLines(state, offers, names),
    ...gateLines(turn.gate),
    ...pickLines(turn.picked),
    ...seriesLines(state, zone),
    ...pendingLines(state),
    ...visitLines(state),
  ];
  return lines.join("\n");
}

function draftLines(draft: Draft, names: Names): string[] {
  const wish = [...whatLines(draft, names), ...whenLines(draft), ...repeatLines(draft)].filter(
    (part) => part !== "",
  );
  const known = [
    draft.name !== undefined && `name (${draft.name})`,
    draft.email !== undefined && "email address",
    draft.phone !== undefined && "phone number",
  ].filter(Boolean);
  return [
    wish.length > 0 ? `wish: ${wish.join("; ")}` : "wish: nothing said yet",
    `known of the customer: ${known.join(", ") || "nothing"}`,
  ];
}

function whatLines(
  { goal, items, notes, people, ...draft }: Draft,
  { serviceName, staffName }: Names,
): string[] {
  return [
    goal === null ? "" : `wants to ${goal}`,
    ...items.map((item) => `service ${serviceName(item.serviceId)}${who(item, staffName)}`),
    items.length === 0 ? who(draft, staffName).trim() : "",
    people === undefined ? "" : `visits still to be booked, one for each person: ${people}`,
    notes ? `note: ${notes}` : "",
  ];
}

function whenLines({ dates, dateRange, refusedDates, time, timeRange, earliest }: Draft): string[] {
  return [
    dates.length > 0 ? `on ${dates.join(" or ")}` : "",
    dateRange ? `between ${dateRange.start ?? "now"} and ${dateRange.end ?? "later"}` : "",
    refusedDates.length > 0 ? `not on ${refusedDates.join(", ")}` : "",
    time === undefined ? "" : `at ${formatTime(time)}`,
    timeRange ? `from ${clock(timeRange.start)} to ${clock(timeRange.end)}` : "",
    earliest ? "as early as possible" : "",
  ];
}

function who({ staffId, among }: Whom, staffName: Names["staffName"]): string {
  if (among) return ` with ${among.map(staffName).join(" or ")}`;
  if (staffId === undefined) return "";
  return staffId === null ? " with anyone" : ` with ${staffName(staffId)}`;
}

function clock(minutes: number | undefined): string {
  return minutes === undefined ? "any time" : formatTime(minutes);
}

function doubtWords(doubt: Doubt, { staffName, serviceName }: Names): string {
  if (!("why" in doubt)) return `which ${doubt.about}?`;
  switch (doubt.why) {
    case "past":
    case "too_far":
    case "gap":
      return `${doubt.about} ${doubt.date} ${DOUBTS[doubt.why]}`;
    case "no_such_date":
      return "there is no such date";
    case "weekday_disagrees":
      return `weekday and date do not go together: ${doubt.candidates.join(" or ")}?`;
    case "several":
      return `which ${doubt.about}: ${doubt.candidates.map(({ name }) => name).join(" or ")}?`;
    case "not_theirs":
      return `${staffName(doubt.staffId)} does not do ${serviceName(doubt.serviceId)}`;
    case "unreadable":
      return `the ${doubt.about} cannot be read`;
  }
}

const DOUBTS = {
  past: "is over",
  too_far: "is further ahead than can be booked",
  gap: "does not exist, since the clocks go forward",
} as const;

function offerLines(state: ConversationState, offers: readonly Offer[], names: Names): string[] {
  const lines = offers.map((offer) => `- ${offerLabel(offer, names)} [slot_id ${offer.slotId}]`);
  const chosen = state.offers.find(({ slotId }) => slotId === state.chosen?.slotId);
  return [
    lines.length > 0 ? `times offered:\n${lines.join("\n")}` : "times offered: none",
    ...(chosen ? [`time chosen: ${offerLabel(chosen, names)} [slot_id ${chosen.slotId}]`] : []),
  ];
}

function offerLabel(offer: Offer, { zone, serviceName, staffName }: Names): string {
  const what = offer.items.map((item) => `${serviceName(item.serviceId)} with ${staffName(item.staffId)}`);
  const when = `${spokenDate(zone.localDateOf(offer.start))}, ${timeLabel(zone, offer.start)}`;
  return `${when}: ${what.join(", ")}, ${formatMoney(offer.priceCents, offer.currency)}`;
}

const DONE = { book: "booked", move: "moved", cancel: "cancelled" } as const;

function gateLines(gate: GateOutcome): string[] {
  switch (gate.kind) {
    case "nothing_pending":
      return [];
    case "done":
      return [
        gate.starts
          ? `done just now: ${gate.starts.length} visits, the first of ${gate.booking.start_local}, are ${DONE[gate.act]}; the customer sees it`
          : `done just now: the visit of ${gate.booking.start_local} is ${DONE[gate.act]}; the customer sees it`,
      ];
    case "refused":
      return [`just now: could not be ${DONE[gate.act]} (${gate.code})`];
    case "declined":
      return ["just now: the customer said no to the summary"];
    case "changed":
      return ["just now: the customer changed the wish; the summary no longer stands"];
    case "expired":
      return ["just now: the summary was too old to be confirmed"];
    case "unclear":
      return ["just now: that was neither yes nor no to the summary, which still stands; ask again"];
  }
}

function pickLines(picked: BrainTurn["picked"]): string[] {
  if (!picked) return [];
  return [
    picked.kind === "picked"
      ? "just now: a time was picked and is kept"
      : `just now: the time picked is gone (${picked.code})`,
  ];
}

function pendingLines({ pending }: ConversationState): string[] {
  return pending ? [`waiting for the customer's yes to: ${pending.summary}`] : [];
}

function visitLines({ verified, unanswered, tries }: ConversationState): string[] {
  return [
    ...(verified.length > 0 ? [`visits that may be spoken of: ${verified.join(", ")}`] : []),
    ...(unanswered !== undefined ? ["a question is open that nobody could answer"] : []),
    ...(tries > 0 ? [`wrong attempts to find a visit: ${tries}`] : []),
  ];
}
