import { afterEach, describe, expect, it, vi } from "vitest";

import type { TenantReads } from "#db/tenant-db.ts";
import { bookSlot, cancelBooking } from "#modules/booking/index.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { calendarRules } from "./load-rules.ts";
import { readCandidates } from "./read-candidates.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const ANA = { name: "Ana Ruiz", email: "ana@example.com" };
const MONDAY = at("2026-03-09T13:00:00Z");

function luna(): Salon {
  return aSalon().offers("cut").employs("mia", ["cut"]).employs("noor", ["cut"]);
}

function book(salon: Salon, staffId: string, start = MONDAY): string {
  const made = bookSlot(salon.ctx(), { serviceId: "cut", staffId, start, customer: ANA, source: "page" });
  if (made.outcome !== "booked") throw new Error(made.outcome);
  return made.booking.row.uid;
}

/** Who was last assigned a visit, and when. */
function lastBooked({ db, clock }: Salon, reads: TenantReads = db) {
  const candidates = readCandidates(reads, calendarRules(db), ["mia", "noor"], clock.now());
  return Object.fromEntries(candidates.map(({ staffId, lastBookedAt }) => [staffId, lastBookedAt]));
}

describe("how people stand in the order", () => {
  it("is as the last booking left it, and as the next one does", () => {
    const salon = luna();
    expect(lastBooked(salon)).toEqual({ mia: null, noor: null });
    const first = salon.clock.now();
    const uid = book(salon, "noor");
    expect(lastBooked(salon)).toEqual({ mia: null, noor: first });
    salon.clock.advance(60_000);
    book(salon, "mia");
    expect(lastBooked(salon)).toEqual({ mia: salon.clock.now(), noor: first });
    cancelBooking(salon.ctx(), uid, {});
    expect(lastBooked(salon)).toEqual(lastBooked(salon, withoutMemory(salon)));
  });

  it("is read once between two events", () => {
    const salon = luna();
    book(salon, "noor");
    lastBooked(salon);
    const reading = vi.spyOn(salon.db, "all");
    expect(lastBooked(salon)).toEqual(lastBooked(salon));
    expect(reading).not.toHaveBeenCalled();
  });

  it("is in a transaction as that sees it, whatever becomes of it", () => {
    const salon = luna();
    book(salon, "noor");
    const before = lastBooked(salon);
    const undone = () =>
      salon.db.write((tx) => {
        tx.run({ sql: "update booking_items set assigned_at = assigned_at + 5", parameters: [] });
        expect(lastBooked(salon, tx)).toEqual({ mia: null, noor: before["noor"]! + 5 });
        throw new Error("changed my mind");
      });
    expect(undone).toThrow("changed my mind");
    expect(lastBooked(salon)).toEqual(before);
  });
});

/** Reads of the same file through another handle, so that nothing is cached. */
function withoutMemory({ db }: Salon): TenantReads {
  const { all, first, column } = db;
  return { all, first, column } as TenantReads;
}
