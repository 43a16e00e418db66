import type { Row } from "../consistency.ts";

import type { Change, LoggedEvent } from "./log.ts";

/** The moment at which it was decided who gets a freed time. */
export type Turn = {
  readonly slot: Row;
  /** `chain`: visits are to move up, because the time suits nobody directly; `nobody`: it went public. */
  readonly how: "offered" | "booked" | "chain" | "nobody";
  /** The entries of those who were asked or booked. */
  readonly chosen: readonly string[];
  /** The offers that they got. */
  readonly offers: readonly Row[];
  /** The links of a chain. */
  readonly links: readonly Row[];
  readonly at: number;
};

/** An event, with the decisions made just before it. */
export type Step = {
  readonly event: LoggedEvent;
  readonly turn: Turn | undefined;
  readonly changes: readonly Change[];
};

/**
 * Events in causal order. An act that creates a visit on the way is logged after that visit, in the same
 * transaction; but the decision whose turn it was came first, and the accepted offer had already ended.
 */
export function stepsOf(events: readonly LoggedEvent[]): Step[] {
  const earlier = new Map<number, Change[]>();
  const turns = new Map<number, Turn>();
  const latest = new Map<string, number>();
  for (const event of events) {
    const visits = uidsMadeBy(event).map((uid) => latest.get(`booking:${uid}`) ?? event.seq);
    const first = Math.min(event.seq, ...visits);
    const turn = turnOf(event);
    if (turn) turns.set(turn.how === "booked" ? first : event.seq, turn);
    if (ACCEPTED.has(event.kind) && first < event.seq)
      earlier.set(first, [...(earlier.get(first) ?? []), ...event.changes.filter(isOver)]);
    latest.set(event.subject, event.seq);
  }
  const done = new Set([...earlier.values()].flat());
  return events.map((event) => ({
    event,
    turn: turns.get(event.seq),
    changes: [...(earlier.get(event.seq) ?? []), ...event.changes.filter((change) => !done.has(change))],
  }));
}

const ACCEPTED = new Set(["waitlist_offer_accepted", "waitlist_chain_done"]);

/**
 * What an acceptance does before it books: everything except the new state of the entries whose visits it
 * creates.
 */
function isOver({ table, after }: Change): boolean {
  if (table === "waitlist_chain_steps") return false;
  return table !== "waitlist_entries" || (after?.["booking_uid"] ?? null) === null;
}

/** The visits that resulted from a wait. */
function uidsMadeBy({ changes }: LoggedEvent): string[] {
  return changes.flatMap(({ table, before, after }) => {
    const isNew = table === "waitlist_entries" && (before?.["booking_uid"] ?? null) === null;
    const uid = after?.["booking_uid"] as string | null | undefined;
    return isNew && uid ? [uid] : [];
  });
}

function turnOf({ kind, at, changes }: LoggedEvent): Turn | undefined {
  const slot = changes.find(({ table }) => table === "freed_slots")?.after;
  if (!slot) return undefined;
  const entries = changes.filter(({ table }) => table === "waitlist_entries").map(({ id }) => id);
  const madeIn = (name: string): Row[] =>
    changes.flatMap(({ table, before, after }) =>
      table === name && before === null && after ? [after] : [],
    );
  const offers = madeIn("waitlist_offers");
  const links = madeIn("waitlist_chain_steps");
  const how = offers.some(({ mode }) => mode === "chain") ? "chain" : "offered";
  if (offers.length > 0) return { slot, how, chosen: entries, offers, links, at };
  if (kind === "waitlist_booked") return { slot, how: "booked", chosen: entries, offers: [], links: [], at };
  return slot["state"] === "public"
    ? { slot, how: "nobody", chosen: [], offers: [], links: [], at }
    : undefined;
}
