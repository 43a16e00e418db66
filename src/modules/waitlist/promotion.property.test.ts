import fc from "fast-check";
import { expect, test } from "vitest";

import { fromJson } from "#db/columns.ts";
import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { cancelBooking } from "#modules/booking/index.ts";
import { findTroubles } from "#modules/integrity/index.ts";
import type { Salon } from "#test/salon.ts";
import { aSalonWithList, book, HOUR, MONDAY_NINE, waits } from "#test/waitlist.ts";

import { acceptOffer } from "./accept-offer.ts";
import { wishEarlier } from "./wish-earlier.ts";
import { declineOffer, leaveWaitlist } from "./leave.ts";
import { runDueWaitlist } from "./run-due.ts";

/** One action; indexes are taken modulo what exists at that time. */
type Act =
  | { readonly kind: "book" | "cancel"; readonly hour: number }
  | { readonly kind: "join"; readonly from: number; readonly hours: number; readonly autoBook: boolean }
  | { readonly kind: "sooner"; readonly hour: number; readonly autoBook: boolean }
  | { readonly kind: "accept" | "decline" | "leave"; readonly entry: number }
  | { readonly kind: "wait"; readonly minutes: number };

const HOURS = 6;
const hour = fc.nat(HOURS - 1);
const entry = fc.nat(30);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constantFrom("book" as const, "cancel" as const), hour }),
  fc.record({
    kind: fc.constant("join" as const),
    from: hour,
    hours: fc.integer({ min: 1, max: 4 }),
    autoBook: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("sooner" as const), hour, autoBook: fc.boolean() }),
  fc.record({ kind: fc.constantFrom("accept" as const, "decline" as const, "leave" as const), entry }),
  fc.record({ kind: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 20 }) }),
);
const mode = fc.constantFrom("one_at_a_time" as const, "everyone_at_once" as const);

/**
 * The last time of a chain, 11, goes to an entry without a visit; ahead of it on the list is somebody with a
 * visit at 10 who wants to come sooner.
 */
const THE_LAST_TIME_IS_NOT_EARLIER: Act[] = [
  { kind: "sooner", hour: 2, autoBook: false },
  { kind: "sooner", hour: 1, autoBook: false },
  { kind: "join", from: 1, hours: 2, autoBook: false },
  { kind: "cancel", hour: 0 },
  { kind: "accept", entry: 0 },
];

test("however people join, accept, decline, leave or fail to answer, the rules of the waitlist hold", () => {
  fc.assert(
    fc.property(mode, fc.array(act, { minLength: 5, maxLength: 40 }), (mode, acts) => {
      const salon = aSalonWithList({ waitlist: { mode } });
      const visits = new Map<number, string>();
      for (let n = 0; n < HOURS; n += 1) visits.set(n, book(salon, `v${n}`, MONDAY_NINE + n * HOUR));
      const entries: string[] = [];
      for (const one of acts) {
        play(salon, one, { visits, entries });
        expect(brokenRules(salon)).toEqual([]);
      }
    }),
    { numRuns: 60, seed: 20_260_306, examples: [["one_at_a_time", THE_LAST_TIME_IS_NOT_EARLIER]] },
  );
});

const ANSWERS = { accept: acceptOffer, decline: declineOffer, leave: leaveWaitlist };

function play(
  salon: Salon,
  act: Act,
  { visits, entries }: { visits: Map<number, string>; entries: string[] },
) {
  const ctx = salon.ctx();
  const id = "entry" in act && entries.length > 0 ? entries[act.entry % entries.length] : undefined;
  switch (act.kind) {
    case "book":
      return tryToBook(salon, act.hour, visits);
    case "cancel":
      return void (visits.has(act.hour) && cancelBooking(ctx, visits.get(act.hour) ?? "", {}));
    case "join": {
      const times = { fromTime: clock(9 + act.from), toTime: clock(9 + act.from + act.hours) };
      return void entries.push(waits(salon, `w${entries.length}`, { ...times, autoBook: act.autoBook }));
    }
    case "sooner":
      return askForSooner(salon, act, { visits, entries });
    case "accept":
    case "decline":
    case "leave":
      return void (id && ANSWERS[act.kind](ctx, id));
    case "wait":
      salon.clock.advance(act.minutes * MINUTE);
      runDueWaitlist(ctx);
  }
}

