import { expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { planAbsence } from "#modules/business/index.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { bookSlot } from "./book-slot.ts";

const TEN = at("2026-03-09T14:00:00Z");
const HOUR = 3_600_000;

function away(salon: Salon, ...staff: readonly string[]): void {
  const rows = staff.flatMap((id) =>
    planAbsence({ id: `off-${id}`, staff_id: id, start_at: TEN - HOUR, end_at: TEN + HOUR }),
  );
  salon.db.write((tx) => {
    for (const row of rows) tx.run(build.insertInto("occupancies").values(row));
  });
}

function book(salon: Salon, name: string, start = TEN, staffId?: string) {
  const customer = { name, email: `${name}@example.com` };
  return bookSlot(salon.ctx(), { serviceId: "cut", start, customer, source: "page", staffId }).outcome;
}

/** Mia and Noa cut hair; on the grid of what is free, where visits move the starts. */
function luna(): Salon {
  return aSalon()
    .offers("cut", { slot_alignment: "opening" })
    .employs("mia", ["cut"])
    .employs("noa", ["cut"]);
}

test.each<[string, string, (salon: Salon) => void, string | undefined]>([
  ["everyone is away", "not_available", (salon) => away(salon, "mia", "noa"), undefined],
  ["the person asked for is away", "not_available", (salon) => away(salon, "mia"), "mia"],
  [
    "one is away and the other was booked faster",
    "taken",
    (salon) => {
      away(salon, "mia");
      book(salon, "ana");
    },
    undefined,
  ],
  [
    "both were booked faster, from a start that an earlier visit made",
    "taken",
    (salon) => {
      for (const name of ["ana", "bea", "cleo", "dora"]) book(salon, name, name < "c" ? TEN - HOUR / 2 : TEN);
    },
    undefined,
  ],
])("when %s, a time is %s", (_, outcome, given, staffId) => {
  const salon = luna();
  given(salon);
  expect(book(salon, "eva", TEN, staffId)).toBe(outcome);
});

test.each<[string, string, readonly string[], readonly string[]]>([
  ["whoever does the second service is away", "not_available", ["noa"], []],
  ["somebody was faster", "taken", [], ["ana", "bea"]],
])("when %s, a visit of two services is %s", (_, outcome, absent, faster) => {
  const salon = aSalon()
    .offers("cut")
    .offers("colour")
    .employs("mia", ["cut"])
    .employs("noa", ["colour", "cut"]);
  away(salon, ...absent);
  for (const name of faster) book(salon, name);
  const items = [{ serviceId: "cut" }, { serviceId: "colour" }];
  const customer = { name: "Eva", email: "eva@example.com" };
  expect(bookSlot(salon.ctx(), { items, start: TEN, customer, source: "page" }).outcome).toBe(outcome);
});
