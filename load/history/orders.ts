import type { Deed } from "../../src/test/proof/history/deeds.ts";
import type { Known, Ledger } from "../../src/test/proof/ledger.ts";

/**
 * An order to a process of customers: to use the business until its server is gone, or to find out what
 * became of everything.
 */
export type Order = { readonly what: "come" | "settle"; readonly address: string; readonly seed: number };

/** What it knows afterwards. */
export type Answer = {
  readonly visits: readonly Known[];
  readonly counts: Ledger["counts"];
  /** Bookings whose outcome is unknown. */
  readonly unanswered: number;
};

/** What a process knows whose customers use the waitlist as well. */
export type WaitersAnswer = Answer & {
  readonly deeds: readonly Deed[];
  /** How often each action was taken. */
  readonly tally: Readonly<Record<string, number>>;
};
