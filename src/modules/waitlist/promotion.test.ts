import { describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { cancelBooking, moveBooking } from "#modules/booking/index.ts";
import { at } from "#test/salon.ts";

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
import { acceptOffer } from "./accept-offer.ts";
import { getEntry } from "./entries.ts";
import { declineOffer, leaveWaitlist } from "./leave.ts";
import { nextDueWaitlist, runDueWaitlist } from "./run-due.ts";

describe("time that is freed", () => {
  test("by a cancellation is held for the first in line, in the same transaction", () => {
    const salon = aSalonWithList();
    const uid = book(salon, "ana");
    const [bea, cleo] = [waits(salon, "bea"), waits(salon, "cleo")];
    const before = salon.db.writes();
    cancelBooking(salon.ctx(), uid, {});
    expect(salon.db.writes()).toBe(before + 1);
    expect(statuses(salon, bea, cleo)).toEqual(["offered", "waiting"]);
    expect(offerOf(salon, bea)).toMatchObject({ start: "2026-03-09T13:00:00Z", price_cents: 4500 });
    expect(isPublic(salon)).toBe(false);
    expect(held(salon)).toEqual({ offers: 1, holds: 1 });
    expect(reasons(salon, bea)).toEqual(["first_in_line"]);
  });

  test("by a move goes to the waitlist, but not to the mover", () => {
    const salon = aSalonWithList();
    const uid = book(salon, "ana");
    const [ana, bea] = [waits(salon, "ana"), waits(salon, "bea")];
    moveBooking(salon.ctx(), uid, { start: MONDAY_NINE + 5 * HOUR });
    expect(statuses(salon, ana, bea)).toEqual(["waiting", "offered"]);
    expect(reasons(salon, ana)).toEqual(["gave_it_up"]);
    expect(isPublic(salon, MONDAY_NINE)).toBe(false);
  });

  test("goes on sale if nobody waits, and nothing is written about it", () => {
    const salon = aSalonWithList();
    cancelBooking(salon.ctx(), book(salon, "ana"), {});
    expect(isPublic(salon)).toBe(true);
    expect(held(salon)).toEqual({ offers: 0, holds: 0 });
  });

  test("is offered to nobody under a plan without a waitlist", () => {
    expect(() => waits(aSalonWithList({ plan: "starter" }), "bea")).toThrow("doesn't include a waitlist");
  });

  test.each(["standard", "premium"] as const)("is offered in the plan %s", (plan) => {
    const salon = aSalonWithList({ plan });
    const uid = book(salon, "ana");
    const bea = waits(salon, "bea");
    cancelBooking(salon.ctx(), uid, {});
    expect(statuses(salon, bea)).toEqual(["offered"]);
  });

  test("that a shorter visit leaves over is passed on to the next", () => {
    const salon = aSalonWithList().offers("trim", { duration_minutes: 30, slot_interval_minutes: 30 });
    salon.db.write((tx) => tx.run(skill("mia", "trim")));
    const uid = book(salon, "ana");
    const [bea, cleo] = [
      waits(salon, "bea", { serviceId: "trim" }),
      waits(salon, "cleo", { serviceId: "trim" }),
    ];
    cancelBooking(salon.ctx(), uid, {});
    expect(statuses(salon, bea, cleo)).toEqual(["offered", "waiting"]);
    acceptOffer(salon.ctx(), bea);
    expect(statuses(salon, bea, cleo)).toEqual(["booked", "offered"]);
    expect(offerOf(salon, cleo)?.start).toBe("2026-03-09T13:30:00Z");
  });
});

describe("an offer", () => {
  function offered(options: Parameters<typeof aSalonWithList>[0] = {}) {
    const salon = aSalonWithList(options);
    const uid = book(salon, "ana");
    const [bea, cleo, dora] = [waits(salon, "bea"), waits(salon, "cleo"), waits(salon, "dora")];
    cancelBooking(salon.ctx(), uid, {});
    return { salon, bea, cleo, dora };
  }

  test("that is declined goes to the next, and the place is kept", () => {
    const { salon, bea, cleo } = offered();
    declineOffer(salon.ctx(), bea);
    expect(statuses(salon, bea, cleo)).toEqual(["waiting", "offered"]);
    expect(getEntry(salon.db, bea).place).toBeLessThan(getEntry(salon.db, cleo).place);
    expect(held(salon)).toEqual({ offers: 1, holds: 1 });
    declineOffer(salon.ctx(), bea);
    expect(statuses(salon, bea, cleo)).toEqual(["waiting", "offered"]);
  });

  test("lasts to the millisecond: at expires_at it is the next one's", () => {
    const { salon, bea, cleo } = offered({ waitlist: { offer_minutes: 15 } });
    expect(nextDueWaitlist(salon.db, salon.clock.now())).toBe(salon.clock.now() + 15 * MINUTE);
    expect(salon.wakes).toContain(salon.clock.now() + 15 * MINUTE);
    salon.clock.advance(15 * MINUTE - 1);
    runDueWaitlist(salon.ctx());
    expect(statuses(salon, bea, cleo)).toEqual(["offered", "waiting"]);
    salon.clock.advance(1);
    expect(statuses(salon, bea)).toEqual(["waiting"]);
    runDueWaitlist(salon.ctx());
    expect(statuses(salon, bea, cleo)).toEqual(["waiting", "offered"]);
  });

  test("that nobody takes goes on sale in the end", () => {
    const { salon, bea, cleo, dora } = offered();
    for (const id of [bea, cleo, dora]) declineOffer(salon.ctx(), id);
    expect(statuses(salon, bea, cleo, dora)).toEqual(["waiting", "waiting", "waiting"]);
    expect(isPublic(salon)).toBe(true);
    expect(held(salon)).toEqual({ offers: 0, holds: 0 });
    expect(reasons(salon, bea)).toEqual(["first_in_line", "was_offered_it"]);
  });

  test("that expires inside the cut-off goes on sale", () => {
    const { salon, bea, cleo } = offered({ now: MONDAY_NINE - 70 * MINUTE, waitlist: { offer_minutes: 20 } });
    expect(statuses(salon, bea)).toEqual(["offered"]);
    salon.clock.advance(20 * MINUTE);
    runDueWaitlist(salon.ctx());
    expect(statuses(salon, bea, cleo)).toEqual(["waiting", "waiting"]);
    expect(reasons(salon, cleo)).toEqual(["inside_cutoff"]);
    expect(isPublic(salon)).toBe(true);
  });

  test.each([
    [60, "offered"],
    [59, "waiting"],
  ])("is made %s minutes ahead with a cut-off of 60: %s", (minutes, status) => {
    const { salon, bea } = offered({ now: MONDAY_NINE - minutes * MINUTE });
    expect(statuses(salon, bea)).toEqual([status]);
  });

  test("that is accepted becomes one visit from the waitlist, at its price, however often it is accepted", () => {
    const { salon, bea } = offered();
    const first = acceptOffer(salon.ctx(), bea);
    const again = acceptOffer(salon.ctx(), bea);
    if (first.outcome !== "booked") throw new Error(first.outcome);
    expect(first.booking.row).toMatchObject({ source: "waitlist", start_at: MONDAY_NINE, price_cents: 4500 });
    expect(again).toMatchObject({ outcome: "booked", booking: { row: { uid: first.booking.row.uid } } });
    expect(statuses(salon, bea)).toEqual(["booked"]);
    expect(held(salon)).toEqual({ offers: 0, holds: 0 });
  });

  test("that is accepted late has gone to the next, and the place is kept", () => {
    const { salon, bea, cleo } = offered();
    salon.clock.advance(15 * MINUTE);
    expect(acceptOffer(salon.ctx(), bea)).toMatchObject({ outcome: "gone", entry: { status: "waiting" } });
    expect(statuses(salon, bea, cleo)).toEqual(["waiting", "offered"]);
    expect(acceptOffer(salon.ctx(), bea)).toMatchObject({ outcome: "gone" });
    expect(acceptOffer(salon.ctx(), cleo)).toMatchObject({ outcome: "booked" });
  });

  test("of a service whose price has changed is refused with the new terms, and stands", () => {
    const { salon, bea } = offered();
    salon.changes("cut", { price_cents: 5000 });
    const refused = acceptOffer(salon.ctx(), bea);
    expect(refused).toMatchObject({ outcome: "refused", refusal: { outcome: "terms_changed" } });
    expect(statuses(salon, bea)).toEqual(["offered"]);
    expect(held(salon)).toEqual({ offers: 1, holds: 1 });
    expect(acceptOffer(salon.ctx(), bea, { expectedPriceCents: 5000 })).toMatchObject({ outcome: "booked" });
  });

  test("of somebody who leaves goes to the next", () => {
    const { salon, bea, cleo } = offered();
    leaveWaitlist(salon.ctx(), bea);
    leaveWaitlist(salon.ctx(), bea);
    expect(statuses(salon, bea, cleo)).toEqual(["closed", "offered"]);
    expect(acceptOffer(salon.ctx(), bea)).toMatchObject({ outcome: "gone" });
  });

  test("is one per person: somebody who has one is passed over for the next freed time", () => {
    const salon = aSalonWithList();
    const [nine, ten] = [book(salon, "ana"), book(salon, "ana", MONDAY_NINE + HOUR)];
    const bea = waits(salon, "bea");
    const sameBea = waits(salon, "Bea", { customer: { name: "Bea Ruiz", email: "bea@example.com" } });
    const cleo = waits(salon, "cleo");
    cancelBooking(salon.ctx(), nine, {});
    cancelBooking(salon.ctx(), ten, {});
    expect(statuses(salon, bea, sameBea, cleo)).toEqual(["offered", "waiting", "offered"]);
    expect(reasons(salon, sameBea)).toEqual(["has_another_offer"]);
    expect(held(salon)).toEqual({ offers: 2, holds: 2 });
  });
});

describe("whoever waits", () => {
  test.each([
    ["for another day", { startDate: "2026-03-10", endDate: "2026-03-10" }, []],
    ["for the afternoon", { fromTime: "12:00" }, ["not_at_their_times"]],
    ["until nine, which is not before nine", { fromTime: "08:00", toTime: "09:00" }, ["not_at_their_times"]],
    ["from nine on", { fromTime: "09:00", toTime: "09:01" }, ["first_in_line"]],
    ["for somebody else", { staffId: "noa" }, ["nothing_fits"]],
    ["for Mia", { staffId: "mia" }, ["first_in_line"]],
    ["for a longer visit", { serviceId: "color" }, ["nothing_fits"]],
    ["for a service with long notice", { serviceId: "wedding" }, ["too_soon"]],
  ] as const)("%s is asked, or passed over, for a reason", (_who, wish, expected) => {
    const salon = aSalonWithList()
      .offers("color", { duration_minutes: 120, slot_interval_minutes: 60 })
      .offers("wedding", { duration_minutes: 60, slot_interval_minutes: 60, min_notice_minutes: 7 * 24 * 60 })
      .employs("noa", ["cut"], { priority: 9 });
    salon.db.write((tx) => {
      tx.run(skill("mia", "color"));
      tx.run(skill("mia", "wedding"));
    });
    const uid = book(salon, "ana");
    book(salon, "eva", MONDAY_NINE + HOUR);
    const bea = waits(salon, "bea", wish);
    cancelBooking(salon.ctx(), uid, {});
    expect(reasons(salon, bea)).toEqual(expected);
  });

  test("until their times have passed is closed silently", () => {
    const salon = aSalonWithList();
    const bea = waits(salon, "bea", { toTime: "12:00" });
    salon.clock.advance(at("2026-03-09T16:00:00Z") - salon.clock.now() - 1);
    expect(statuses(salon, bea)).toEqual(["waiting"]);
    salon.clock.advance(1);
    expect(statuses(salon, bea)).toEqual(["closed"]);
    runDueWaitlist(salon.ctx());
    expect(getEntry(salon.db, bea)).toMatchObject({ status: "closed", close_reason: "times_passed" });
    expect(nextDueWaitlist(salon.db, salon.clock.now())).toBeNull();
  });

  test("in auto-book mode is booked at once, by the system", () => {
    const salon = aSalonWithList();
    const uid = book(salon, "ana");
    const bea = waits(salon, "bea", { autoBook: true });
    cancelBooking(salon.ctx(), uid, {});
    expect(statuses(salon, bea)).toEqual(["booked"]);
    const booked = visit(salon, getEntry(salon.db, bea).booking_uid ?? "");
    expect(booked.row).toMatchObject({ status: "confirmed", source: "waitlist", start_at: MONDAY_NINE });
    expect(reasons(salon, bea)).toEqual(["books_by_itself"]);
  });

  test("in auto-book mode is asked if the price is not the one they saw", () => {
    const salon = aSalonWithList();
    const uid = book(salon, "ana");
    const bea = waits(salon, "bea", { autoBook: true });
    salon.changes("cut", { price_cents: 6000 });
    cancelBooking(salon.ctx(), uid, {});
    expect(statuses(salon, bea)).toEqual(["offered"]);
    expect(offerOf(salon, bea)?.price_cents).toBe(6000);
  });
});

function skill(staff: string, service: string) {
  return build.insertInto("staff_services").values({ staff_id: staff, service_id: service });
}
