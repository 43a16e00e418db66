import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { HOUR, MINUTE } from "#kernel/instant.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { tenantsInShard } from "#tenancy/shard.ts";
import { startTestApp, type TestApp } from "#test/app.ts";
import { aLog } from "#test/log.ts";

import { findLostWork, ROUND } from "./find-lost-work.ts";

const { signal } = new AbortController();
const KEY = "platform-key-of-the-tests";

let app: TestApp;
let luna: TenantId;

beforeEach(async () => {
  app = await startTestApp();
  luna = (await app.addTenant({ slug: "luna" })).id;
});
afterEach(() => app.close());

/** A booking whose confirmation is in the outbox, unknown to the control plane. */
async function bookUntold(): Promise<void> {
  const services = await app.ask("GET", "/t/luna/v1/admin/services", { key: KEY });
  const answer = await app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": "k1" },
    body: {
      service_id: services.body.items[0].id,
      start: "2026-03-09T14:00:00Z",
      customer: { name: "Ana", email: "ana@luna.example" },
    },
  });
  expect(answer.status).toBe(201);
  const { control } = app.deps;
  for (const due of await control.dueTenants(app.clock.now() + 24 * HOUR, 10))
    await control.settleDue(due, null);
  expect(await control.countDue(app.clock.now())).toBe(0);
}

describe("work unknown to the control plane", () => {
  test("is found within six hours, and then done", async () => {
    await bookUntold();
    app.clock.advance(ROUND);
    await app.deps.jobs.runNow("lost_work");
    expect(await app.deps.control.countDue(app.clock.now())).toBe(1);
    await app.deps.jobs.runNow("due_work");
    const sent = await app.ask("GET", "/dev/outbox?tenant=luna");
    expect(sent.body).toHaveLength(1);
  });

  test("is found by a process that started in between", async () => {
    await bookUntold();
    await app.deps.store.close(luna);
    const again = lookingAround();
    for (let passed = 0; passed < ROUND; passed += HOUR) {
      app.clock.advance(HOUR);
      await again(signal);
    }
    expect(await app.deps.control.countDue(app.clock.now())).toBe(1);
    // The file was opened only to be inspected, and closed again.
    expect(app.deps.store.stats()).toMatchObject({ open: 0, leases: 0 });
  });
});

describe("looking for lost work", () => {
  test("checks each folder once in six hours, a few at a time", async () => {
    const asked: number[] = [];
    const look = lookingAround((number) => void asked.push(number));
    app.clock.advance(MINUTE);
    await look(signal);
    expect(asked.length).toBeLessThan(6);
    for (let passed = MINUTE; passed < ROUND; passed += MINUTE) {
      app.clock.advance(MINUTE);
      await look(signal);
    }
    expect(new Set(asked).size).toBe(36 ** 2);
    expect(asked.length).toBeLessThanOrEqual(36 ** 2 + 1);
  });

  test("stays within one round, however the clock jumps", async () => {
    const asked: number[] = [];
    const look = lookingAround((number) => void asked.push(number));
    app.clock.advance(30 * 24 * HOUR);
    await look(signal);
    expect(asked).toHaveLength(36 ** 2);
  });

  test("leaves a file in use open, and continues after one that cannot be opened", async () => {
    const bella = (await app.addTenant({ slug: "bella" })).id;
    await bookUntold();
    await app.deps.store.close(luna);
    const lease = await app.deps.store.lease(luna);
    const { lease: open } = app.deps.store;
    const look = lookingAround(
      () => {},
      (id) => (id === bella ? Promise.reject(new Error("disk")) : open(id)),
    );
    app.clock.advance(ROUND);
    await look(signal);
    expect(await app.deps.control.countDue(app.clock.now())).toBe(1);
    const again = app.deps.store.tryLease(luna);
    expect(again?.db).toBe(lease.db);
    for (const held of [again, lease]) held?.release();
  });
});

function lookingAround(
  asked: (number: number) => void = () => {},
  lease: (typeof app.deps.store)["lease"] = app.deps.store.lease,
) {
  const { clock, control, store, services } = app.deps;
  return findLostWork({
    clock,
    control,
    services,
    log: aLog(),
    store: { ...store, lease },
    nextDue: () => clock.now(),
    tenantsInShard: async (number) => {
      asked(number);
      return tenantsInShard(app.dataDir, number);
    },
  });
}
