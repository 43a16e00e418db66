import { describe, expect, test } from "vitest";

import { bookSlot, cancelBooking, holdSlot } from "#modules/booking/index.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { availabilityAnswer } from "./answers.ts";
import type { SlotView } from "./slot-view.ts";

const ANA = { name: "Ana Ruiz", email: "ana@example.com" };
const NOON = at("2026-03-06T17:00:00Z");

function luna(options: Parameters<typeof aSalon>[0] = {}): Salon {
  return aSalon(options).offers("cut", { slot_interval_minutes: 30 }).employs("mia", ["cut"]);
}

function askFor(salon: Salon, from: string, to = from, etag?: string) {
  const query = {
    serviceId: "cut",
    from: from as `${number}-${number}-${number}`,
    to: to as `${number}-${number}-${number}`,
    now: salon.clock.now(),
  };
  return availabilityAnswer(salon.db, query, etag);
}

function ask(salon: Salon, from: string, to = from) {
  const answer = askFor(salon, from, to);
  if (answer === "unchanged") throw new Error("It was not said that anybody has an answer.");
  const body = JSON.parse(answer.body.toString()) as {
    time_zone: string;
    slots: SlotView[];
    next_available: SlotView | null;
  };
  return { ...body, etag: answer.etag, starts: body.slots.map((slot) => slot.start_local) };
}

describe("the answer about availability", () => {
  test("lists slots in UTC and in the business's local time", () => {
    const { time_zone: zone, slots } = ask(luna(), "2026-03-09");
    expect(zone).toBe("America/New_York");
    expect(slots[0]).toEqual({
      start: "2026-03-09T13:00:00Z",
      end: "2026-03-09T13:30:00Z",
      start_local: "2026-03-09T09:00",
      label: "9:00 am",
      staff_ids: ["mia"],
      seats_left: 1,
    });
    expect(slots).toHaveLength(16);
  });

  test("stays the same while nothing happens, and changes with a booking and its cancellation", () => {
    const salon = luna();
    const before = ask(salon, "2026-03-06");
    expect(ask(salon, "2026-03-06").etag).toBe(before.etag);
    const booked = bookSlot(salon.ctx(), { serviceId: "cut", start: NOON, customer: ANA, source: "page" });
    const during = ask(salon, "2026-03-06");
    expect(during.starts).toEqual(before.starts.filter((start) => start !== "2026-03-06T12:00"));
    if (booked.outcome !== "booked") throw new Error(booked.outcome);
    expect(during.etag).not.toBe(before.etag);
    cancelBooking(salon.ctx(), booked.booking.row.uid, {});
    expect(ask(salon, "2026-03-06")).toEqual({ ...before, etag: expect.not.stringContaining(before.etag) });
  });

  test("is not sent again to a client that has it", () => {
    const salon = luna();
    const { etag } = ask(salon, "2026-03-06");
    expect(askFor(salon, "2026-03-06", "2026-03-06", etag)).toBe("unchanged");
    expect(askFor(salon, "2026-03-06", "2026-03-06", '"another"')).not.toBe("unchanged");
    expect(askFor(salon, "2026-03-09", "2026-03-09", etag)).not.toBe("unchanged");
    bookSlot(salon.ctx(), { serviceId: "cut", start: NOON, customer: ANA, source: "page" });
    expect(askFor(salon, "2026-03-06", "2026-03-06", etag)).not.toBe("unchanged");
  });

  test("is unchanged while the client's tag holds, but not for a tag that was never issued", () => {
    const salon = luna();
    const { etag } = ask(salon, "2026-03-06");
    const until = /^"1\/[^/]+\/[^/]+\/(\d+)\//.exec(etag)?.[1] ?? "";
    expect(until).not.toBe("");
    for (const wrong of [
      etag.replace(until, ""),
      etag.replace(until, "1e99"),
      etag.replace(until, `${until}0000000000`),
      etag.replace(until, String(salon.clock.now())),
      etag.replace('"1/', '"0/'),
      `W/${etag}`,
      '"',
      "",
    ])
      expect(askFor(salon, "2026-03-06", "2026-03-06", wrong)).not.toBe("unchanged");
    salon.clock.advance(Number(until) - salon.clock.now() - 1);
    expect(askFor(salon, "2026-03-06", "2026-03-06", etag)).toBe("unchanged");
    salon.clock.advance(1);
    expect(askFor(salon, "2026-03-06", "2026-03-06", etag)).not.toBe("unchanged");
  });

  test("is the same however often it is requested, newly written or cached", () => {
    const salon = luna();
    const [first, second, third] = [1, 2, 3].map(() => ask(salon, "2026-03-06", "2026-03-20"));
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });

  test("a hold frees its slot by time alone, under a new tag", () => {
    const salon = luna();
    holdSlot(salon.ctx(), { serviceId: "cut", start: NOON });
    const { starts, etag } = ask(salon, "2026-03-06");
    expect(starts).not.toContain("2026-03-06T12:00");
    salon.clock.advance(5 * 60_000);
    expect(askFor(salon, "2026-03-06", "2026-03-06", etag)).not.toBe("unchanged");
    expect(ask(salon, "2026-03-06").starts).toContain("2026-03-06T12:00");
  });

  test("notice and midnight take slots away by time alone", () => {
    const salon = luna();
    expect(ask(salon, "2026-03-06").starts[0]).toBe("2026-03-06T10:00");
    salon.clock.advance(1);
    expect(ask(salon, "2026-03-06").starts[0]).toBe("2026-03-06T10:30");
    salon.clock.advance(14 * 3_600_000);
    expect(ask(salon, "2026-03-06")).toMatchObject({
      starts: [],
      next_available: { start_local: "2026-03-09T09:00" },
    });
  });

  test("if nothing is free it names the next free slot within the booking window", () => {
    const salon = luna({ policies: { booking_window_days: 4 } });
    expect(ask(salon, "2026-03-07").next_available?.start_local).toBe("2026-03-09T09:00");
    expect(ask(salon, "2026-03-01").next_available?.start_local).toBe("2026-03-06T10:00");
    expect(ask(salon, "2026-03-10").next_available).toBeNull();
    salon.changes("cut", { active: 0 });
    expect(ask(salon, "2026-03-07").next_available).toBeNull();
  });

  test("configuration is read again when it changes", () => {
    const salon = luna();
    expect(ask(salon, "2026-03-09").starts).toHaveLength(16);
    salon.changes("cut", { duration_minutes: 60 });
    expect(ask(salon, "2026-03-10").starts).toHaveLength(15);
  });
});
