import { describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { cancelBooking, moveBooking } from "#modules/booking/index.ts";
import type { Salon } from "#test/salon.ts";
import {
  aSalonWithList,
  book,
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
import { wishEarlier } from "./wish-earlier.ts";

const MONDAY = { startDate: "2026-03-09", endDate: "2026-03-09" } as const;

function wish(salon: Salon, uid: string, more = {}): string {
  return wishEarlier(salon.ctx(), uid, { ...MONDAY, ...more }).id;
}

describe("a customer with a visit who would like to come earlier", () => {
  test("moves to the freed time, with their terms, and frees their own for the next in line", () => {
    const salon = aSalonWithList();
    const ana = book(salon, "ana");
    const bea = book(salon, "bea", MONDAY_NINE + 3 * HOUR);
    const sooner = wish(salon, bea);
    salon.changes("cut", { price_cents: 9900 });
    cancelBooking(salon.ctx(), ana, {});
    const cleo = waits(salon, "cleo", { fromTime: "12:00" });
    expect(statuses(salon, sooner, cleo)).toEqual(["offered", "waiting"]);
    expect(offerOf(salon, sooner)?.price_cents).toBe(4500);
    const before = salon.db.writes();
    expect(acceptOffer(salon.ctx(), sooner)).toMatchObject({
      outcome: "booked",
      booking: { row: { uid: bea } },
    });
    expect(salon.db.writes()).toBe(before + 1);
    expect(visit(salon, bea).row).toMatchObject({ start_at: MONDAY_NINE, price_cents: 4500, version: 2 });
    expect(statuses(salon, sooner, cleo)).toEqual(["booked", "offered"]);
    expect(offerOf(salon, cleo)?.start_local).toBe("2026-03-09T12:00");
  });

  test("keeps their visit while they are asked, and when they decline", () => {
    const salon = aSalonWithList();
    const ana = book(salon, "ana");
    const bea = book(salon, "bea", MONDAY_NINE + 3 * HOUR);
    const sooner = wish(salon, bea);
    cancelBooking(salon.ctx(), ana, {});
    expect(statuses(salon, sooner)).toEqual(["offered"]);
    expect(isPublic(salon, MONDAY_NINE)).toBe(false);
    expect(isPublic(salon, MONDAY_NINE + 3 * HOUR)).toBe(false);
    expect(visit(salon, bea).row.start_at).toBe(MONDAY_NINE + 3 * HOUR);
  });

  test("is not offered a later time", () => {
    const salon = aSalonWithList();
    const late = book(salon, "ana", MONDAY_NINE + 5 * HOUR);
    const sooner = wish(salon, book(salon, "bea"));
    cancelBooking(salon.ctx(), late, {});
    expect(reasons(salon, sooner)).toEqual(["not_earlier"]);
  });

  test("is moved without being asked if they wanted that, through a chain", () => {
    const salon = aSalonWithList();
    const [ana, bea, cleo] = [0, 1, 2].map((n) => book(salon, `p${n}`, MONDAY_NINE + n * HOUR));
    const wishes = [bea, cleo].map((uid) => wish(salon, uid ?? "", { autoBook: true }));
    cancelBooking(salon.ctx(), ana ?? "", {});
    expect(statuses(salon, ...wishes)).toEqual(["booked", "booked"]);
    expect([bea, cleo].map((uid) => visit(salon, uid ?? "").row.start_at)).toEqual([
      MONDAY_NINE,
      MONDAY_NINE + HOUR,
    ]);
    expect(isPublic(salon, MONDAY_NINE + 2 * HOUR)).toBe(true);
  });

  test("stops waiting when the visit is cancelled, and when it starts", () => {
    const salon = aSalonWithList();
    const bea = book(salon, "bea", MONDAY_NINE + 3 * HOUR);
    const sooner = wish(salon, bea);
    expect(getEntry(salon.db, sooner).open_until).toBe(MONDAY_NINE + 3 * HOUR);
    moveBooking(salon.ctx(), bea, { start: MONDAY_NINE + 2 * HOUR });
    expect(getEntry(salon.db, sooner).open_until).toBe(MONDAY_NINE + 2 * HOUR);
    cancelBooking(salon.ctx(), bea, {});
    expect(getEntry(salon.db, sooner)).toMatchObject({ status: "closed", close_reason: "visit_is_over" });
  });

  test("loses an offer when their visit is cancelled", () => {
    const salon = aSalonWithList();
    const ana = book(salon, "ana");
    const bea = book(salon, "bea", MONDAY_NINE + 3 * HOUR);
    const sooner = wish(salon, bea);
    const cleo = waits(salon, "cleo", { toTime: "10:00" });
    cancelBooking(salon.ctx(), ana, {});
    cancelBooking(salon.ctx(), bea, {});
    expect(statuses(salon, sooner, cleo)).toEqual(["closed", "offered"]);
  });

  test("is not asked when it is too late to change the visit", () => {
    const salon = aSalonWithList();
    const ana = book(salon, "ana");
    const bea = book(salon, "bea", MONDAY_NINE + 3 * HOUR);
    const sooner = wish(salon, bea);
    const policy = JSON.stringify({ cancellation_notice_minutes: 7 * 24 * 60 });
    salon.db.write((tx) => tx.run(build.updateTable("bookings").set({ policy }).where("uid", "=", bea)));
    cancelBooking(salon.ctx(), ana, {});
    expect(reasons(salon, sooner)).toEqual(["visit_cannot_change"]);
  });
});
