import { sql } from "kysely";

import { build } from "#db/tenant-db.ts";
import { cancelBooking } from "#modules/booking/index.ts";
import { findTroubles } from "#modules/integrity/index.ts";
import { wishEarlier } from "#modules/waitlist/wish-earlier.ts";
import type { WaitlistTimes } from "#modules/waitlist/wished-times.ts";

import type { Salon } from "./salon.ts";
import { aSalonWithList, book, HOUR, type ListOptions, MONDAY_NINE, visit, waits } from "./waitlist.ts";

const MONDAY = { startDate: "2026-03-09", endDate: "2026-03-09" } as const;

/** `only(10)`: Monday from ten to eleven, as the times of a waitlist entry. */
export function only(hour: number): Pick<WaitlistTimes, "fromTime" | "toTime"> {
  return { fromTime: clock(hour), toTime: clock(hour + 1) };
}

/** The hour on Monday at which a visit starts. */
export function hourOf(salon: Salon, uid: string): number {
  return 9 + (visit(salon, uid).row.start_at - MONDAY_NINE) / HOUR;
}

/** The customer of a visit asks for an earlier one: by default at any time on Monday. */
export function wishes(salon: Salon, uid: string, more: object = {}): string {
  return wishEarlier(salon.ctx(), uid, { ...MONDAY, ...more }).id;
}

/**
 * Ana has nine o'clock; `moves` others have ten, eleven and so on, each willing to come exactly one hour
 * earlier; Zoe waits for the hour of the last one. `free` cancels Ana's visit.
 */
export function aChainOf(moves: number, options: ListOptions = {}) {
  const salon = aSalonWithList(options);
  const ana = book(salon, "ana");
  const visits = Array.from({ length: moves }, (_, n) =>
    book(salon, `mover${n + 1}`, MONDAY_NINE + (n + 1) * HOUR),
  );
  const movers = visits.map((uid, n) => wishes(salon, uid, only(9 + n)));
  const zoe = waits(salon, "zoe", only(9 + moves));
  const free = () => void cancelBooking(salon.ctx(), ana, {});
  return { salon, ana, visits, movers, zoe, free, everyone: [...movers, zoe] };
}

/** All chains, oldest first. */
export function chainsOf(salon: Salon) {
  return salon.db.all(build.selectFrom("waitlist_chains").selectAll().orderBy(sql`rowid`));
}

/** The state of every link of every chain. */
export function linksOf(salon: Salon) {
  const rows = build.selectFrom("waitlist_chain_steps").selectAll().orderBy("chain_id").orderBy("position");
  return salon.db.all(rows).map((row) => row.state);
}

/** Violated invariants of chains, found in the rows without the code that writes them. */
export function brokenChains(salon: Salon): string[] {
  const { db } = salon;
  const chains = chainsOf(salon);
  const steps = db.all(build.selectFrom("waitlist_chain_steps").selectAll());
  const offers = db.all(build.selectFrom("waitlist_offers").selectAll().where("mode", "=", "chain"));
  const visits = db.all(build.selectFrom("bookings").selectAll());
  const stateOf = new Map(offers.map((offer) => [offer.id, offer]));
  return [
    ...findTroubles(db),
    ...chains.flatMap((chain) => {
      const own = steps.filter((step) => step.chain_id === chain.id);
      const states = own.map((step) => step.state);
      const isLive = states.every((state) => state === "asked" || state === "agreed");
      const isDone = states.every((state) => state === "done");
      const broken: string[] = [];
      if (own.length !== chain.people) broken.push(`${chain.id} has ${own.length} links`);
      if (isLive !== (chain.state === "open")) broken.push(`${chain.id} is ${chain.state}: ${states.join()}`);
      if (isDone !== (chain.state === "done")) broken.push(`${chain.id} is ${chain.state}: ${states.join()}`);
      for (const step of own) {
        const offer = stateOf.get(step.offer_id);
        if ((offer?.state === "open") !== isLive) broken.push(`${step.offer_id} is ${offer?.state}`);
        const now = visits.find(({ uid }) => uid === step.visit_uid);
        if (isLive && now && now.start_at !== step.from_start_at)
          broken.push(`${now.uid} has moved, and its chain is still open`);
      }
      return broken;
    }),
  ];
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
