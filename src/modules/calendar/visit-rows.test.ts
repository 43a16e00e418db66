import { expect, it } from "vitest";

import { explain } from "#db/explain.ts";
import { build } from "#db/tenant-db.ts";
import { bookSlot, cancelBooking } from "#modules/booking/index.ts";
import { aSalon, at } from "#test/salon.ts";
import { aTenantDb } from "#test/tenant-db.ts";

import { occupiedBy, rowsOfVisits } from "./visit-rows.ts";

const MONDAY_NINE = at("2026-03-09T13:00:00Z");
const HOUR = 3_600_000;

function aBusySalon() {
  const salon = aSalon()
    .has("chair", 2)
    .offers("cut", { duration_minutes: 60, buffer_before_minutes: 30, buffer_after_minutes: 30 })
    .offers("colour", { steps: COLOUR, duration_minutes: 60 }, ["chair"])
    .employs("mia", ["cut", "colour"])
    .employs("noor", ["cut", "colour"]);
  const book = (hour: number, ...services: string[]) => {
    const items = services.map((serviceId) => ({ serviceId, staffId: "mia" }));
    const booked = bookSlot(salon.ctx(), {
      items,
      start: MONDAY_NINE + hour * HOUR,
      customer: { name: "Ana" },
      source: "page",
    });
    if (booked.outcome !== "booked") throw new Error(booked.outcome);
    return booked.booking.row.uid;
  };
  return { salon, uids: [book(0, "colour", "cut"), book(4, "cut", "colour"), book(2.5, "colour")] };
}

const COLOUR = '[{"minutes":15},{"minutes":30,"staff_free":true},{"minutes":15}]';

it("finds just what each visit keeps busy, each row once", () => {
  const { salon, uids } = aBusySalon();
  const all = salon.db.all(build.selectFrom("occupancies").selectAll());
  for (const asked of [uids, ...uids.map((uid) => [uid])]) {
    const owned = all.filter((row) => asked.includes(row.owner_id));
    const found = rowsOfVisits(salon.db, asked);
    expect(found.map((row) => `${row.ownerId} ${row.subjectId} ${row.start} ${row.end}`).toSorted()).toEqual(
      owned.map((row) => `${row.owner_id} ${row.subject_id} ${row.start_at} ${row.end_at}`).toSorted(),
    );
  }
});

it("frees that and nothing else", () => {
  const { salon, uids } = aBusySalon();
  expect(cancelBooking(salon.ctx(), uids[0]!, {})).toMatchObject({ outcome: "cancelled" });
  const owners = salon.db.all(build.selectFrom("occupancies").select("owner_id").distinct());
  expect(owners.map((row) => row.owner_id).toSorted()).toEqual([uids[1]!, uids[2]!].toSorted());
});

it("goes from part to row by keys", () => {
  const plan = explain(aTenantDb(), occupiedBy({ uids: "[]" })).filter(
    (step) => !step.includes("VIRTUAL TABLE"),
  );
  expect(plan.filter((step) => step.startsWith("SCAN"))).toEqual([]);
  expect(plan.join()).toContain(
    "SEARCH row USING INDEX occupancies_by_subject (subject_id=? AND start_at>? AND start_at<?)",
  );
});
