import { cpSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { DAY, MINUTE } from "#kernel/instant.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { interruptedTenants } from "#tenancy/interrupted.ts";
import { startTestApp, type TestApp } from "#test/app.ts";
import { aLog } from "#test/log.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import { doDueWork } from "./due-work.ts";

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
  test("is done for tenants that have some, and for no others", async () => {
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

  test("releases the files that it opened", async () => {
    await book("luna");
    await app.deps.jobs.runNow("due_work");
    expect(app.deps.store.stats().leases).toBe(0);
  });

  test("that fails is left alone for longer each time, while the others continue", async () => {
    await book("luna");
    await book("bella");
    const { control, store } = app.deps;
    const bella = await control.tenantBySlug("bella");
    if (!bella) throw new Error("Bella is missing.");
    const { lease } = store;
    const waits: number[] = [];
    const broken = {
      lease: (id: TenantId) => (id === bella.id ? Promise.reject(new Error("disk")) : lease(id)),
    };
    const work = doDueWork({
      ...app.deps,
      log: aLog(),
      store: broken,
      work: async () => {},
      nextDue: () => null,
    });
    for (let i = 0; i < 5; i++) {
      await work(new AbortController().signal);
      const [due] = await control.dueTenants(app.clock.now() + DAY, 9);
      waits.push(((due?.dueAt ?? 0) - app.clock.now()) / MINUTE);
      expect(await control.countDue(app.clock.now())).toBe(0);
      app.clock.advance((due?.dueAt ?? 0) - app.clock.now());
    }
    expect(waits).toEqual([1, 5, 15, 60, 60]);
  });

  test("of a business with too much for one turn continues after the others", async () => {
    const { control } = app.deps;
    const work = doDueWork({
      ...app.deps,
      log: aLog(),
      work: async () => {},
      // The remaining work has long been due.
      nextDue: () => app.clock.now() - DAY,
    });
    const [luna, bella] = [await control.tenantBySlug("luna"), await control.tenantBySlug("bella")];
    if (!luna || !bella) throw new Error("A salon is missing.");
    await control.markDue(luna.id, app.clock.now() - DAY);
    await work(new AbortController().signal);
    await control.markDue(bella.id, app.clock.now() - MINUTE);
    const waiting = await control.dueTenants(app.clock.now(), 9);
    expect(waiting.map(({ tenantId }) => tenantId)).toEqual([bella.id, luna.id]);
  });

  test("that a crash left unreported is found at the next start, without opening other files", async () => {
    await book("luna");
    const { control } = app.deps;
    const luna = await control.tenantBySlug("luna");
    if (!luna) throw new Error("Luna is missing.");
    // As after kill -9: the file's WAL is still there, and the control plane knows nothing.
    expect(await interruptedTenants(app.dataDir)).toContain(luna.id);
    await control.settleDue({ tenantId: luna.id, dueAt: 0, mark: 1 }, null);
    const left = temporaryFolder();
    cpSync(app.dataDir, left, { recursive: true, filter: (name) => !name.endsWith("lock.db") });
    const next = await startTestApp({ dataDir: left });
    await expect.poll(() => next.deps.control.countDue(next.clock.now())).toBeGreaterThan(0);
    await next.deps.jobs.runNow("due_work");
    const sent = await next.ask("GET", "/dev/outbox?tenant=luna");
    expect(sent.body).toHaveLength(1);
    await next.close();
    expect(await interruptedTenants(left)).toEqual([]);
  });
});

describe("the operator", () => {
  test("sees what is due, what was sent, and what will not be sent", async () => {
    await book("luna");
    const metrics = async () => (await app.ask("GET", "/metrics")).text;
    expect(await metrics()).toMatch(/^frontdesk_jobs_due 1$/m);
    await app.deps.jobs.runNow("due_work");
    const after = await metrics();
    expect(after).toMatch(/^frontdesk_jobs_due 0$/m);
    expect(after).toMatch(/^frontdesk_dead_letters 0$/m);
    expect(after).toContain('frontdesk_messages_total{channel="email",state="sent"} 1');
  });
});
