import { describe, expect, test } from "vitest";

import { build, type TenantTx } from "#db/tenant-db.ts";
import { bookSlot, cancelBooking, getBooking, moveBooking, vacate } from "#modules/booking/index.ts";
import { recordEvent } from "#modules/events/index.ts";
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
  waits,
} from "#test/waitlist.ts";

import { acceptOffer } from "./accept-offer.ts";
import { withoutTimes } from "./freed-time.ts";
import { runDueWaitlist } from "./run-due.ts";

function skill(salon: Salon, staff: string, service: string): void {
  salon.db.write((tx) =>
    tx.run(build.insertInto("staff_services").values({ staff_id: staff, service_id: service })),
  );
}

describe("time is freed", () => {
  test("of a class by the seat: whoever waits for a seat gets it, and nothing else fits in", () => {
    const salon = aSalonWithList().offers("class", {
      duration_minutes: 60,
      slot_interval_minutes: 60,
      capacity: 2,
    });
    skill(salon, "mia", "class");
    const [ana] = [book(salon, "ana", MONDAY_NINE, "class"), book(salon, "eva", MONDAY_NINE, "class")];
    const cleo = waits(salon, "cleo", { toTime: "10:00" });
    const bea = waits(salon, "bea", { serviceId: "class", toTime: "10:00" });
    cancelBooking(salon.ctx(), ana ?? "", {});
    expect([reasons(salon, cleo), statuses(salon, bea)]).toEqual([["nothing_fits"], ["offered"]]);
    expect(isPublic(salon, MONDAY_NINE, "class")).toBe(false);
    expect(acceptOffer(salon.ctx(), bea)).toMatchObject({ outcome: "booked" });
  });

  test("of a resource as well as of a person: somebody else may use the room that is free again", () => {
    const salon = aSalonWithList()
      .has("room", 1)
      .offers("massage", { duration_minutes: 60, slot_interval_minutes: 60 }, ["room"])
      .employs("noa", ["massage"]);
    skill(salon, "mia", "massage");
    const wish = { serviceId: "massage", startDate: "2026-03-09", endDate: "2026-03-09" } as const;
    const customer = { name: "ana", email: "ana@example.com" };
    const booked = bookSlot(salon.ctx(), {
      ...wish,
      staffId: "mia",
      start: MONDAY_NINE,
      customer,
      source: "page",
    });
    if (booked.outcome !== "booked") throw new Error(booked.outcome);
    const bea = waits(salon, "bea", { ...wish, staffId: "noa", toTime: "10:00" });
    cancelBooking(salon.ctx(), booked.booking.row.uid, {});
    expect(offerOf(salon, bea)?.staff.id).toBe("noa");
  });

  test("by a deposit that was never paid, whatever command cancels the visit", () => {
    const salon = aSalonWithList();
    const uid = book(salon, "ana");
    salon.db.write((tx) =>
      tx.run(build.updateTable("bookings").set({ status: "pending_payment" }).where("uid", "=", uid)),
    );
    const bea = waits(salon, "bea");
    salon.db.write((tx) => giveUp(salon, tx, uid));
    expect(statuses(salon, bea)).toEqual(["offered"]);
    const slot = build.selectFrom("freed_slots").select("cause");
    expect(salon.db.all(slot)).toEqual([{ cause: "deposit_unpaid" }]);
  });

  test("by a move, only the part that the visit no longer occupies", () => {
    const salon = aSalonWithList().offers("color", { duration_minutes: 120, slot_interval_minutes: 60 });
    skill(salon, "mia", "color");
    const uid = book(salon, "ana", MONDAY_NINE, "color");
    const bea = waits(salon, "bea", { fromTime: "10:00", toTime: "11:00" });
    const cleo = waits(salon, "cleo", { fromTime: "09:00", toTime: "10:00" });
    moveBooking(salon.ctx(), uid, { start: MONDAY_NINE + HOUR });
    expect([reasons(salon, bea), reasons(salon, cleo)]).toEqual([["not_at_their_times"], ["first_in_line"]]);
  });

  test("by no command once a visit was served", () => {
    const salon = aSalonWithList();
    const uid = book(salon, "ana");
    const bea = waits(salon, "bea");
    salon.clock.advance(MONDAY_NINE + HOUR / 2 - salon.clock.now());
    salon.db.write((tx) => {
      const before = getBooking(tx, uid).row;
      const changes = [
        { table: "bookings" as const, id: uid, before, after: { ...before, status: "completed" } },
      ];
      recordEvent(salon.ctx(), tx, { kind: "booking_completed", subject: `booking:${uid}`, changes });
    });
    expect(reasons(salon, bea)).toEqual([]);
  });
});

/** Mimics the command that cancels a visit that was never paid for. */
function giveUp(salon: Salon, tx: TenantTx, uid: string): void {
  const before = getBooking(tx, uid);
  vacate(tx, uid);
  tx.run(build.updateTable("bookings").set({ status: "cancelled" }).where("uid", "=", uid));
  const after = getBooking(tx, uid);
  const ctx = salon.ctx({ kind: "system", id: null, channel: "system" });
  recordEvent(ctx, tx, {
    kind: "deposit_expired",
    subject: `booking:${uid}`,
    changes: [
      { table: "bookings", id: uid, before: before.row, after: after.row },
      ...before.items.map((item) => ({
        table: "booking_items" as const,
        id: `${uid}/${item.position}`,
        before: item,
        after: item,
      })),
    ],
  });
}

test("a business does its work in batches, so that others have their turn", () => {
  const salon = aSalonWithList({ waitlist: { offer_minutes: 1 } });
  const visits = Array.from({ length: 5 }, (_, n) => book(salon, `v${n}`, MONDAY_NINE + n * HOUR));
  for (let n = 0; n < 30; n += 1) waits(salon, `w${n}`);
  for (const uid of visits) cancelBooking(salon.ctx(), uid, {});
  let turns = 0;
  let more = true;
  for (let minute = 0; minute < 12; minute += 1) {
    salon.clock.advance(60_000);
    for (more = true; more; turns += 1) more = runDueWaitlist(salon.ctx());
  }
  expect(turns).toBeGreaterThan(11);
  expect(more).toBe(false);
});

describe("the rest of a freed time", () => {
  const time = (start_at: number, end_at: number, subject_id = "mia") => ({ subject_id, start_at, end_at });

  test.each([
    ["nothing taken", [time(0, 9)], [], [time(0, 9)]],
    ["somebody else's taken", [time(0, 9)], [time(0, 9, "noa")], [time(0, 9)]],
    ["all taken", [time(0, 9)], [time(0, 9)], []],
    ["the middle taken", [time(0, 9)], [time(3, 6)], [time(0, 3), time(6, 9)]],
    ["the ends taken", [time(0, 9)], [time(0, 2), time(8, 12)], [time(2, 8)]],
    ["what touches is not taken", [time(3, 6)], [time(0, 3), time(6, 9)], [time(3, 6)]],
  ])("with %s", (_what, times, taken, left) => {
    expect(withoutTimes(times, taken)).toEqual(left);
  });
});
