import type { Reply } from "../client.ts";
import type { Business } from "../founding.ts";
import { createLedger, type Known } from "../ledger.ts";

import { createDeeds, visitKey } from "./deeds.ts";

/** A request that is sent again with the same key until it is answered. */
type Again = {
  /** In one word, for who counts. */
  readonly what: string;
  readonly send: Send;
  readonly done: (reply: Reply) => void;
};

/** To the business as it is reached then: a server that was killed comes back at another address. */
type Send = (business: Business) => Promise<Reply>;

/** An entry on the waitlist, as whoever waits knows it. */
export type Waiter = {
  readonly id: string;
  readonly token: string;
  /** They asked to take an offer, and were not answered. */
  asksToTake?: boolean;
  over?: boolean;
};

/** All that one process asked of a business, and what it was answered. */
export function createRequests() {
  const ledger = createLedger();
  const deeds = createDeeds();
  const { counts } = ledger;
  const again = new Set<Again>();
  const tally: Record<string, number> = {};
  let keys = 0;

  /** What an answer says for sure: `undefined` when nothing. A failure may have been kept all the same. */
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
    /** Sends something that may be sent again; `done` hears of it when it is known that it was done. */
    once: async (business: Business, asked: Again): Promise<void> => {
      again.add(asked);
      const reply = await asked.send(business);
      const isDone = heard(asked.what, reply);
      if (isDone === undefined) return;
      again.delete(asked);
      if (isDone) asked.done(reply);
    },
    /** Sends again whatever was not answered; tells how much of it was not answered again. */
    askAgain: async (business: Business): Promise<number> => {
      for (const asked of again) {
        const reply = await asked.send(business);
        const isDone = heard(asked.what, reply);
        if (isDone !== undefined) again.delete(asked);
        if (isDone === true) asked.done(reply);
      }
      return again.size + ledger.unanswered.size;
    },
    /** Notes a visit as an answer tells it. */
    noteVisit: (reply: Reply, token: string): Known => {
      const known = ledger.note(reply, token);
      const { version } = reply.body.booking;
      deeds.note(true, visitKey({ ...known, version, start_at: Date.parse(known.start) }));
      return known;
    },
  };
}

export type Requests = ReturnType<typeof createRequests>;

/** The last visits of which it is known that they stand. */
export function currentVisits(asked: Requests): Known[] {
  return [...asked.ledger.visits.values()].filter(isCurrent).slice(-40);
}

/** Those who wait as far as they know. */
export function stillWaiting(asked: Requests): Waiter[] {
  return asked.waiters.filter((one) => one.over !== true);
}

/** What became of a visit that was being changed is to be found out first. */
function isCurrent(known: Known): boolean {
  return known.status === "confirmed" && !known.unknown;
}

export function oneOf<T>(all: readonly T[], nth: number): T | undefined {
  return all[nth % Math.max(1, all.length)];
}
