import { afterAll, beforeAll, expect, test } from "vitest";

import { startTestApp, type TestApp } from "#test/app.ts";

const HOUR = "2026-03-09T14:00:00Z";
const LATER = "2026-03-09T15:00:00Z";
const HOURS = [["09:00", "17:00"]] as const;

let app: TestApp;
let talk: string;
let first: { readonly uid: string; readonly token: string };

beforeAll(async () => {
  app = await startTestApp();
  await app.addTenant({
    slug: "luna",
    plan: "starter",
    profile: { business_name: "Luna Hair", time_zone: "America/New_York" },
    hours: { mon: [...HOURS] },
    services: [{ ref: "talk", name: "Talk", duration_minutes: 60, price_cents: 0, capacity: 200 }],
    staff: [{ ref: "mia", name: "Mia", services: ["talk"] }],
  });
  talk = (await app.ask("GET", "/t/luna/v1/public/services")).body.items[0].id;
  const [{ body }] = await Promise.all(
    Array.from({ length: 100 }, (_, i) => book(i)) as [ReturnType<typeof book>],
  );
  first = { uid: body.booking.uid, token: body.manage_token };
});
afterAll(() => app.close());

function book(i: number) {
  const customer = { name: "Ana", email: `ana${i}@example.com` };
  const body = { service_id: talk, start: HOUR, customer };
  return app.ask("POST", "/t/luna/v1/public/bookings", { body, headers: { "idempotency-key": `key ${i}` } });
}

const SPENT = { status: 403, body: { error: { reason: "PLAN_LIMIT" } } };

test("a business whose plan is used up neither holds nor previews a time that it would refuse in the end", async () => {
  const body = { service_id: talk, start: LATER };
  expect(await book(100)).toMatchObject(SPENT);
  expect(await app.ask("POST", "/t/luna/v1/public/holds", { body })).toMatchObject(SPENT);
  expect(await app.ask("POST", "/t/luna/v1/public/bookings/preview", { body })).toMatchObject(SPENT);
});

test("the business's page says so before anything is chosen", async () => {
  for (const url of ["/t/luna/book", `/t/luna/book?service=${talk}`]) {
    const page = await app.ask("GET", url, { headers: { accept: "text/html" } });
    expect(page.status).toBe(403);
    expect(page.text).toContain("can&#39;t take any more online bookings this month");
  }
});

test("visits that are booked can still be moved", async () => {
  const moved = await app.ask("POST", `/t/luna/v1/public/bookings/${first.uid}/reschedule`, {
    key: first.token,
    body: { start: LATER },
  });
  expect(moved.status).toBe(200);
});
