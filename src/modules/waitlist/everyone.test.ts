import { describe, expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { cancelBooking } from "#modules/booking/index.ts";
import {
  aSalonWithList,
  book,
  held,
  isPublic,
  MONDAY_NINE,
  reasons,
  statuses,
  waits,
} from "#test/waitlist.ts";

import { acceptOffer } from "./accept-offer.ts";
import { declineOffer } from "./leave.ts";
import { runDueWaitlist } from "./run-due.ts";

/** Bea, Cleo and Dora, asked at once. */
function asked() {
  const salon = aSalonWithList({ waitlist: { mode: "everyone_at_once" } });
  const uid = book(salon, "ana");
  const [bea, cleo, dora] = [waits(salon, "bea"), waits(salon, "cleo"), waits(salon, "dora")];
  cancelBooking(salon.ctx(), uid, {});
  return { salon, bea, cleo, dora };
}

describe("everyone at once", () => {
  test("share one hold", () => {
    const { salon, bea, cleo, dora } = asked();
    expect(statuses(salon, bea, cleo, dora)).toEqual(["offered", "offered", "offered"]);
    expect(held(salon)).toEqual({ offers: 3, holds: 1 });
    expect(reasons(salon, cleo)).toEqual(["everyone_at_once"]);
  });

  test("the first to accept gets it, and the others keep their places", () => {
    const { salon, bea, cleo, dora } = asked();
    expect(acceptOffer(salon.ctx(), dora)).toMatchObject({ outcome: "booked" });
    expect(acceptOffer(salon.ctx(), bea)).toMatchObject({ outcome: "gone", entry: { status: "waiting" } });
    expect(statuses(salon, bea, cleo, dora)).toEqual(["waiting", "waiting", "booked"]);
    expect(held(salon)).toEqual({ offers: 0, holds: 0 });
  });

  test("whoever declines leaves it to the others; once all have, it goes back on sale", () => {
    const { salon, bea, cleo, dora } = asked();
    declineOffer(salon.ctx(), bea);
    declineOffer(salon.ctx(), cleo);
    expect(held(salon)).toEqual({ offers: 1, holds: 1 });
    expect(isPublic(salon)).toBe(false);
    declineOffer(salon.ctx(), dora);
    expect(held(salon)).toEqual({ offers: 0, holds: 0 });
    expect(isPublic(salon)).toBe(true);
  });

  test("the time runs out for all of them together", () => {
    const { salon, bea, cleo, dora } = asked();
    salon.clock.advance(15 * MINUTE);
    runDueWaitlist(salon.ctx());
    expect(statuses(salon, bea, cleo, dora)).toEqual(["waiting", "waiting", "waiting"]);
    expect(isPublic(salon, MONDAY_NINE)).toBe(true);
  });

  test("an entry in auto-book mode counts as a yes", () => {
    const salon = aSalonWithList({ waitlist: { mode: "everyone_at_once" } });
    const uid = book(salon, "ana");
    const [bea, cleo] = [waits(salon, "bea"), waits(salon, "cleo", { autoBook: true })];
    cancelBooking(salon.ctx(), uid, {});
    expect(statuses(salon, bea, cleo)).toEqual(["waiting", "booked"]);
  });

  test("one person is asked once", () => {
    const salon = aSalonWithList({ waitlist: { mode: "everyone_at_once" } });
    const uid = book(salon, "ana");
    const [bea, again] = [waits(salon, "bea"), waits(salon, "bea")];
    cancelBooking(salon.ctx(), uid, {});
    expect(statuses(salon, bea, again)).toEqual(["offered", "waiting"]);
    expect(reasons(salon, again)).toEqual(["has_another_offer"]);
  });
});
