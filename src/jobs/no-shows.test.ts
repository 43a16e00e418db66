import { afterEach, beforeEach, expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";

let app: TestApp;
let service: string;

beforeEach(async () => {
  app = await startTestApp();
  await app.addTenant({
    slug: "luna",
    plan: "standard",
    hours: { fri: [["09:00", "17:00"]] },
    policies: {
      min_notice_minutes: 0,
      no_show_release_minutes: 10,
      waitlist: { quiet_hours: null, cutoff_minutes: 0 },
    },
    services: [{ ref: "cut", name: "Haircut", duration_minutes: 120, slot_interval_minutes: 30 }],
  });
  service = (await admin("GET", "services")).body.items[0].id;
});
afterEach(() => app.close());

const admin = (method: string, path: string, body?: unknown) =>
  app.ask(method, `/t/luna/v1/admin/${path}`, { key: PLATFORM_KEY, body });

/** A visit at eleven today, an hour from now. */
async function bookAtEleven(): Promise<string> {
  const answer = await app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": "k" },
    body: {
      service_id: service,
      start: "2026-03-06T16:00:00Z",
      customer: { name: "Ana", email: "ana@example.com" },
    },
  });
  expect(answer.status).toBe(201);
  return answer.body.booking.uid;
}

async function statusAfter(minutes: number, uid: string): Promise<string> {
  app.clock.advance(minutes * MINUTE);
  await app.deps.jobs.runNow("pass_on_offers");
  return (await admin("GET", `bookings/${uid}`)).body.booking.status;
}

test("a visit whose customer has not come is released when the grace period ends", async () => {
  const uid = await bookAtEleven();
  expect(await statusAfter(69, uid)).toBe("confirmed");
  expect(await statusAfter(1, uid)).toBe("no_show");
  const { body } = await app.ask(
    "GET",
    `/t/luna/v1/public/availability?service_id=${service}&date=2026-03-06`,
  );
  expect(body.slots[0].start).toBe("2026-03-06T16:30:00Z");
});

test("and is kept if the customer was checked in", async () => {
  const uid = await bookAtEleven();
  app.clock.advance(65 * MINUTE);
  expect((await admin("POST", `bookings/${uid}/check_in`)).status).toBe(200);
  expect(await statusAfter(30, uid)).toBe("confirmed");
  expect((await admin("POST", `bookings/${uid}/complete`)).body.booking.status).toBe("completed");
});
