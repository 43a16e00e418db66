import { describe, expect, it } from "vitest";

import { listBookings } from "#modules/booking/index.ts";
import { Talk } from "#test/conversation.ts";
import { aSalon, type Salon } from "#test/salon.ts";

function luna(): Salon {
  return aSalon().offers("cut", { name: "Haircut" }).employs("mia", ["cut"], { name: "Mia" });
}

const bookings = (salon: Salon) => listBookings(salon.db, { limit: 50 });

const MONDAY = { service_id: "cut", start_date: "2026-03-09", end_date: "2026-03-09" };
const DANA = { customer_name: "Dana Smith", customer_email: "Dana@example.com" };

describe("a visit by chat", () => {
  it("is offered, picked, summarised, confirmed and booked once", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    const offered = await talk.says("a haircut on monday please", () => [["check_availability", MONDAY]]);
    const slots = offered.events.find((event) => event.event === "slots")?.slots ?? [];
    expect(slots).toHaveLength(8);
    expect(slots[0]).toMatchObject({ start_local: "2026-03-09T09:00", staff: { id: "mia", name: "Mia" } });
    const picked = await talk.does({ kind: "pick", slotId: slots[0]!.slot_id }, () => [
      ["create_booking", { slot_id: slots[0]!.slot_id, ...DANA }],
    ]);
    expect(picked.results).toMatchObject([{ ok: false, code: "NEEDS_CONFIRMATION" }]);
    const confirm = picked.events.find((event) => event.event === "confirm");
    expect(confirm?.summary).toBe(
      "Haircut with Mia on Monday 9 March 2026 at 9:00 am (30 minutes), $45. For Dana Smith, dana@example.com. Should I book it?",
    );
    expect(bookings(salon)).toHaveLength(0);
    const done = await talk.says("yes please");
    expect(done.gate).toMatchObject({
      kind: "done",
      act: "book",
      booking: { source: "chat", price_cents: 4500 },
    });
    expect(done.events.map(({ event }) => event)).toEqual(["booking", "delta", "done"]);
    expect(bookings(salon)).toHaveLength(1);
  });
});
