import fc from "fast-check";
import { expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { cancelBooking, moveBooking } from "#modules/booking/index.ts";
import { acceptOffer } from "#modules/waitlist/accept-offer.ts";
import { declineOffer, leaveWaitlist } from "#modules/waitlist/leave.ts";
import { runDueWaitlist } from "#modules/waitlist/run-due.ts";
import { brokenChains, chainsOf, only, wishes } from "#test/chain.ts";
import type { Salon } from "#test/salon.ts";
import { aSalonWithList, book, HOUR, MONDAY_NINE, waits } from "#test/waitlist.ts";

/** One action; indexes are taken modulo what exists at that time. */
type Act =
  | { readonly kind: "cancel"; readonly visit: number }
  | { readonly kind: "move"; readonly visit: number; readonly hour: number }
  | { readonly kind: "accept" | "decline" | "leave"; readonly entry: number }
  | { readonly kind: "accept_all"; readonly but: number }
  | { readonly kind: "wish"; readonly visit: number; readonly hour: number }
  | { readonly kind: "wait_for"; readonly hour: number; readonly autoBook: boolean; readonly long: boolean }
  | { readonly kind: "pass"; readonly minutes: number };

const HOURS = 6;
const hour = fc.nat(HOURS - 1);
const any = fc.nat(40);
const of = <Kind extends Act["kind"]>(...kinds: readonly Kind[]) => fc.constantFrom(...kinds);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: of("cancel"), visit: any }) },
  { weight: 1, arbitrary: fc.record({ kind: of("move"), visit: any, hour }) },
  { weight: 6, arbitrary: fc.record({ kind: of("accept"), entry: any }) },
  { weight: 1, arbitrary: fc.record({ kind: of("decline", "leave"), entry: any }) },
  { weight: 4, arbitrary: fc.record({ kind: of("accept_all"), but: fc.nat(12) }) },
  { weight: 4, arbitrary: fc.record({ kind: of("wish"), visit: any, hour }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: of("wait_for"), hour, autoBook: fc.boolean(), long: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: of("pass"), minutes: fc.integer({ min: 1, max: 16 }) }) },
);
const acts = fc
  .array(act, { minLength: 8, maxLength: 24 })
  .map((acts): Act[] => [{ kind: "cancel", visit: 0 }, ...acts]);
const mode = fc.constantFrom("one_at_a_time" as const, "everyone_at_once" as const);

/** The setup: for which earlier hour each customer would come, and who waits for which. */
const willing = fc.tuple(...Array.from({ length: HOURS - 1 }, (_, n) => fc.nat(n)));
const waiting = fc.array(fc.integer({ min: 1, max: HOURS - 1 }), { minLength: 2, maxLength: 4 });

test("whatever people do, a chain is carried out completely, or nothing has moved", () => {
  const seen = { done: 0, released: 0 };
  fc.assert(
    fc.property(mode, fc.boolean(), willing, waiting, acts, (mode, isBig, willing, waiting, acts) => {
      const { salon, visits } = isBig ? aBigSalon(mode) : aSmallSalon(mode);
      const entries = [
        ...willing.map((hour, n) => wishes(salon, visits[n + 1] ?? "", only(9 + hour))),
        ...waiting.map((hour, n) => waits(salon, `first${n}`, only(9 + hour))),
      ];
      for (const one of acts) {
        const before = startsOf(salon);
        const chainsBefore = new Map(chainsOf(salon).map((chain) => [chain.id, chain.state]));
        const acted = play(salon, one, visits, entries);
        expect(brokenChains(salon)).toEqual([]);
        expect(brokenOffers(salon)).toEqual([]);
        const moved = movedSince(salon, before).filter((uid) => uid !== acted);
        expect(moved.filter((uid) => !mayHaveMoved(salon, uid, chainsBefore, one))).toEqual([]);
      }
      for (const { state } of chainsOf(salon)) if (state !== "open") seen[state] += 1;
    }),
    { numRuns: 50, seed: 11 },
  );
  // Otherwise the test would have tried nothing.
  expect(seen.done).toBeGreaterThan(10);
  expect(seen.released).toBeGreaterThan(10);
});

const ANSWERS = { accept: acceptOffer, decline: declineOffer, leave: leaveWaitlist };

type Mode = "one_at_a_time" | "everyone_at_once";

/** Mia alone, with back-to-back visits of an hour. */
function aSmallSalon(mode: Mode) {
  const salon = aSalonWithList({ waitlist: { mode } })
    .has("room", 1)
    .offers("long", { duration_minutes: 120, slot_interval_minutes: 60 }, ["room"]);
  salon.db.write((tx) =>
    tx.run(build.insertInto("staff_services").values({ staff_id: "mia", service_id: "long" })),
  );
  const visits = Array.from({ length: HOURS }, (_, n) => book(salon, `v${n}`, MONDAY_NINE + n * HOUR));
  return { salon, visits };
}

