import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { build } from "#db/tenant-db.ts";
import { HOUR } from "#kernel/instant.ts";
import { bookSlot, cancelBooking } from "#modules/booking/index.ts";
import { addTimeOff } from "#modules/staff/index.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { findTroubles } from "./index.ts";
import { planCollisions, type Taken } from "./plan-collisions.ts";

const MONDAY_TEN = at("2026-03-09T14:00:00Z");

function aBusySalon(): { salon: Salon; uid: string } {
  const salon = aSalon()
    .has("basin", 1)
    .offers("cut", { buffer_after_minutes: 10 })
    .offers(
      "color",
      {
        duration_minutes: 135,
        buffer_before_minutes: 5,
        steps: JSON.stringify([{ minutes: 60 }, { minutes: 45, staff_free: true }, { minutes: 30 }]),
      },
      ["basin"],
    )
    .offers("class", { capacity: 3, duration_minutes: 60 })
    .employs("mia", ["cut", "color", "class"]);
  const book = (serviceId: string, start: number) => {
    const customer = { name: "Ana", email: "ana@x.example" };
    const result = bookSlot(salon.ctx(), { serviceId, start, customer, source: "page" });
    if (result.outcome !== "booked") throw new Error(result.outcome);
    return result.booking.row;
  };
  const colour = book("color", MONDAY_TEN);
  book("cut", MONDAY_TEN + HOUR);
  book("class", MONDAY_TEN + 3 * HOUR);
  book("class", MONDAY_TEN + 3 * HOUR);
  const gone = book("cut", MONDAY_TEN + 5 * HOUR);
  cancelBooking(salon.ctx(), gone.uid, {});
  addTimeOff(salon.ctx(), {
    staff_id: "mia",
    start: "2026-03-20T09:00",
    end: "2026-03-27T09:00",
    reason: "",
  });
  return { salon, uid: colour.uid };
}

describe("a tenant's file", () => {
  it("has no problems if only our commands have written to it", () => {
    expect(findTroubles(aBusySalon().salon.db)).toEqual([]);
  });

  it.each<[string, (salon: Salon, uid: string) => void, RegExp]>([
    [
      "a visit without busy time",
      (salon, uid) => remove(salon, uid),
      /^visit \w+ keeps busy \[\] instead of \[mia /,
    ],
    [
      "a visit that is busy at another time",
      (salon, uid) => {
        salon.db.write((tx) => {
          const row = build.updateTable("occupancies").set((one) => ({ end_at: one("end_at", "-", 60_000) }));
          tx.run(row.where("owner_id", "=", uid).where("subject_id", "=", "basin"));
        });
      },
      /^visit \w+ keeps busy .* instead of /,
    ],
    [
      "busy time of a visit that was cancelled",
      (salon, uid) => {
        salon.db.write((tx) => {
          const cancelled = { status: "cancelled", cancelled_at: 0 } as const;
          tx.run(build.updateTable("bookings").set(cancelled).where("uid", "=", uid));
        });
      },
      /^visit \w+ keeps time busy and does not exist$/,
    ],
    [
      "an absence with a hole",
      (salon) => {
        salon.db.write((tx) => {
          const [, second] = tx.all(
            build.selectFrom("occupancies").selectAll().where("kind", "=", "absence"),
          );
          tx.run(build.deleteFrom("occupancies").where("id", "=", second?.id ?? 0));
        });
      },
      /^absence \w+ does not keep all of its time busy$/,
    ],
  ])("with %s is detected", (_, damage, expected) => {
    const { salon, uid } = aBusySalon();
    damage(salon, uid);
    expect(findTroubles(salon.db)).toEqual([expect.stringMatching(expected)]);
  });

  function remove(salon: Salon, uid: string): void {
    salon.db.write((tx) => void tx.run(build.deleteFrom("occupancies").where("owner_id", "=", uid)));
  }
});

describe("the sweep for collisions", () => {
  const one = fc.record({
    subjectId: fc.constantFrom("mia", "chair"),
    ownerId: fc.constantFrom("a", "b", "c"),
    start: fc.integer({ min: 0, max: 12 }),
    length: fc.integer({ min: 1, max: 6 }),
  });

  it("agrees with counting at every instant", () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (wishes) => {
        const taken: Taken[] = wishes.map(({ start, length, ...row }, i) => ({
          ...row,
          claim: `${row.ownerId}${i}`,
          seats: 1,
          capacity: 1,
          start,
          end: start + length,
        }));
        const crowded = (subject: string, room: number): boolean =>
          Array.from({ length: 20 }, (_, at) => at).some(
            (at) =>
              taken.filter((row) => row.subjectId === subject && row.start <= at && at < row.end).length >
              room,
          );
        const found = new Set(planCollisions(taken, new Map([["chair", 2]])).map((row) => row.subjectId));
        expect([found.has("mia"), found.has("chair")]).toEqual([crowded("mia", 1), crowded("chair", 2)]);
      }),
    );
  });

  it("lets seats of one class share their time, up to its capacity", () => {
    const seat: Taken = {
      subjectId: "mia",
      ownerId: "a",
      claim: "class",
      seats: 1,
      capacity: 2,
      start: 0,
      end: 60,
    };
    expect(planCollisions([seat, { ...seat, ownerId: "b" }], new Map())).toEqual([]);
    expect(planCollisions([seat, seat, seat], new Map())).toHaveLength(1);
    expect(planCollisions([seat, { ...seat, end: 90 }], new Map())).toHaveLength(1);
  });
});
