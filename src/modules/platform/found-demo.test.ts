import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";

import { readTenant } from "#modules/tenant-file/index.ts";
import { startTestApp, type TestApp } from "#test/app.ts";

import { foundDemo } from "./index.ts";

test.each(["demo", "dental"])("tenants/%s.json is a tenant file without mistakes", (name) => {
  const text = readFileSync(new URL(`../../../tenants/${name}.json`, import.meta.url), "utf8");
  expect(readTenant(JSON.parse(text)).document.slug).toBe(name);
});

describe("the first start", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ settings: { DEMO: "1" } });
  });
  afterAll(() => app.close());

  it("founds a demo that can be booked", async () => {
    const { items } = (await app.ask("GET", "/t/demo/v1/public/services")).body;
    expect(items).toHaveLength(5);
    for (const { id } of items) {
      const url = `/t/demo/v1/public/availability?service_id=${id}&start_date=2026-03-07&end_date=2026-03-15`;
      const answer = await app.ask("GET", url);
      expect(answer.body.slots.length).toBeGreaterThan(5);
    }
  });

  it("is not made again on the next one", async () => {
    await foundDemo(app.deps);
    expect(await app.deps.control.listTenants({ limit: 10 })).toHaveLength(1);
  });
});
