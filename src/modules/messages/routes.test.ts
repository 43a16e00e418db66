import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { type Ask, PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await startTestApp();
  await app.addTenant({ slug: "luna", policies: { min_notice_minutes: 0 } });
});
afterEach(() => app.close());

const admin = (method: string, path: string, more: Ask = {}) =>
  app.ask(method, `/t/luna/v1/admin/${path}`, { key: PLATFORM_KEY, ...more });
/** Wake-ups in quick succession reach the control plane a moment later. */
async function deliver(): Promise<void> {
  await expect.poll(() => app.deps.control.countDue(app.clock.now())).toBeGreaterThan(0);
  await app.deps.jobs.runNow("due_work");
}

async function book(name: string, start: string): Promise<void> {
  const services = await admin("GET", "services");
  const customer = { name, email: `${name}@example.com` };
  const answer = await app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": name },
    body: { service_id: services.body.items[0].id, start, customer },
  });
  expect(answer.status).toBe(201);
}

/** Acts as if the mail server had refused every confirmation. */
async function refuseAll(): Promise<void> {
  const luna = await app.deps.control.tenantBySlug("luna");
  if (!luna) throw new Error("Luna is missing.");
  const lease = await app.deps.store.lease(luna.id);
  lease.db.write((tx) =>
    tx.run(
      build
        .updateTable("outbox")
        .set({ state: "dead", attempts: 10, last_error: "550" })
        .where("kind", "=", "booking_confirmation"),
    ),
  );
  lease.release();
}

async function list(query = "") {
  const { body } = await admin("GET", `messages${query}`);
  return body as { items: { id: string; to: string; state: string; kind: string }[]; next_cursor?: string };
}

describe("the messages of a business", () => {
  test("are listed newest first, by customer and state, page by page", async () => {
    await book("ana", "2026-03-09T14:00:00Z");
    app.clock.advance(1_000);
    await book("bea", "2026-03-09T15:00:00Z");
    const queued = (await list()).items;
    expect(queued.every(({ state, to }) => state === "queued" && to === null)).toBe(true);
    const ofKind = (kind: string) => queued.filter((one) => one.kind === kind).length;
    expect([ofKind("booking_confirmation"), ofKind("booking_reminder")]).toEqual([2, 4]);
    await deliver();
    expect((await list("?state=sent")).items.map(({ to }) => to)).toEqual([
      "bea@example.com",
      "ana@example.com",
    ]);
    expect((await list("?state=dead")).items).toEqual([]);
    expect((await list("?q=ana")).items).toHaveLength(3);
    const first = await list("?state=sent&limit=1");
    const second = await list(`?state=sent&limit=1&cursor=${first.next_cursor}`);
    expect([...first.items, ...second.items].map(({ to }) => to)).toEqual([
      "bea@example.com",
      "ana@example.com",
    ]);
    expect(second.next_cursor).toBeUndefined();
  });

  test("are shown in full", async () => {
    await book("ana", "2026-03-09T14:00:00Z");
    await deliver();
    const { items } = await list("?state=sent");
    const { status, body } = await admin("GET", `messages/${items[0]?.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      channel: "email",
      kind: "booking_confirmation",
      state: "sent",
      customer: { name: "ana" },
      subject: expect.stringContaining("Booked"),
      attempts: 1,
      repeats: 0,
      error: null,
    });
    expect((await admin("GET", "messages/01kk1tk8c08pn1a4v618zsnj2z")).status).toBe(404);
    expect((await admin("GET", "messages?state=lost")).status).toBe(400);
  });
});

describe("a dead letter", () => {
  test("is sent again once, however often that is requested, and the log says who did", async () => {
    await book("ana", "2026-03-09T14:00:00Z");
    await refuseAll();
    await deliver();
    const [letter] = (await list("?state=dead")).items;
    const replay = `messages/${letter?.id}/replay`;
    expect((await app.ask("GET", "/metrics")).text).toMatch(/^frontdesk_dead_letters 1$/m);

    const key = { headers: { "idempotency-key": "again" } };
    const first = await admin("POST", replay, key);
    expect(first).toMatchObject({ status: 200, body: { state: "queued", attempts: 0 } });
    expect((await admin("POST", replay, key)).body).toEqual(first.body);
    expect(await admin("POST", replay)).toMatchObject({
      status: 409,
      body: { error: { reason: "CONFLICT" } },
    });

    await deliver();
    expect((await admin("GET", `messages/${letter?.id}`)).body).toMatchObject({ state: "sent", error: null });
    expect((await app.ask("GET", "/dev/outbox?tenant=luna")).body).toHaveLength(1);
    expect((await admin("POST", replay)).status).toBe(409);
    expect((await app.ask("GET", "/metrics")).text).toMatch(/^frontdesk_dead_letters 0$/m);

    const events = await app.deps.readTenant("luna", (db) =>
      db.all(build.selectFrom("events").selectAll().where("kind", "=", "message_replayed")),
    );
    expect(events).toMatchObject([{ subject: `message:${letter?.id}`, actor_kind: "platform" }]);
    expect(JSON.stringify(events)).not.toContain("example.com");
  });

  test("is skipped on replay if its visit is over", async () => {
    await book("ana", "2026-03-09T14:00:00Z");
    await refuseAll();
    const [letter] = (await list("?state=dead")).items;
    app.clock.advance(7 * 24 * 3_600_000);
    await admin("POST", `messages/${letter?.id}/replay`);
    await deliver();
    expect((await admin("GET", `messages/${letter?.id}`)).body).toMatchObject({
      state: "skipped",
      error: "the time of the visit has passed",
    });
  });
});
