import nodeIcal from "node-ical";
import { describe, expect, test } from "vitest";

import { aSalon, at } from "#test/salon.ts";

import { bookSlot } from "./book-slot.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { moveBooking } from "./move-booking.ts";
import { getBooking } from "./queries.ts";
import { visitCalendar } from "./visit-calendar.ts";

const ANA = { name: 'Ana "Núñez"; Ruiz', email: "ana@example.com" };
const NOON = at("2026-03-06T17:00:00Z");

function withVisit() {
  const salon = aSalon({ policies: { cancellation_notice_minutes: 0 } })
    .offers("cut", { name: "Cut, wash; & more" })
    .employs("mia", ["cut"], { name: "Mia" });
  const booked = bookSlot(salon.ctx(), { serviceId: "cut", start: NOON, customer: ANA, source: "page" });
  if (booked.outcome !== "booked") throw new Error(booked.outcome);
  const { uid } = booked.booking.row;
  const read = (method?: "REQUEST" | "CANCEL") => {
    const text = visitCalendar(salon.ctx(), getBooking(salon.db, uid), method);
    const parsed = nodeIcal.sync.parseICS(text);
    const event = parsed[uid];
    if (event?.type !== "VEVENT") throw new Error(text);
    return { text, event };
  };
  return { salon, uid, read };
}

describe("the calendar file of a visit", () => {
  test("says when it is (in UTC), where, and with whom", () => {
    const { read } = withVisit();
    const { text, event } = read("REQUEST");
    expect(event).toMatchObject({
      summary: "Cut, wash; & more at Luna Hair",
      location: "1 Main St",
      status: "CONFIRMED",
      method: "REQUEST",
    });
    expect(event.start.toISOString()).toBe("2026-03-06T17:00:00.000Z");
    expect(event.end?.toISOString()).toBe("2026-03-06T17:30:00.000Z");
    expect(text).toContain("DTSTART:20260306T170000Z\r\n");
    expect(text).toContain("DTEND:20260306T173000Z\r\n");
    expect(text).not.toContain("TZID");
    expect(text.replaceAll("\r\n ", "")).toMatch(/mailto:ana@example\.com/i);
    expect(Math.max(...text.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  test("shows nobody the way to change the visit", () => {
    const { read } = withVisit();
    expect(read().text).not.toMatch(/token/);
  });

  test("moves the same entry, then removes it", () => {
    const { salon, uid, read } = withVisit();
    const sequence = () => Number(read().event.sequence);
    const first = sequence();
    moveBooking(salon.ctx(), uid, { start: at("2026-03-06T18:00:00Z") });
    expect(read("REQUEST").event.start.toISOString()).toBe("2026-03-06T18:00:00.000Z");
    expect(sequence()).toBe(first + 1);
    cancelBooking(salon.ctx(), uid, {});
    expect(read().event).toMatchObject({ status: "CANCELLED", method: "CANCEL" });
    expect(sequence()).toBe(first + 2);
  });

  test("stays the same while nothing changes", () => {
    const { salon, read } = withVisit();
    const { text } = read();
    salon.clock.advance(3_600_000);
    expect(read().text).toBe(text);
  });
});
