import type { Row } from "../consistency.ts";

import type { Change, LoggedEvent } from "./log.ts";

/** The moment at which it was decided who is to have a freed time. */
export type Turn = {
  readonly slot: Row;
  /** `chain`: visits are to move up, because it suits nobody as it is; `nobody`: it went to everyone. */
  readonly how: "offered" | "booked" | "chain" | "nobody";
  /** The entries of those who were asked, or booked for. */
  readonly chosen: readonly string[];
  /** What they were offered. */
  readonly offers: readonly Row[];
  /** The links of a chain. */
  readonly links: readonly Row[];
  readonly at: number;
};

/** An event with what was decided just before it. */
export type Step = {
  readonly event: LoggedEvent;
  readonly turn: Turn | undefined;
  readonly changes: readonly Change[];
};

/**
 * Events in the order in which things were done. An act that makes a visit on the way is told after that visit,
 * in the same transaction: whose turn it was, was decided before, and the offer that was taken had ended.
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

/** What an acceptance has done before it books: all but the new state of those whose visits it makes. */
function isOver({ table, after }: Change): boolean {
  if (table === "waitlist_chain_steps") return false;
  return table !== "waitlist_entries" || (after?.["booking_uid"] ?? null) === null;
}

/** The visits that came of somebody's waiting. */
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
