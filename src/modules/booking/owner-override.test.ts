import { describe, expect, test } from "vitest";

import { aSalon, at, type Salon } from "#test/salon.ts";

import { bookSlot } from "./book-slot.ts";
import { bookAsOwner } from "./owner-book.ts";
import { moveAsOwner } from "./owner-commands.ts";

const OWNER = { kind: "person", id: "owner", channel: "api" } as const;
const ANA = { name: "Ana Ruiz", email: "ana@example.com" };
const TOMORROW = at("2026-03-09T14:00:00Z");

/** It is Friday 10:00 in New York; the salon is closed at the weekend and after 17:00. */
function luna(policies: object): Salon {
  return aSalon({ policies })
    .offers("cut")
    .offers("consult", { min_notice_minutes: 120 })
    .employs("mia", ["cut", "consult"]);
}

const DAY_AHEAD = { min_notice_minutes: 24 * 60 };
const THREE_DAYS = { booking_window_days: 3 };
const WEEK_AHEAD_OF_THREE_DAYS = { min_notice_minutes: 7 * 24 * 60, booking_window_days: 3 };

const NOTICE = ["inside_notice"];
const WINDOW = ["outside_booking_window"];

type Case = [what: string, policies: object, start: string, without: string, warnings: string[] | string];
const CASES: readonly Case[] = [
  ["in time and in the window", {}, "2026-03-06T17:00:00Z", "booked", []],
  ["at the very end of the notice", { min_notice_minutes: 120 }, "2026-03-06T17:00:00Z", "booked", []],
  ["inside the notice", DAY_AHEAD, "2026-03-06T17:00:00Z", "too_soon", NOTICE],
  ["on the last date of the window", { booking_window_days: 4 }, "2026-03-09T13:00:00Z", "booked", []],
  ["after the window", THREE_DAYS, "2026-03-09T13:00:00Z", "outside_window", WINDOW],
  ["both at once", WEEK_AHEAD_OF_THREE_DAYS, "2026-03-09T13:00:00Z", "too_soon", [...NOTICE, ...WINDOW]],
  [
    "inside the notice of the channel",
    { notice_by_channel: { api: 480 } },
    "2026-03-06T17:00:00Z",
    "too_soon",
    NOTICE,
  ],
  [
    "inside another channel's notice",
    { notice_by_channel: { page: 480 } },
    "2026-03-06T17:00:00Z",
    "booked",
    [],
  ],
  // What an override never sets aside.
  ["when the salon is closed", DAY_AHEAD, "2026-03-06T22:30:00Z", "too_soon", "not_available"],
  ["off the grid", {}, "2026-03-06T17:05:00Z", "not_available", "not_available"],
  ["over another visit", DAY_AHEAD, "2026-03-06T20:15:00Z", "too_soon", "taken"],
  ["in the past", {}, "2026-03-06T14:00:00Z", "in_the_past", "in_the_past"],
];

describe("the owner's override", () => {
  test.each(CASES)("of a visit %s", (_, policies, start, without, warnings) => {
    const salon = luna(policies);
    const other = { serviceId: "cut", customer: ANA, start: at("2026-03-06T20:00:00Z") };
    expect(bookAsOwner(salon.ctx(OWNER), undefined, { ...other, override: true }).outcome).toBe("booked");

    const wish = { serviceId: "cut", customer: ANA, start: at(start) };
    const ordinary = salonWithout(policies, wish);
    const overridden = bookAsOwner(salon.ctx(OWNER), undefined, { ...wish, override: true });

    expect(ordinary.outcome).toBe(without);
    expect("warnings" in overridden ? overridden.warnings : overridden.outcome).toEqual(warnings);
  });

  test.each(CASES)("of a move to a start %s", (_, policies, start, __, warnings) => {
    const salon = luna(policies);
    const ctx = salon.ctx(OWNER);
    const wish = { serviceId: "cut", customer: ANA, override: true };
    bookAsOwner(ctx, undefined, { ...wish, start: at("2026-03-06T20:00:00Z") });
    const visit = bookAsOwner(ctx, undefined, { ...wish, start: TOMORROW });
    if (visit.outcome !== "booked") throw new Error(visit.outcome);

    const moved = moveAsOwner(ctx, visit.record.uid, { start: at(start), override: true }, {});

    expect(moved.outcome === "changed" ? moved.warnings : moved.outcome).toEqual(warnings);
  });

  test("warns according to the service's own notice if it has one", () => {
    const salon = luna({ min_notice_minutes: 0 });
    const wish = { serviceId: "consult", customer: ANA, start: at("2026-03-06T16:00:00Z"), override: true };
    expect(bookAsOwner(salon.ctx(OWNER), undefined, wish)).toMatchObject({ warnings: ["inside_notice"] });
  });

  test("warns of nothing if a move changes nothing", () => {
    const salon = luna({});
    const booked = bookSlot(salon.ctx(), {
      serviceId: "cut",
      customer: ANA,
      start: TOMORROW,
      source: "page",
    });
    if (booked.outcome !== "booked") throw new Error(booked.outcome);
    salon.clock.advance(TOMORROW - salon.clock.now() - 60_000);
    const wish = { start: TOMORROW, override: true };
    expect(moveAsOwner(salon.ctx(OWNER), booked.booking.row.uid, wish, {})).toMatchObject({ warnings: [] });
  });
});

function salonWithout(policies: object, wish: { serviceId: string; customer: typeof ANA; start: number }) {
  return bookAsOwner(luna(policies).ctx(OWNER), undefined, wish);
}
