import { describe, expect, test } from "vitest";

import type { Reply } from "./client.ts";
import { createLedger } from "./ledger.ts";

const asked = { key: "k", body: {} };
const row = { uid: "u1", status: "confirmed", start: "9:00", staffId: "mia" };

function reply(status: number, changes: object = {}): Promise<Reply> {
  const booking = { uid: "u1", status: "confirmed", start: "9:00", staff: { id: "mia" }, ...changes };
  return Promise.resolve({ status, headers: {}, body: { booking, manage_token: "t" } });
}

async function aBooked() {
  const ledger = createLedger();
  const known = await ledger.book(asked, () => reply(201));
  if (!known) throw new Error("It was not booked.");
  return { ledger, known };
}

describe("the ledger", () => {
  test("reports what was acknowledged and is gone, or differs", async () => {
    const { ledger } = await aBooked();
    expect(ledger.broken([row])).toEqual([]);
    expect(ledger.broken([])).toEqual(["u1 was acknowledged and is gone"]);
    for (const change of [{ start: "10:00" }, { status: "cancelled" }, { staffId: "noa" }])
      expect(ledger.broken([{ ...row, ...change }])).toHaveLength(1);
  });

  test.each([0, 503])("allows both states if a change was answered with %i", async (status) => {
    const { ledger, known } = await aBooked();
    await ledger.change(known, { status: "confirmed", start: "10:00" }, () => reply(status));
    expect(ledger.broken([row])).toEqual([]);
    expect(ledger.broken([{ ...row, start: "10:00" }])).toEqual([]);
    expect(ledger.broken([{ ...row, start: "11:00" }])).toHaveLength(1);
  });

  test("allows no change that was refused, and only the change that was acknowledged", async () => {
    const { ledger, known } = await aBooked();
    await ledger.change(known, { status: "confirmed", start: "10:00" }, () => reply(409));
    expect(ledger.broken([{ ...row, start: "10:00" }])).toHaveLength(1);
    await ledger.change(known, { status: "cancelled", start: "9:00" }, () =>
      reply(200, { status: "cancelled" }),
    );
    expect(ledger.broken([row])).toHaveLength(1);
    expect(ledger.broken([{ ...row, status: "cancelled" }])).toEqual([]);
  });

  test("remembers a booking that was never answered until it is repeated", async () => {
    const ledger = createLedger();
    for (const status of [0, 503]) await ledger.book(asked, () => reply(status));
    expect(ledger.unanswered.size).toBe(1);
    expect(ledger.counts).toMatchObject({ lost: 1, unsure: 1, booked: 0 });
    await ledger.book(asked, () => reply(201));
    expect(ledger.unanswered.size).toBe(0);
  });
});
