import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";

import type { TenantReads } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";
import { listBookings } from "#modules/booking/index.ts";
import { findTroubles } from "#modules/integrity/index.ts";
import { nextDue, sentMessages } from "#modules/messages/index.ts";
import { readTenant } from "#modules/tenant-file/index.ts";
import { NOW, startTestApp, type TestApp } from "#test/app.ts";

import { foundDemo } from "./index.ts";

test.each(["demo", "dental"])("tenants/%s.json is a valid tenant file", (name) => {
  const text = readFileSync(new URL(`../../../tenants/${name}.json`, import.meta.url), "utf8");
  expect(readTenant(JSON.parse(text)).document.slug).toBe(name);
});

describe("the first start", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ settings: { DEMO: "1" } });
  });
  afterAll(() => app.close());

  const look = async <T>(slug: string, read: (db: TenantReads) => T): Promise<T> => {
    const seen = await app.deps.readTenant(slug, read);
    if (seen === undefined) throw new Error(`There is no ${slug}.`);
    return seen;
  };
  const visits = (slug: string) => look(slug, (db) => listBookings(db, { limit: 1_000 }));

  it("creates a demo that can be booked", async () => {
    const { items } = (await app.ask("GET", "/t/demo/v1/public/services")).body;
    expect(items).toHaveLength(5);
    for (const { id } of items) {
      const url = `/t/demo/v1/public/availability?service_id=${id}&start_date=2026-03-07&end_date=2026-03-15`;
      const answer = await app.ask("GET", url);
      expect(answer.body.slots.length).toBeGreaterThan(5);
    }
  });

  it("is not repeated on the next one", async () => {
    await foundDemo(app.deps, app.deps.config);
    expect(await app.deps.control.listTenants({ limit: 10 })).toHaveLength(2);
  });

  it.each(["demo", "dental"])("leaves %s in the middle of its weeks", async (slug) => {
    const all = await visits(slug);
    const past = all.filter(({ row }) => row.end_at < NOW - 10 * MINUTE);
    expect(past.length).toBeGreaterThan(80);
    // The dental practice is closed on St. Patrick's Day, in the second week ahead.
    expect(all.length - past.length).toBeGreaterThan(70);
    // Everyone who came has been checked off, and nobody before their time.
    expect(past.filter(({ row }) => row.status === "confirmed")).toEqual([]);
    const statuses = Map.groupBy(all, ({ row }) => row.status);
    expect([...statuses.keys()].toSorted()).toEqual(["cancelled", "completed", "confirmed", "no_show"]);
    expect(statuses.get("completed")?.every(({ row }) => row.end_at <= NOW)).toBe(true);
    expect(all.every(({ row }) => row.created_at <= NOW && row.created_at < row.start_at)).toBe(true);
  });

  it("fills most of each day, but less of a Monday", async () => {
    const zone = getZone("America/New_York");
    const mia = (await visits("demo")).filter(({ items }) => items[0]?.staff_name === "Mia");
    const share = (weekdays: readonly number[]) => {
      const minutes = mia
        .filter(({ row }) => row.status !== "cancelled" && row.status !== "no_show")
        .filter(({ row }) => weekdays.includes(zone.dayOf(row.start_at) % 7))
        .reduce((sum, { row }) => sum + (row.end_at - row.start_at) / MINUTE + 10, 0);
      return minutes / (weekdays.length * 3 * 8 * 60);
    };
    // Day numbers count from a Thursday: 4 is a Monday; 5, 6, 0 and 1 are Tuesday to Friday.
    expect(share([5, 6, 0, 1])).toBeGreaterThan(0.55);
    expect(share([5, 6, 0, 1])).toBeLessThan(0.8);
    expect(share([4])).toBeLessThan(share([5, 6, 0, 1]) - 0.1);
  });

  it("has several people in a class", async () => {
    const classes = (await visits("demo")).filter(({ items }) => items[0]?.service_name === "Braiding class");
    const together = Map.groupBy(classes, ({ row }) => row.start_at);
    expect(Math.max(...[...together.values()].map((seats) => seats.length))).toBeGreaterThan(2);
  });

  it("sends nothing, and uses no address that could be somebody's", async () => {
    for (const slug of ["demo", "dental"]) {
      expect(await look(slug, (db) => [nextDue(db), sentMessages(db)])).toEqual([null, []]);
      expect((await visits(slug)).every(({ customer }) => customer.email?.endsWith("@example.com"))).toBe(
        true,
      );
    }
  });

  it("leaves files without troubles", async () => {
    for (const slug of ["demo", "dental"]) expect(await look(slug, findTroubles)).toEqual([]);
  });

  it("plants the same visits from the same seed", async () => {
    const again = await startTestApp({ settings: { DEMO: "1" } });
    const first = app;
    const told = async () =>
      (await visits("demo")).map(({ row, customer }) => [row.start_at, row.status, customer.name].join());
    const before = await told();
    app = again;
    expect(await told()).toEqual(before);
    app = first;
    await again.close();
  });
});
