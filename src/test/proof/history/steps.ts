import type { Row } from "../consistency.ts";

import type { Change, LoggedEvent } from "./log.ts";

/** The moment at which it was decided who is to have a freed time. */
export type Turn = {
  readonly slot: Row;
  /** `nobody`: it went to everyone. */
  readonly how: "offered" | "booked" | "nobody";
  /** The entries of those who were asked, or booked for. */
  readonly chosen: readonly string[];
  /** What they were offered. */
  readonly offers: readonly Row[];
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
    const made = uidMadeBy(event);
    const visit = made === undefined ? undefined : latest.get(`booking:${made}`);
    const turn = turnOf(event);
    if (turn) turns.set(turn.how === "booked" ? (visit ?? event.seq) : event.seq, turn);
    if (event.kind === "waitlist_offer_accepted" && visit !== undefined)
      earlier.set(visit, [
        ...(earlier.get(visit) ?? []),
        ...event.changes.filter((change) => isOver(event, change)),
      ]);
    latest.set(event.subject, event.seq);
  }
  const done = new Set([...earlier.values()].flat());
  return events.map((event) => ({
    event,
    turn: turns.get(event.seq),
    changes: [...(earlier.get(event.seq) ?? []), ...event.changes.filter((change) => !done.has(change))],
  }));
}

/** What an acceptance has done before it books: all but its own entry's new state. */
function isOver({ subject }: LoggedEvent, { table, id }: Change): boolean {
  return table !== "waitlist_entries" || subject !== `waitlist:${id}`;
}

/** The visit that came of somebody's waiting. */
function uidMadeBy({ changes }: LoggedEvent): string | undefined {
  const entry = changes.find(
    ({ table, before, after }) =>
      table === "waitlist_entries" && (before?.["booking_uid"] ?? null) === null && after?.["booking_uid"],
  );
  return entry?.after?.["booking_uid"] as string | undefined;
}

function turnOf({ kind, at, changes }: LoggedEvent): Turn | undefined {
  const slot = changes.find(({ table }) => table === "freed_slots")?.after;
  if (!slot) return undefined;
  const entries = changes.filter(({ table }) => table === "waitlist_entries").map(({ id }) => id);
  const offers = changes
    .filter(({ table, before }) => table === "waitlist_offers" && before === null)
    .flatMap(({ after }) => (after ? [after] : []));
  if (offers.length > 0) return { slot, how: "offered", chosen: entries, offers, at };
  if (kind === "waitlist_booked") return { slot, how: "booked", chosen: entries, offers: [], at };
  return slot["state"] === "public" ? { slot, how: "nobody", chosen: [], offers: [], at } : undefined;
}