function tryToBook(salon: Salon, hour: number, visits: Map<number, string>): void {
  try {
    visits.set(hour, book(salon, `b${hour}`, MONDAY_NINE + hour * HOUR));
  } catch {
    // The time is taken, or held for somebody.
  }
}

function askForSooner(
  salon: Salon,
  { hour, autoBook }: Extract<Act, { kind: "sooner" }>,
  { visits, entries }: { visits: Map<number, string>; entries: string[] },
): void {
  const days = { startDate: "2026-03-09", endDate: "2026-03-09" } as const;
  try {
    entries.push(wishEarlier(salon.ctx(), visits.get(hour) ?? "", { ...days, autoBook }).id);
  } catch {
    // The visit no longer exists.
  }
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

/** Invariants, checked on the rows and not with the code that writes them. */
function brokenRules(salon: Salon): string[] {
  const { db, clock } = salon;
  const open = db.all(build.selectFrom("waitlist_offers").selectAll().where("state", "=", "open"));
  const entries = db.all(build.selectFrom("waitlist_entries").selectAll().orderBy("place"));
  const slots = db.all(build.selectFrom("freed_slots").selectAll());
  const holds = Map.groupBy(open, (offer) => offer.slot_id);
  const broken = [...findTroubles(db)];
  for (const [slot, offers] of holds)
    if (new Set(offers.map((offer) => offer.hold_id)).size > 1) broken.push(`${slot} is held twice`);
  if (new Set(open.map((offer) => offer.customer_id)).size < open.length)
    broken.push("somebody has two offers");
  for (const { id, status } of entries) {
    const offered = open.some((offer) => offer.entry_id === id);
    if (offered !== (status === "offered")) broken.push(`${id} is ${status}, and its offer is not`);
  }
  for (const { id, state } of slots)
    if ((state === "offered") !== holds.has(id)) broken.push(`${id} is ${state}, and its offers are not`);
  for (const offer of open)
    if (offer.expires_at <= clock.now()) broken.push(`${offer.id} is over and stands`);
  return [...broken, ...outOfTurn(salon)];
}

/** For everybody who was asked, each suitable entry before them must have a recorded reason for this slot. */
function outOfTurn({ db }: Salon): string[] {
  const asked = db.all(
    build
      .selectFrom("waitlist_decisions as decision")
      .innerJoin("waitlist_entries as entry", "entry.id", "decision.entry_id")
      .select(["decision.slot_id", "decision.at", "entry.place", "entry.id"])
      .where("decision.outcome", "in", ["offered", "booked"]),
  );
  const reasons = db.all(build.selectFrom("waitlist_decisions").select(["slot_id", "entry_id"]));
  const known = new Set(
    [...reasons, ...passedOverInChains(db)].map((row) => `${row.slot_id} ${row.entry_id}`),
  );
  const entries = db.all(build.selectFrom("waitlist_entries").selectAll());
  return asked.flatMap(({ slot_id: slot, at, place, id }) =>
    entries
      .filter((other) => other.place < place && other.created_at <= at)
      .filter((other) => other.open_until !== null || other.updated_at > at)
      .filter((other) => !known.has(`${slot} ${other.id}`))
      .map((other) => `${id} was asked before ${other.id}, and nobody knows why`),
  );
}

/**
 * For a time that a visit would vacate, the reason is stored with the chain's step, since the slot is the
 * chain's.
 */
function passedOverInChains(db: Salon["db"]) {
  const steps = db.all(
    build
      .selectFrom("waitlist_chain_steps as step")
      .innerJoin("waitlist_chains as chain", "chain.id", "step.chain_id")
      .select(["chain.slot_id", "step.passed_over"]),
  );
  return steps.flatMap(({ slot_id, passed_over: passedOver }) =>
    fromJson(passedOver).map(({ entry_id }) => ({ slot_id, entry_id })),
  );
}
