import { describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { cancelBooking, markInside, moveBooking } from "#modules/booking/index.ts";
import { acceptOffer } from "#modules/waitlist/accept-offer.ts";
import { getEntry } from "#modules/waitlist/entries.ts";
import { declineOffer, leaveWaitlist } from "#modules/waitlist/leave.ts";
import { nextDueWaitlist, runDueWaitlist } from "#modules/waitlist/run-due.ts";
import { aChainOf, brokenChains, chainsOf, hourOf, linksOf, only, wishes } from "#test/chain.ts";
import {
  aSalonWithList,
  book,
  held,
  HOUR,
  isPublic,
  MONDAY_NINE,
  offerOf,
  reasons,
  statuses,
  visit,
  waits,
} from "#test/waitlist.ts";

const hours = ({ salon, visits }: ReturnType<typeof aChainOf>) => visits.map((uid) => hourOf(salon, uid));

describe.each([1, 2, 3])(
  "a freed time that suits only people with visits, %s of whom can move on",
  (moves) => {
    test("asks its people and whoever waits for the last time, in the transaction that freed it", () => {
      const chain = aChainOf(moves);
      const before = chain.salon.db.writes();
      chain.free();
      expect(chain.salon.db.writes()).toBe(before + 1);
      expect(statuses(chain.salon, ...chain.everyone)).toEqual(chain.everyone.map(() => "offered"));
      expect(chain.everyone.map((id) => offerOf(chain.salon, id)?.start_local)).toEqual(
        chain.everyone.map((_, n) => `2026-03-09T${String(9 + n).padStart(2, "0")}:00`),
      );
      expect(reasons(chain.salon, chain.movers[0] ?? "")).toEqual(["makes_room"]);
      expect(reasons(chain.salon, chain.zoe).at(-1)).toBe("gets_the_room");
      expect(held(chain.salon)).toEqual({ offers: moves + 1, holds: 1 });
      expect(isPublic(chain.salon, MONDAY_NINE)).toBe(false);
      expect(brokenChains(chain.salon)).toEqual([]);
    });

    test("moves nothing until the last has agreed, and then everything at once", () => {
      const chain = aChainOf(moves);
      const { salon, everyone } = chain;
      chain.free();
      const stood = hours(chain);
      const last = everyone.at(-1) ?? "";
      for (const id of everyone.slice(0, -1)) {
        expect(acceptOffer(salon.ctx(), id)).toMatchObject({
          outcome: "agreed",
          entry: { status: "offered" },
        });
        expect(acceptOffer(salon.ctx(), id)).toMatchObject({ outcome: "agreed" });
        expect(hours(chain)).toEqual(stood);
      }
      expect(offerOf(salon, last)?.together).toEqual({ people: moves + 1, agreed: moves, you_agreed: false });
      const before = salon.db.writes();
      const accepted = acceptOffer(salon.ctx(), last);
      expect(salon.db.writes()).toBe(before + 1);
      expect(accepted).toMatchObject({ outcome: "booked", booking: { row: { source: "waitlist" } } });
      expect(hours(chain)).toEqual(stood.map((hour) => hour - 1));
      expect(hourOf(salon, getEntry(salon.db, last).booking_uid ?? "")).toBe(9 + moves);
      expect(statuses(salon, ...everyone)).toEqual(everyone.map(() => "booked"));
      expect(held(salon)).toEqual({ offers: 0, holds: 0 });
      expect(brokenChains(salon)).toEqual([]);
      expect(acceptOffer(salon.ctx(), last)).toMatchObject(accepted);
    });

    test("may be agreed to in any order", () => {
      const chain = aChainOf(moves);
      chain.free();
      const outcomes = chain.everyone.toReversed().map((id) => acceptOffer(chain.salon.ctx(), id).outcome);
      expect(outcomes).toEqual([...Array.from({ length: moves }, () => "agreed"), "booked"]);
      expect(brokenChains(chain.salon)).toEqual([]);
    });

    test.each(Array.from({ length: moves + 1 }, (_, n) => [n]))(
      "is let go of as a whole when link %s declines, whoever agreed before",
      (n) => {
        const chain = aChainOf(moves);
        const { salon, everyone } = chain;
        chain.free();
        const stood = hours(chain);
        for (const id of everyone.filter((_, other) => other !== n)) acceptOffer(salon.ctx(), id);
        declineOffer(salon.ctx(), everyone[n] ?? "");
        expect(hours(chain)).toEqual(stood);
        expect(chainsOf(salon)).toMatchObject([{ state: "released", why: "declined" }]);
        expect(linksOf(salon)).toEqual(everyone.map((_, other) => (other === n ? "declined" : "withdrawn")));
        expect(brokenChains(salon)).toEqual([]);
        expect(statuses(salon, everyone[n] ?? "")).toEqual(["waiting"]);
        // A visit that can move without anybody waiting for the rest is offered the time alone; otherwise
        // nobody gets it first.
        const first = chain.movers[0] ?? "";
        expect(statuses(salon, first)).toEqual([n === 0 ? "waiting" : "offered"]);
        expect(isPublic(salon, MONDAY_NINE)).toBe(n === 0);
      },
    );

    test("is released when time runs out, to the millisecond", () => {
      const chain = aChainOf(moves);
      const { salon, zoe, movers } = chain;
      chain.free();
      for (const id of movers) acceptOffer(salon.ctx(), id);
      expect(nextDueWaitlist(salon.db, salon.clock.now())).toBe(salon.clock.now() + 15 * MINUTE);
      salon.clock.advance(15 * MINUTE - 1);
      runDueWaitlist(salon.ctx());
      expect(chainsOf(salon)).toMatchObject([{ state: "open" }]);
      salon.clock.advance(1);
      expect(statuses(salon, zoe)).toEqual(["waiting"]);
      runDueWaitlist(salon.ctx());
      expect(chainsOf(salon)).toMatchObject([{ state: "released", why: "expired" }]);
      expect(linksOf(salon)).toEqual([...movers.map(() => "withdrawn"), "expired"]);
      expect(brokenChains(salon)).toEqual([]);
      expect(statuses(salon, movers[0] ?? "", zoe)).toEqual(["offered", "waiting"]);
    });

    test("tells people who are late that it is gone", () => {
      const { salon, free, everyone, zoe } = aChainOf(moves);
      free();
      for (const id of everyone.slice(0, -1)) acceptOffer(salon.ctx(), id);
      salon.clock.advance(15 * MINUTE);
      expect(acceptOffer(salon.ctx(), zoe)).toMatchObject({ outcome: "gone", entry: { status: "waiting" } });
      expect(chainsOf(salon)).toMatchObject([{ state: "released", why: "expired" }]);
    });
  },
);

describe("a chain", () => {
  test("is not considered if the freed time suits somebody without a visit", () => {
    const { salon, free, movers, zoe } = aChainOf(1);
    const fay = waits(salon, "fay", only(9));
    free();
    expect(chainsOf(salon)).toEqual([]);
    expect(statuses(salon, movers[0] ?? "", fay, zoe)).toEqual(["offered", "waiting", "waiting"]);
  });

  test("is not proposed if nobody would gain: somebody who would come sooner is asked alone", () => {
    const { salon, free, movers, zoe } = aChainOf(2);
    leaveWaitlist(salon.ctx(), zoe);
    free();
    expect(chainsOf(salon)).toEqual([]);
    expect(statuses(salon, ...movers)).toEqual(["offered", "waiting"]);
  });

  test("has at most three moves", () => {
    const { salon, free, movers } = aChainOf(4);
    free();
    expect(chainsOf(salon)).toEqual([]);
    expect(statuses(salon, ...movers)).toEqual(["offered", "waiting", "waiting", "waiting"]);
  });

  test("passes over people who would need more moves, and says so", () => {
    const salon = aSalonWithList();
    const ana = book(salon, "ana");
    const [bea, cleo] = [10, 11].map((hour) => book(salon, `at${hour}`, MONDAY_NINE + (hour - 9) * HOUR));
    const [long, short] = [wishes(salon, bea ?? "", only(9)), wishes(salon, cleo ?? "", only(9))];
    const zoe = waits(salon, "zoe", only(11));
    cancelBooking(salon.ctx(), ana, {});
    expect(statuses(salon, long, short, zoe)).toEqual(["waiting", "offered", "offered"]);
    expect(reasons(salon, long)).toEqual(["no_chain_so_short"]);
  });

  test("keeps the terms of the visits that move, and uses today's for a new booking", () => {
    const { salon, free, visits, everyone } = aChainOf(1);
    salon.changes("cut", { price_cents: 9900 });
    free();
    expect(everyone.map((id) => offerOf(salon, id)?.price_cents)).toEqual([4500, 9900]);
    for (const id of everyone) acceptOffer(salon.ctx(), id);
    expect(visit(salon, visits[0] ?? "").row.price_cents).toBe(4500);
  });

  test("announces a changed price to the person who books, and stands", () => {
    const { salon, free, everyone, zoe } = aChainOf(1);
    free();
    salon.changes("cut", { price_cents: 9900 });
    expect(acceptOffer(salon.ctx(), zoe)).toMatchObject({
      outcome: "refused",
      refusal: { outcome: "terms_changed", offer: { priceCents: 9900 } },
    });
    expect(acceptOffer(salon.ctx(), zoe, { expectedPriceCents: 9900 })).toMatchObject({ outcome: "agreed" });
    expect(acceptOffer(salon.ctx(), everyone[0] ?? "").outcome).toBe("booked");
  });

  test("is released when what somebody agreed to is no longer sold like that", () => {
    const { salon, free, movers, zoe } = aChainOf(1);
    free();
    acceptOffer(salon.ctx(), zoe);
    salon.changes("cut", { price_cents: 9900 });
    expect(acceptOffer(salon.ctx(), movers[0] ?? "")).toMatchObject({ outcome: "gone" });
    expect(chainsOf(salon)).toMatchObject([{ state: "released", why: "not_possible" }]);
    expect(linksOf(salon)).toEqual(["withdrawn", "refused"]);
    expect(statuses(salon, movers[0] ?? "", zoe)).toEqual(["offered", "waiting"]);
    expect(brokenChains(salon)).toEqual([]);
  });

  test.each([
    ["is cancelled", (salon, uid) => void cancelBooking(salon.ctx(), uid, {})],
    [
      "is moved by its owner",
      (salon, uid) => void moveBooking(salon.ctx(), uid, { start: MONDAY_NINE + 7 * HOUR, byOwner: true }),
    ],
  ] satisfies [string, (salon: ReturnType<typeof aSalonWithList>, uid: string) => void][])(
    "is released if a visit in its middle %s",
    (_what, act) => {
      const { salon, free, visits, everyone, movers, zoe } = aChainOf(3);
      free();
      for (const id of [movers[0], movers[1], zoe]) acceptOffer(salon.ctx(), id ?? "");
      act(salon, visits[1] ?? "");
      expect(chainsOf(salon)[0]).toMatchObject({ state: "released" });
      expect([visits[0], visits[2]].map((uid) => hourOf(salon, uid ?? ""))).toEqual([10, 12]);
      expect(brokenChains(salon)).toEqual([]);
      // Eleven is free now: the third visit can have it, and Zoe the time that this leaves.
      expect(statuses(salon, movers[0] ?? "", movers[2] ?? "", zoe)).toEqual([
        "offered",
        "offered",
        "offered",
      ]);
      for (const id of everyone) acceptOffer(salon.ctx(), id);
      expect(brokenChains(salon)).toEqual([]);
    },
  );

  test("stands when a visit is only checked in", () => {
    const { salon, free, visits } = aChainOf(1);
    free();
    const marked = salon.db.write((tx) => markInside(salon.ctx(), tx, visits[0] ?? "", "checked_in"));
    expect(marked.outcome).toBe("marked");
    expect(chainsOf(salon)).toMatchObject([{ state: "open" }]);
  });

  test("is released when somebody leaves the list", () => {
    const { salon, free, movers, zoe } = aChainOf(1);
    free();
    acceptOffer(salon.ctx(), movers[0] ?? "");
    leaveWaitlist(salon.ctx(), zoe);
    expect(chainsOf(salon)).toMatchObject([{ state: "released", why: "left" }]);
    expect(statuses(salon, movers[0] ?? "", zoe)).toEqual(["offered", "closed"]);
    expect(brokenChains(salon)).toEqual([]);
  });

  test("does not use a visit that is part of another chain", () => {
    const salon = aSalonWithList();
    const [nine, ten] = [book(salon, "ana"), book(salon, "ben", MONDAY_NINE + HOUR)];
    const noon = book(salon, "cleo", MONDAY_NINE + 3 * HOUR);
    const sooner = wishes(salon, noon);
    const [zoe, yan] = [waits(salon, "zoe", only(12)), waits(salon, "yan", only(12))];
    cancelBooking(salon.ctx(), nine, {});
    cancelBooking(salon.ctx(), ten, {});
    expect(chainsOf(salon)).toHaveLength(1);
    expect(reasons(salon, sooner)).toEqual(["makes_room", "has_another_offer"]);
    expect(statuses(salon, sooner, zoe, yan)).toEqual(["offered", "offered", "waiting"]);
    expect(isPublic(salon, MONDAY_NINE + HOUR)).toBe(true);
    for (const id of [sooner, zoe]) acceptOffer(salon.ctx(), id);
    expect(brokenChains(salon)).toEqual([]);
  });

  test("asks others when somebody declines, and nobody who declined again", () => {
    const { salon, free, movers, zoe } = aChainOf(1);
    const yan = waits(salon, "yan", only(10));
    free();
    declineOffer(salon.ctx(), zoe);
    expect(statuses(salon, movers[0] ?? "", zoe, yan)).toEqual(["offered", "waiting", "offered"]);
    expect(chainsOf(salon)).toHaveLength(2);
    declineOffer(salon.ctx(), yan);
    expect(chainsOf(salon)).toHaveLength(2);
    expect(statuses(salon, movers[0] ?? "", zoe, yan)).toEqual(["offered", "waiting", "waiting"]);
    expect(brokenChains(salon)).toEqual([]);
  });

  test("holds what it needs beyond the times that visits vacate", () => {
    const salon = aSalonWithList().offers("color", { duration_minutes: 120, slot_interval_minutes: 60 });
    salon.db.write((tx) =>
      tx.run(build.insertInto("staff_services").values({ staff_id: "mia", service_id: "color" })),
    );
    const ana = book(salon, "ana");
    const bea = book(salon, "bea", MONDAY_NINE + 3 * HOUR);
    const sooner = wishes(salon, bea, only(9));
    const zoe = waits(salon, "zoe", { serviceId: "color", ...only(12) });
    expect(isPublic(salon, MONDAY_NINE + 4 * HOUR)).toBe(true);
    cancelBooking(salon.ctx(), ana, {});
    expect(statuses(salon, sooner, zoe)).toEqual(["offered", "offered"]);
    expect(isPublic(salon, MONDAY_NINE + 4 * HOUR)).toBe(false);
    for (const id of [zoe, sooner]) acceptOffer(salon.ctx(), id);
    expect(hourOf(salon, getEntry(salon.db, zoe).booking_uid ?? "")).toBe(12);
    expect(isPublic(salon, MONDAY_NINE + 4 * HOUR)).toBe(false);
    expect(brokenChains(salon)).toEqual([]);
  });

  test("passes on what it leaves over", () => {
    const salon = aSalonWithList().offers("trim", { duration_minutes: 30, slot_interval_minutes: 30 });
    salon.db.write((tx) =>
      tx.run(build.insertInto("staff_services").values({ staff_id: "mia", service_id: "trim" })),
    );
    const ana = book(salon, "ana");
    const sooner = wishes(salon, book(salon, "bea", MONDAY_NINE + HOUR), only(9));
    const zoe = waits(salon, "zoe", { serviceId: "trim", fromTime: "10:00", toTime: "10:30" });
    const yan = waits(salon, "yan", { serviceId: "trim", fromTime: "10:30", toTime: "11:00" });
    cancelBooking(salon.ctx(), ana, {});
    for (const id of [sooner, zoe]) acceptOffer(salon.ctx(), id);
    expect(statuses(salon, sooner, zoe, yan)).toEqual(["booked", "booked", "offered"]);
    expect(offerOf(salon, yan)?.start_local).toBe("2026-03-09T10:30");
    expect(brokenChains(salon)).toEqual([]);
  });

  test("asks only those who want to be asked, and is carried out at once if nobody does", () => {
    const salon = aSalonWithList();
    const ana = book(salon, "ana");
    const [ben, bea] = [10, 11].map((hour) => book(salon, `at${hour}`, MONDAY_NINE + (hour - 9) * HOUR));
    const first = wishes(salon, ben ?? "", only(9));
    const second = wishes(salon, bea ?? "", { ...only(9), autoBook: true });
    const zoe = waits(salon, "zoe", { ...only(11), autoBook: true });
    cancelBooking(salon.ctx(), ana, {});
    expect(linksOf(salon)).toEqual(["agreed", "agreed"]);
    expect(nextDueWaitlist(salon.db, salon.clock.now())).toBe(salon.clock.now());
    expect(salon.wakes).toContain(salon.clock.now());
    runDueWaitlist(salon.ctx());
    expect(statuses(salon, first, second, zoe)).toEqual(["waiting", "booked", "booked"]);
    expect(hourOf(salon, bea ?? "")).toBe(9);
    expect(brokenChains(salon)).toEqual([]);
  });

  test("also works if everyone is asked at once", () => {
    const { salon, free, everyone } = aChainOf(2, { waitlist: { mode: "everyone_at_once" } });
    free();
    expect(everyone.map((id) => acceptOffer(salon.ctx(), id).outcome)).toEqual([
      "agreed",
      "agreed",
      "booked",
    ]);
    expect(brokenChains(salon)).toEqual([]);
  });

  test("is counted", () => {
    const { salon, free, everyone } = aChainOf(1);
    free();
    for (const id of everyone) acceptOffer(salon.ctx(), id);
    const outcomes = salon.counted.map(([, labels]) => (labels as { outcome: string }).outcome);
    expect(outcomes.filter((outcome) => outcome.startsWith("chain"))).toEqual([
      "chain_proposed",
      "chain_agreed",
      "chain_agreed",
      "chain_done",
    ]);
  });
});
