import { describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { markInside, moveBooking } from "#modules/booking/index.ts";
import type { Salon } from "#test/salon.ts";
import {
  aSalonWithList,
  book,
  isPublic,
  MONDAY_NINE,
  offerOf,
  statuses,
  visit,
  waits,
} from "#test/waitlist.ts";

import { nextDueWaitlist, runDueWaitlist } from "./run-due.ts";

/** Mia has a three-hour visit at nine, which is released after twenty minutes. */
function atNine(policies: object = { no_show_release_minutes: 20 }) {
  const salon = aSalonWithList({ policies, waitlist: { cutoff_minutes: 0 } }).offers("color", {
    duration_minutes: 180,
    slot_interval_minutes: 60,
  });
  salon.db.write((tx) =>
    tx.run(build.insertInto("staff_services").values({ staff_id: "mia", service_id: "color" })),
  );
  const uid = book(salon, "ana", MONDAY_NINE, "color");
  const bea = waits(salon, "bea");
  const advanceTo = (instant: number) => salon.clock.advance(instant - salon.clock.now());
  return { salon, uid, bea, advanceTo };
}

function mark(salon: Salon, uid: string, what: "checked_in" | "no_show"): void {
  salon.db.write((tx) => void markInside(salon.ctx(), tx, uid, what));
}

describe("a visit whose customer does not come", () => {
  test("is released after some minutes, and the rest of its time goes to the waitlist", () => {
    const { salon, uid, bea, advanceTo } = atNine();
    expect(salon.wakes).toContain(MONDAY_NINE + 20 * MINUTE);
    expect(nextDueWaitlist(salon.db, salon.clock.now())).toBe(MONDAY_NINE + 20 * MINUTE);
    advanceTo(MONDAY_NINE + 20 * MINUTE - 1);
    runDueWaitlist(salon.ctx());
    expect(visit(salon, uid).row.status).toBe("confirmed");
    advanceTo(MONDAY_NINE + 20 * MINUTE);
    runDueWaitlist(salon.ctx());
    expect(visit(salon, uid).row.status).toBe("no_show");
    expect(statuses(salon, bea)).toEqual(["offered"]);
    expect(offerOf(salon, bea)?.start_local).toBe("2026-03-09T10:00");
    const event = build.selectFrom("events").selectAll().where("kind", "=", "booking_no_show");
    expect(salon.db.first(event)).toMatchObject({ actor_kind: "system" });
  });

  test("stays when the customer has been checked in", () => {
    const { salon, uid, advanceTo } = atNine();
    advanceTo(MONDAY_NINE + 10 * MINUTE);
    mark(salon, uid, "checked_in");
    advanceTo(MONDAY_NINE + 60 * MINUTE);
    runDueWaitlist(salon.ctx());
    expect(visit(salon, uid).row.status).toBe("confirmed");
  });

  test.each<[string, number, string]>([
    ["another day, where nobody has arrived yet", 24 * 60, "no_show"],
    ["later on the same day, where they still wait", 60, "confirmed"],
  ])("is, after a move to %s, still judged by its own start", (_, minutes, status) => {
    const { salon, uid, advanceTo } = atNine();
    const start = MONDAY_NINE + minutes * MINUTE;
    mark(salon, uid, "checked_in");
    const moved = moveBooking(salon.ctx(), uid, { start, byOwner: true, override: true });
    expect(moved.outcome).toBe("moved");
    advanceTo(start + 20 * MINUTE);
    runDueWaitlist(salon.ctx());
    expect(visit(salon, uid).row.status).toBe(status);
  });

  test("follows the policy that it was booked under, not today's", () => {
    const { salon, uid, advanceTo } = atNine();
    salon.db.write((tx) =>
      tx.run(build.updateTable("settings").set({ document: "{}" }).where("key", "=", "policies")),
    );
    advanceTo(MONDAY_NINE + 20 * MINUTE);
    runDueWaitlist(salon.ctx());
    expect(visit(salon, uid).row.status).toBe("no_show");
  });

  test("stays if the policy says nothing", () => {
    const { salon, uid, advanceTo } = atNine({});
    advanceTo(MONDAY_NINE + 90 * MINUTE);
    runDueWaitlist(salon.ctx());
    expect(visit(salon, uid).row.status).toBe("confirmed");
  });

  test("frees nothing once it is over, and is left to people", () => {
    const { salon, uid, advanceTo } = atNine();
    advanceTo(MONDAY_NINE + 180 * MINUTE);
    expect(nextDueWaitlist(salon.db, salon.clock.now())).not.toBe(MONDAY_NINE + 20 * MINUTE);
    runDueWaitlist(salon.ctx());
    expect(visit(salon, uid).row.status).toBe("confirmed");
  });

  test("also goes to the waitlist when a person marks it", () => {
    const { salon, uid, bea, advanceTo } = atNine({});
    advanceTo(MONDAY_NINE + 5 * MINUTE);
    mark(salon, uid, "no_show");
    expect(statuses(salon, bea)).toEqual(["offered"]);
    expect(isPublic(salon, MONDAY_NINE + 60 * MINUTE)).toBe(false);
  });
});