/** Noa as well, with visits of two hours in the only room. */
function aBigSalon(mode: Mode) {
  const { salon, visits } = aSmallSalon(mode);
  salon.employs("noa", ["cut", "long"]);
  const more = [0, 2, 4].map((n) => book(salon, `long${n}`, MONDAY_NINE + n * HOUR, "long"));
  return { salon, visits: [...visits, ...more] };
}

/** Returns the visit that somebody changed themselves. */
function play(salon: Salon, act: Act, visits: string[], entries: string[]): string | undefined {
  const ctx = salon.ctx();
  const visit = "visit" in act ? (visits[act.visit % visits.length] ?? "") : "";
  const entry = "entry" in act ? entries[act.entry % Math.max(entries.length, 1)] : undefined;
  switch (act.kind) {
    case "cancel":
      cancelBooking(ctx, visit, {});
      return visit;
    case "move":
      moveBooking(ctx, visit, { start: MONDAY_NINE + act.hour * HOUR, byOwner: true });
      return visit;
    case "accept":
    case "decline":
    case "leave":
      if (entry) ANSWERS[act.kind](ctx, entry);
      return undefined;
    case "accept_all":
      return acceptAll(salon, act.but);
    case "wish":
      tryTo(() => entries.push(wishes(salon, visit, only(9 + act.hour))));
      return undefined;
    case "wait_for": {
      const serviceId = act.long ? "long" : "cut";
      const wish = { ...only(9 + act.hour), autoBook: act.autoBook, serviceId };
      return void entries.push(waits(salon, `w${entries.length}`, wish));
    }
    case "pass":
      salon.clock.advance(act.minutes * MINUTE);
      runDueWaitlist(ctx);
  }
}

/** Everyone who is asked accepts, except one. */
function acceptAll(salon: Salon, but: number): undefined {
  const open = build.selectFrom("waitlist_offers").select("entry_id").where("state", "=", "open");
  for (const [n, { entry_id: id }] of salon.db.all(open.orderBy("id")).entries())
    if (n !== but) acceptOffer(salon.ctx(), id);
}

function tryTo(attempt: () => void): void {
  try {
    attempt();
  } catch {
    // The visit is over, or starts before these times.
  }
}

function startsOf(salon: Salon): ReadonlyMap<string, number> {
  const rows = build.selectFrom("bookings").select(["uid", "start_at"]);
  return new Map(salon.db.all(rows).map((row) => [row.uid, row.start_at]));
}

function movedSince(salon: Salon, before: ReadonlyMap<string, number>): string[] {
  return [...startsOf(salon)]
    .filter(([uid, start]) => before.has(uid) && before.get(uid) !== start)
    .map(([uid]) => uid);
}

/**
 * Whether a chain that was open and is now done moved the visit, or an offer that its customer accepted
 * alone.
 */
function mayHaveMoved(salon: Salon, uid: string, before: ReadonlyMap<string, string>, act: Act): boolean {
  const links = build.selectFrom("waitlist_chain_steps").selectAll().where("visit_uid", "=", uid);
  const chains = chainsOf(salon).filter(({ id, state }) => state === "done" && before.get(id) !== "done");
  const byChain = salon.db.all(links).some((link) => chains.some(({ id }) => id === link.chain_id));
  const alone = build
    .selectFrom("waitlist_offers as offer")
    .innerJoin("waitlist_entries as entry", "entry.id", "offer.entry_id")
    .select("offer.id")
    .where("entry.earlier_than", "=", uid)
    .where("offer.state", "=", "accepted")
    .where("offer.mode", "<>", "chain");
  return byChain || (act.kind.startsWith("accept") && salon.db.all(alone).length > 0);
}

/** One live offer for each person and entry, one hold for each freed slot. */
function brokenOffers(salon: Salon): string[] {
  const open = salon.db.all(build.selectFrom("waitlist_offers").selectAll().where("state", "=", "open"));
  const slots = salon.db.all(build.selectFrom("freed_slots").selectAll());
  const entries = salon.db.all(build.selectFrom("waitlist_entries").selectAll());
  const broken: string[] = [];
  if (new Set(open.map((offer) => offer.customer_id)).size < open.length) broken.push("two offers to one");
  for (const [slot, offers] of Map.groupBy(open, (offer) => offer.slot_id))
    if (new Set(offers.map((offer) => offer.hold_id)).size > 1) broken.push(`${slot} is held twice`);
  for (const { id, state } of slots)
    if ((state === "offered") !== open.some((offer) => offer.slot_id === id))
      broken.push(`${id} is ${state}`);
  for (const { id, status } of entries)
    if ((status === "offered") !== open.some((offer) => offer.entry_id === id))
      broken.push(`${id} is ${status}`);
  return broken;
}
