import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { startTestApp, type TestApp } from "#test/app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await startTestApp();
  await app.addTenant({ slug: "luna" });
  await app.addTenant({ slug: "bella" });
});
afterEach(() => app.close());

async function book(slug: string): Promise<void> {
  const key = "platform-key-of-the-tests";
  const services = await app.ask("GET", `/t/${slug}/v1/admin/services`, { key });
  const answer = await app.ask("POST", `/t/${slug}/v1/public/bookings`, {
    headers: { "idempotency-key": "k1" },
    body: {
      service_id: services.body.items[0].id,
      start: "2026-03-09T14:00:00Z",
      customer: { name: "Ana", email: "ana@luna.example" },
    },
  });
  expect(answer.status).toBe(201);
}

async function sentFor(slug: string): Promise<string[]> {
  const sent = await app.ask("GET", `/dev/outbox?tenant=${slug}`);
  return sent.body.map((message: { kind: string }) => message.kind);
}

describe("due work", () => {
  test("is done for the tenants that have some, and for no others", async () => {
    await book("luna");
    await app.deps.jobs.runNow("due_work");
    expect(await sentFor("luna")).toEqual(["booking_confirmation"]);
    expect(await app.deps.control.dueTenants(app.clock.now(), 10)).toEqual([]);
  });

  test("of a tenant that is gone is forgotten", async () => {
    const bella = await app.deps.control.tenantBySlug("bella");
    if (!bella) throw new Error("Bella is missing.");
    await app.deps.control.markDue(bella.id, app.clock.now());
    await app.deps.provisioning.eraseTenant(bella.id);
    await app.deps.jobs.runNow("due_work");
    expect(await app.deps.control.dueTenants(app.clock.now(), 10)).toEqual([]);
  });

  test("gives the files back that it opened", async () => {
    await book("luna");
    await app.deps.jobs.runNow("due_work");
    expect(app.deps.store.stats().leases).toBe(0);
  });
});
