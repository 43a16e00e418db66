import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { DAY, MINUTE } from "#kernel/instant.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";
import { aLog } from "#test/log.ts";

import { passOnOffers } from "./pass-on-offers.ts";

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

/** A business where `waiting` customers wait for the only hour on Monday, which is then cancelled. */
async function aSalonWithOffer(slug: string, waiting: number) {
  const policies = { min_notice_minutes: 0, waitlist: { quiet_hours: null } };
  await app.addTenant({ slug, plan: "standard", hours: { mon: [["09:00", "10:00"]] }, policies });
  const { body } = await app.ask("GET", `/t/${slug}/v1/admin/services`, { key: PLATFORM_KEY });
  const service = body.items[0].id as string;
  const booked = await app.ask("POST", `/t/${slug}/v1/public/bookings`, {
    headers: { "idempotency-key": "k" },
    body: {
      service_id: service,
      start: "2026-03-09T13:00:00Z",
      customer: { name: "Ana", email: "a@x.example" },
    },
  });
  for (let n = 0; n < waiting; n += 1) {
    const joined = await app.ask("POST", `/t/${slug}/v1/public/waitlist`, {
      body: {
        service_id: service,
        start_date: "2026-03-09",
        end_date: "2026-03-09",
        customer: { name: `w${n}`, email: `w${n}@x.example` },
      },
    });
    expect(joined.status).toBe(201);
  }
  await app.ask("POST", `/t/${slug}/v1/public/bookings/${booked.body.booking.uid}/cancel`, {
    key: booked.body.manage_token,
    body: {},
  });
}

async function offeredTo(slug: string): Promise<number[]> {
  const rows = await app.deps.readTenant(slug, (db) =>
    db.all(
      build.selectFrom("waitlist_entries").select("place").where("status", "=", "offered").orderBy("place"),
    ),
  );
  return (rows ?? []).map((row) => row.place);
}

describe("an expired offer", () => {
  test("is passed on by the clock, by another process as well", async () => {
    await aSalonWithOffer("luna", 3);
    expect(await offeredTo("luna")).toEqual([1]);
    app.clock.advance(15 * MINUTE);
    await app.deps.jobs.runNow("pass_on_offers");
    expect(await offeredTo("luna")).toEqual([2]);

    const { dataDir, clock } = app;
    await app.app.close();
    await app.deps.close();
    app = await startTestApp({ dataDir, clock });
    clock.advance(15 * MINUTE);
    await app.deps.jobs.runNow("pass_on_offers");
    expect(await offeredTo("luna")).toEqual([3]);
  });

  test("is found again after other due work was settled", async () => {
    await aSalonWithOffer("luna", 2);
    // Wake-ups in quick succession reach the control plane a moment later.
    const nextLook = async () => {
      await app.deps.jobs.runNow("due_work");
      return (await app.deps.control.dueTenants(app.clock.now() + DAY, 9))[0]?.dueAt;
    };
    await expect.poll(nextLook).toBe(app.clock.now() + 15 * MINUTE);
    app.clock.advance(15 * MINUTE);
    await app.deps.jobs.runNow("pass_on_offers");
    expect(await offeredTo("luna")).toEqual([2]);
  });

  test("expires after a long pause too, and so does each later one in turn", async () => {
    await aSalonWithOffer("luna", 2);
    app.clock.advance(2 * 60 * MINUTE);
    await app.deps.jobs.runNow("pass_on_offers");
    expect(await offeredTo("luna")).toEqual([2]);
  });
});

describe("tenants", () => {
  test("take turns, and one that fails does not hold up the others", async () => {
    await aSalonWithOffer("luna", 2);
    await aSalonWithOffer("bella", 2);
    const bella = await app.deps.control.tenantBySlug("bella");
    app.clock.advance(15 * MINUTE);
    const lease = (id: TenantId) =>
      id === bella?.id ? Promise.reject(new Error("disk")) : app.deps.store.lease(id);
    const run = passOnOffers({ ...app.deps, log: aLog(), store: { lease } });
    await run(new AbortController().signal);
    await run(new AbortController().signal);
    expect([await offeredTo("luna"), await offeredTo("bella")]).toEqual([[2], [1]]);
    app.clock.advance(MINUTE);
    await passOnOffers(app.deps)(new AbortController().signal);
    expect(await offeredTo("bella")).toEqual([2]);
  });
});
