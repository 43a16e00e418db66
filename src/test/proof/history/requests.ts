import type { Reply } from "../client.ts";
import type { Business } from "../founding.ts";
import { createLedger, type Known } from "../ledger.ts";

import { createDeeds, visitKey } from "./deeds.ts";

/** A request that is repeated with the same key until it is answered. */
type Again = {
  /** A word for the statistics. */
  readonly what: string;
  readonly send: Send;
  readonly done: (reply: Reply) => void;
};

/**
 * Takes the business as it can be reached at that time: a server that was killed returns at another address.
 */
type Send = (business: Business) => Promise<Reply>;

/** An entry on the waitlist, as its customer knows it. */
export type Waiter = {
  readonly id: string;
  readonly token: string;
  /** They tried to accept an offer and got no answer. */
  asksToTake?: boolean;
  over?: boolean;
};

/** Everything that one process asked of a business, and the answers. */
export function createRequests() {
  const ledger = createLedger();
  const deeds = createDeeds();
  const { counts } = ledger;
  const again = new Set<Again>();
  const tally: Record<string, number> = {};
  let keys = 0;

  /** What an answer proves: `undefined` for nothing. Even a failed request may have been committed. */
  function heard(what: string, reply: Reply): boolean | undefined {
    if (reply.status === 0) counts.lost++;
    else if (reply.status >= 500) counts.unsure++;
    else {
      const isDone = reply.status < 300;
      if (isDone) tally[what] = (tally[what] ?? 0) + 1;
      else counts.refused++;
      return isDone;
    }
    return undefined;
  }

  return {
    ledger,
    deeds,
    tally,
    heard,
    waiters: [] as Waiter[],
    absences: [] as string[],
    /** The visits of each series, in order. */
    series: [] as (readonly string[])[],
    /** A key that nobody else uses. */
    key: (): string => `key-${process.pid}-${++keys}`,
    /** Sends a request that may be repeated; `done` is called once it is known to have succeeded. */
    once: async (business: Business, asked: Again): Promise<void> => {
      again.add(asked);
      const reply = await asked.send(business);
      const isDone = heard(asked.what, reply);
      if (isDone === undefined) return;
      again.delete(asked);
      if (isDone) asked.done(reply);
    },
    /** Repeats every request without an answer; returns how many still have none. */
    askAgain: async (business: Business): Promise<number> => {
      for (const asked of again) {
        const reply = await asked.send(business);
        const isDone = heard(asked.what, reply);
        if (isDone !== undefined) again.delete(asked);
        if (isDone === true) asked.done(reply);
      }
      return again.size + ledger.unanswered.size;
    },
    /** Records a visit from an answer. */
    noteVisit: (reply: Reply, token: string): Known => {
      const known = ledger.note(reply, token);
      const { version } = reply.body.booking;
      deeds.note(true, visitKey({ ...known, version, start_at: Date.parse(known.start) }));
      return known;
    },
  };
}

export type Requests = ReturnType<typeof createRequests>;

/** The latest visits that are known to stand. */
export function currentVisits(asked: Requests): Known[] {
  return [...asked.ledger.visits.values()].filter(isCurrent).slice(-40);
}

/** Those who still wait, as far as they know. */
export function stillWaiting(asked: Requests): Waiter[] {
  return asked.waiters.filter((one) => one.over !== true);
}

/** If a change to the visit was not answered, its state must be looked up first. */
function isCurrent(known: Known): boolean {
  return known.status === "confirmed" && !known.unknown;
}

export function oneOf<T>(all: readonly T[], nth: number): T | undefined {
  return all[nth % Math.max(1, all.length)];
}
