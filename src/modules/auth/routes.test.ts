import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";
import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";

import { hashPassword, isPassword, planFeatures } from "./index.ts";

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await app.addTenant({ slug: "luna", plan: "standard" });
  await app.addTenant({ slug: "bella" });
});
afterAll(() => app.close());

const url = "/t/luna/v1/admin/api_keys";

describe("a key to a tenant's API", () => {
  test("is shown once and gives access to that tenant only", async () => {
    const made = await app.ask("POST", url, { key: PLATFORM_KEY, body: { name: "Till" } });
    expect(made).toMatchObject({ status: 201, headers: { "cache-control": "no-store" } });
    const key: string = made.body.key;
    expect(key).toMatch(/^fd_live_[\w-]{43}$/);
    const listed = await app.ask("GET", url, { key });
    expect(listed.body.items).toEqual([
      { id: made.body.id, name: "Till", last_four: key.slice(-4), created_at: "2026-03-06T15:00:00Z" },
    ]);
    expect((await app.ask("GET", "/t/bella/v1/admin/me", { key })).status).toBe(403);
    const me = await app.ask("GET", "/t/luna/v1/admin/me", { key });
    expect(me.body).toMatchObject({
      kind: "api_key",
      api_key: { name: "Till" },
      tenant: { slug: "luna" },
      plan: "standard",
      features: { waitlist: true, phone: false },
      monthly_visits: 500,
    });
  });

  test.each([
    ["starter", 403],
    ["standard", 403],
    ["premium", 201],
  ])("can be created by a business only if its plan has the API: %s", async (plan, status) => {
    const slug = `plan-${plan}`;
    await app.addTenant({ slug, plan });
    const path = `/t/${slug}/v1/admin/api_keys`;
    // The operator may give any business one.
    const given = await app.ask("POST", path, { key: PLATFORM_KEY, body: { name: "Given" } });
    const { key } = given.body;
    expect((await app.ask("GET", `/t/${slug}/v1/admin/services`, { key })).status).toBe(200);
    const made = await app.ask("POST", path, { key, body: { name: "Another" } });
    expect(made.status).toBe(status);
    const { items } = (await app.ask("GET", path, { key })).body;
    expect(items).toHaveLength(status === 201 ? 2 : 1);
    const error = status === 201 ? undefined : { reason: "PLAN_LIMIT", details: { feature: "api" } };
    expect(made.body).toMatchObject(error ? { error } : {});
  });

  test("is not shown again when the request is repeated", async () => {
    const headers = { "idempotency-key": "one" };
    const ask = (name: string) => app.ask("POST", url, { key: PLATFORM_KEY, headers, body: { name } });
    const [first, second] = await Promise.all([ask("Web"), ask("Web")]);
    const keys = [first.body.key, second.body.key];
    expect(keys).toContain(null);
    expect(first.body.id).toBe(second.body.id);
    const shown = keys.find((key) => key !== null);
    expect((await app.ask("GET", url, { key: shown })).body.items).toHaveLength(2);
    expect((await ask("Other")).status).toBe(409);
    expect((await app.ask("GET", url, { key: shown })).body.items).toHaveLength(2);
  });

  test("gives no access once it is revoked", async () => {
    const made = await app.ask("POST", url, { key: PLATFORM_KEY, body: { name: "Lost" } });
    const { id, key } = made.body;
    expect((await app.ask("GET", url, { key })).status).toBe(200);
    expect((await app.ask("DELETE", `/t/bella/v1/admin/api_keys/${id}`, { key: PLATFORM_KEY })).status).toBe(
      404,
    );
    expect((await app.ask("DELETE", `${url}/${id}`, { key: PLATFORM_KEY })).status).toBe(204);
    expect((await app.ask("GET", url, { key })).status).toBe(401);
    expect((await app.ask("DELETE", `${url}/${id}`, { key: PLATFORM_KEY })).status).toBe(404);
  });

  test.each([[{}], [{ name: "" }], [{ name: "a\nb" }], [{ name: "A", key: "mine" }]])(
    "is not made of %j",
    async (body) => {
      expect((await app.ask("POST", url, { key: PLATFORM_KEY, body })).status).toBe(400);
    },
  );

  test("appears in no log", () => {
    expect(JSON.stringify(app.lines.all())).not.toContain("fd_live_");
  });
});

describe("a caller", () => {
  test("with the platform's key is the platform", async () => {
    const me = await app.ask("GET", "/t/bella/v1/admin/me", { key: PLATFORM_KEY });
    expect(me.body).toMatchObject({ kind: "platform", api_key: null, plan: "starter", monthly_visits: 100 });
  });

  test("with no key learns nothing", async () => {
    expect((await app.ask("GET", "/t/luna/v1/admin/me")).status).toBe(401);
  });
});

test("each plan has the features of the one before", () => {
  const count = (plan: "starter" | "standard" | "premium") =>
    Object.values(planFeatures(plan)).filter(Boolean).length;
  expect([count("starter"), count("standard"), count("premium")]).toEqual([2, 5, 9]);
});

describe("a password", () => {
  const ids = seededIds(fixedClock(0), 1);

  test("matches its hash in any Unicode form", async () => {
    const kept = await hashPassword("Café au lait", ids);
    expect(await isPassword("Cafe\u0301 au lait", kept)).toBe(true);
    expect(await isPassword("Cafe au lait", kept)).toBe(false);
    expect(await hashPassword("Café au lait", ids)).not.toBe(kept);
  });

  test.each(["", "plain", "bcrypt$1$2$3$4$5"])("does not match the malformed hash %j", async (kept) => {
    expect(await isPassword("anything", kept)).toBe(false);
  });
});
