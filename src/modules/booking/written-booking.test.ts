import { describe, expect, it } from "vitest";

import { build } from "#db/tenant-db.ts";
import { recordEvent } from "#modules/events/index.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { bookSlot } from "./book-slot.ts";
import { holdSlot } from "./hold-slot.ts";
import { getBooking } from "./queries.ts";
import type { VisitWish } from "./wishes.ts";

const START = at("2026-03-06T17:00:00Z");
const HOUR = 3_600_000;
const ANA = { name: "Ana Ruiz", email: "ana@example.com", phone: "+12125550111", consentSms: true };

function luna(): Salon {
  return aSalon()
    .has("chair", 1)
    .offers("cut", { name: "Haircut", deposit_cents: 500 })
    .offers("colour", { name: "Colour", buffer_after_minutes: 10 }, ["chair"])
    .employs("mia", ["cut", "colour"], { name: "Mia" })
    .employs("noor", ["cut"], { name: "Noor" });
}

/** What booking returns, and what the file says. */
function bookAndRead(salon: Salon, wish: VisitWish) {
  const result = bookSlot(salon.ctx(), wish);
  if (result.outcome !== "booked") throw new Error(`not booked: ${result.outcome}`);
  return { answered: result.booking, read: getBooking(salon.db, result.booking.row.uid) };
}

const wish = { serviceId: "cut", start: START, customer: ANA, source: "page" } as const;

describe("the answer to a booking equals what is in the file", () => {
  it.each<[string, VisitWish]>([
    ["for a new customer", { ...wish, notes: "the side door" }],
    ["for a person that was asked for", { ...wish, staffId: "noor" }],
    [
      "for a visit of several services",
      {
        items: [{ serviceId: "colour" }, { serviceId: "cut" }],
        start: START,
        customer: { name: "Ben" },
        source: "api",
      },
    ],
  ])("%s", (_, asked) => {
    const { answered, read } = bookAndRead(luna(), asked);
    expect(answered).toEqual(read);
  });

  it("for a known customer, and for a held slot", () => {
    const salon = luna();
    bookAndRead(salon, wish);
    salon.clock.advance(HOUR);
    const start = START + HOUR;
    const held = holdSlot(salon.ctx(), { serviceId: "cut", start });
    if (held.outcome !== "held") throw new Error(held.outcome);
    const { answered, read } = bookAndRead(salon, { ...wish, start, holdId: held.hold.id });
    expect(answered).toEqual(read);
  });

  it("after a person and a service were renamed", () => {
    const salon = luna();
    bookAndRead(salon, wish);
    const renamed = { name: "Mia Rossi" };
    salon.db.write((tx) => {
      tx.run(build.updateTable("staff").set(renamed).where("id", "=", "mia"));
      tx.run(build.updateTable("services").set({ name: "Cut" }).where("id", "=", "cut"));
      const change = { table: "staff", id: "mia", before: { name: "Mia" }, after: renamed } as const;
      recordEvent(salon.ctx(), tx, { kind: "staff_changed", subject: "staff:mia", changes: [change] });
    });
    const { answered, read } = bookAndRead(salon, { ...wish, staffId: "mia", start: START + HOUR });
    expect(answered).toEqual(read);
    expect(answered.items).toMatchObject([{ service_name: "Cut", staff_name: "Mia Rossi" }]);
  });
});
