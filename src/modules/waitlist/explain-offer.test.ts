import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { type Luna, startLuna } from "#test/luna-hair.ts";

/** Ana has the only half hour with Mia on Monday; it is Friday. */
const POLICIES = { min_notice_minutes: 0, cancellation_notice_minutes: 0, waitlist: { quiet_hours: null } };

let luna: Luna;

beforeEach(async () => {
  const hours = { mon: [["09:00", "09:30"]] };
  luna = await startLuna({}, { plan: "standard", hours, policies: POLICIES });
});
afterEach(() => luna.app.close());

const admin = (path: string, key = "luna-key", slug = "luna") =>
  luna.app.ask("GET", `/t/${slug}/v1/admin/${path}`, { key });

async function bookAndFree(): Promise<void> {
  const start = "2026-03-09T13:00:00Z";
  const customer = { name: "Ana", email: "ana@example.com" };
  const { body } = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": "ana" },
    body: { service_id: luna.ids.cut, staff_id: luna.ids.mia, start, customer },
  });
  const path = `/t/luna/v1/public/bookings/${body.booking.uid}/cancel`;
  await luna.app.ask("POST", path, { key: body.manage_token, body: {} });
}

async function waits(name: string, more: object = {}): Promise<string> {
  const dates = { start_date: "2026-03-09", end_date: "2026-03-09" };
  const customer = { name, email: `${name}@example.com` };
  const body = { service_id: luna.ids.cut, staff_id: luna.ids.mia, ...dates, customer, ...more };
  const joined = await luna.app.ask("POST", "/t/luna/v1/public/waitlist", { body });
  expect(joined.status).toBe(201);
  return joined.body.entry.id;
}

describe("why a freed time was offered to a customer", () => {
  test("is explained together with everybody considered before them", async () => {
    const colour = await waits("Bea", { service_id: luna.ids.colour, staff_id: luna.ids.noah });
    const cleo = await waits("Cleo");
    await waits("Dan");
    await bookAndFree();
    const { status, body } = await admin(`waitlist/${cleo}/explain`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entry_id: cleo,
      freed_slot: { cause: "cancelled", start_local: "2026-03-09T09:00" },
      considered: [
        {
          entry_id: colour,
          is_this: false,
          customer: { name: "Bea" },
          outcome: "skipped",
          reason: "nothing_fits",
          why: "Their service doesn't fit into the time, or nobody they want is free then.",
        },
        {
          entry_id: cleo,
          is_this: true,
          customer: { name: "Cleo" },
          outcome: "offered",
          reason: "first_in_line",
          why: "They were first in line for a time like this.",
          at: "2026-03-06T15:00:00Z",
        },
      ],
    });
    const skipped = await admin(`waitlist/${colour}/explain?slot_id=${body.freed_slot.id}`);
    expect(skipped.body.considered.map((one: { is_this: boolean }) => one.is_this)).toEqual([true, false]);
  });

  test("is empty for somebody who was never considered", async () => {
    const bea = await waits("Bea");
    const { body } = await admin(`waitlist/${bea}/explain`);
    expect(body).toEqual({ entry_id: bea, freed_slot: null, considered: [] });
  });

  test("is refused for unknown entries and for strangers", async () => {
    const bea = await waits("Bea");
    await luna.app.addTenant({ slug: "bella" });
    expect((await admin("waitlist/nobody/explain")).status).toBe(404);
    expect((await admin(`waitlist/${bea}/explain?slot_id=nothing`)).status).toBe(404);
    expect((await admin(`waitlist/${bea}/explain?slot_id=a%20b`)).body.error).toMatchObject({
      reason: "INVALID_ARGUMENT",
      details: { path: "slot_id" },
    });
    expect((await admin(`waitlist/${bea}/explain?when=now`)).status).toBe(400);
    expect((await admin(`waitlist/${bea}/explain`, "garbage")).status).toBe(401);
    expect((await admin(`waitlist/${bea}/explain`, "luna-key", "bella")).status).toBe(403);
  });
});
