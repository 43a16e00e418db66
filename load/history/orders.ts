import type { Deed } from "../../src/test/proof/history/deeds.ts";
import type { Known, Ledger } from "../../src/test/proof/ledger.ts";

/** What a process of customers is told: to come until the server is gone, or to ask what became of it all. */
export type Order = { readonly what: "come" | "settle"; readonly address: string; readonly seed: number };

/** What it knows then. */
export type Answer = {
  readonly visits: readonly Known[];
  readonly counts: Ledger["counts"];
  /** Bookings that were asked for and are not known to be kept or refused. */
  readonly unanswered: number;
};

/** What a process knows whose customers wait, too. */
export type WaitersAnswer = Answer & {
  readonly deeds: readonly Deed[];
  /** How often each act was done. */
  readonly tally: Readonly<Record<string, number>>;
};
