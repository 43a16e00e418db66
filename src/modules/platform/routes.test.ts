import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { TenantId } from "#ports/control-plane.ts";
import { type Answer, PLATFORM_KEY as key, startTestApp, type TestApp } from "#test/app.ts";
import { aDocument } from "#test/tenant-documents.ts";

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const url = "/v1/admin/tenants";

function found(changes: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
  return app.ask("POST", url, { key, body: aDocument({ ...changes }), headers });
}

describe("a business", () => {
  test("is created from a tenant file and served at once", async () => {
    const made = await found({ slug: "luna", plan: "premium", phone_numbers: ["+12125550100"] });
    expect(made).toMatchObject({
      status: 201,
      body: {
        slug: "luna",
        plan: "premium",
        status: "active",
        url: expect.stringMatching(/\/t\/luna$/),
        profile: { business_name: "Luna Hair" },
        phone_numbers: ["+12125550100"],
      },
    });
    expect((await app.ask("GET", "/t/luna/v1/public/services")).body.items).toMatchObject([
      { name: "Haircut" },
    ]);
    expect((await app.ask("GET", `${url}/luna`, { key })).body).toEqual(made.body);
  });

  test("does not share its slug or its numbers with another", async () => {
    expect(await found({ slug: "luna" })).toMatchObject({
      status: 409,
      body: { error: { reason: "ALREADY_EXISTS", details: { path: "slug" } } },
    });
    expect(await found({ slug: "bella", phone_numbers: ["+12125550100"] })).toMatchObject({
      status: 409,
      body: { error: { reason: "ALREADY_EXISTS", details: { path: "phone_numbers" } } },
    });
    expect((await app.ask("GET", `${url}/bella`, { key })).status).toBe(404);
  });

  test("is not created from a document with mistakes, each of which is named", async () => {
    const answer = await found({
      slug: "mistaken",
      services: [{ name: "A", durations: 1 }],
      hours: { mo: [] },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        error: {
          details: {
            path: "hours.mo",
            errors: [
              { path: "hours.mo", message: "unknown key" },
              { path: "services.0.durations", message: "unknown key" },
            ],
          },
        },
      },
    });
  });

  test.each([
    "con",
    "../x",
    "a".repeat(64),
    "lunа",
    "💇",
    "Luna",
    "-luna",
    "xn--lun-8cd",
    "www",
    "admin",
    "",
  ])("cannot have the slug %j", async (slug) => {
    expect(await found({ slug })).toMatchObject({
      status: 400,
      body: { error: { details: { path: "slug" } } },
    });
  });

  test("is created once, however often the request arrives", async () => {
    const headers = { "idempotency-key": "found-nova" };
    const first = await found({ slug: "nova" }, headers);
    expect(first.status).toBe(201);
    expect(await found({ slug: "nova" }, headers)).toMatchObject({ status: 201, body: first.body });
    expect(await found({ slug: "nova", plan: "premium" }, headers)).toMatchObject({
      status: 409,
      body: { error: { reason: "IDEMPOTENCY_MISMATCH" } },
    });
    expect((await found({ slug: "nova" }, { "idempotency-key": "another" })).body.error.reason).toBe(
      "ALREADY_EXISTS",
    );
    expect((await found({ slug: "nova" })).body.error.reason).toBe("ALREADY_EXISTS");
  });

  test("is created once by concurrent requests", async () => {
    const headers = { "idempotency-key": "found-vega" };
    const answers = await Promise.all([1, 2, 3].map(() => found({ slug: "vega" }, headers)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const others = await Promise.all([1, 2].map(() => found({ slug: "vela" })));
    const statuses = others.map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409]);
    for (const slug of ["vega", "vela"]) await app.ask("DELETE", `${url}/${slug}?confirm=${slug}`, { key });
  });

  test("stores its owner's password only as a hash, and never shows or logs it", async () => {
    const owner = { email: "Owner@Stella.example", name: "Stella", password: "correct horse battery" };
    const made = await found({ slug: "stella", owner });
    expect(made.text).not.toContain("correct");
    const user = await app.deps.control.userByEmail("owner@stella.example");
    expect(user?.passwordHash).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(JSON.stringify(app.lines.all())).not.toContain("correct horse");
  });

  test("is listed by slug, page by page", async () => {
    const first = await app.ask("GET", `${url}?limit=2`, { key });
    expect(first.body.items).toMatchObject([{ slug: "luna" }, { slug: "nova" }]);
    const second = await app.ask("GET", `${url}?limit=2&cursor=${first.body.next_cursor}`, { key });
    expect(second.body).toEqual({ items: [expect.objectContaining({ slug: "stella" })] });
    expect((await app.ask("GET", `${url}?q=tell`, { key })).body.items).toMatchObject([{ slug: "stella" }]);
    expect((await app.ask("GET", `${url}?cursor=x`, { key })).status).toBe(400);
  });

  test("changes its profile, plan and status", async () => {
    const changed = await app.ask("PATCH", `${url}/nova`, {
      key,
      body: { profile: { address: "2 Main St" }, plan: "standard", status: "suspended" },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        plan: "standard",
        status: "suspended",
        profile: { address: "2 Main St", business_name: "Luna Hair" },
      },
    });
    expect((await app.ask("GET", "/t/nova/v1/public/tenant")).status).toBe(200);
    const hold = await app.ask("POST", "/t/nova/v1/public/holds", {
      body: { service_id: "x", start: "2026-03-09T14:00:00Z" },
    });
    expect(hold).toMatchObject({ status: 403, body: { error: { reason: "TENANT_SUSPENDED" } } });
    const back = await app.ask("PATCH", `${url}/nova`, { key, body: { status: "active" } });
    expect(back.body).toMatchObject({ status: "active", plan: "standard" });
  });

  test("is changed only if If-Match names its current version", async () => {
    const { headers } = await app.ask("GET", `${url}/nova`, { key });
    const change = (plan: string, tag: string) =>
      app.ask("PATCH", `${url}/nova`, { key, body: { plan }, headers: { "if-match": tag } });
    const changed = await change("premium", String(headers["etag"]));
    expect(changed).toMatchObject({ status: 200, body: { plan: "premium" } });
    expect(changed.headers["etag"]).not.toBe(headers["etag"]);
    expect(await change("starter", String(headers["etag"]))).toMatchObject({
      status: 409,
      body: { error: { reason: "VERSION_MISMATCH" } },
    });
    expect((await app.ask("GET", `${url}/nova`, { key })).headers["etag"]).toBe(changed.headers["etag"]);
    expect((await change("standard", "*")).status).toBe(200);
  });

  test("is changed once per idempotency key, even if the answer was lost", async () => {
    const { headers } = await app.ask("GET", `${url}/nova`, { key });
    const change = (plan: string) =>
      app.ask("PATCH", `${url}/nova`, {
        key,
        body: { plan, profile: { address: "3 Main St" } },
        headers: { "idempotency-key": "once", "if-match": String(headers["etag"]) },
      });
    expect((await change("premium")).body).toMatchObject({ plan: "premium" });
    // Somebody else's change, in between.
    await app.ask("PATCH", `${url}/nova`, { key, body: { plan: "standard" } });
    expect(await change("premium")).toMatchObject({ status: 200, body: { plan: "standard" } });
    expect(await change("starter")).toMatchObject({
      status: 409,
      body: { error: { reason: "IDEMPOTENCY_MISMATCH" } },
    });
  });

  test.each<[object, string]>([
    [{ plan: "gold" }, "plan"],
    [{ status: "erasing" }, "status"],
    [{ slug: "other" }, "slug"],
    [{ profile: { time_zone: "Nowhere" } }, "profile.time_zone"],
    [{ profile: { business_name: null } }, "profile.business_name"],
  ])("does not change to %j", async (body, path) => {
    expect(await app.ask("PATCH", `${url}/nova`, { key, body })).toMatchObject({
      status: 400,
      body: { error: { details: { path } } },
    });
  });

  test("is erased only if the request repeats its slug", async () => {
    await found({ slug: "gone" });
    expect((await app.ask("DELETE", `${url}/gone`, { key })).status).toBe(400);
    expect((await app.ask("DELETE", `${url}/gone?confirm=gone`, { key })).status).toBe(204);
    expect((await app.ask("GET", "/t/gone/v1/public/tenant")).status).toBe(404);
    expect((await app.ask("DELETE", `${url}/gone?confirm=gone`, { key })).status).toBe(404);
  });

  test("is erased on a repeated request if the first could not finish", async () => {
    const made = await found({ slug: "stuck" });
    const { id } = made.body as { readonly id: TenantId };
    await app.deps.control.changeTenant(id, { status: "erasing" });
    expect((await app.ask("DELETE", `${url}/stuck`, { key })).status).toBe(400);
    expect((await app.ask("DELETE", `${url}/stuck?confirm=stuck`, { key })).status).toBe(204);
    expect(await app.deps.control.tenantById(id)).toBeUndefined();
  });

  test("is managed with platform keys only", async () => {
    const luna = await app.deps.control.tenantBySlug("luna");
    await app.addApiKey(luna!, "luna-key");
    for (const [method, path] of [
      ["GET", ""],
      ["POST", ""],
      ["GET", "/luna"],
      ["PATCH", "/luna"],
      ["DELETE", "/luna"],
    ]) {
      expect((await app.ask(method!, url + path!, { body: {} })).status).toBe(401);
      expect((await app.ask(method!, url + path!, { body: {}, key: "luna-key" })).status).toBe(403);
    }
    expect((await app.ask("GET", `/t/luna${url}`, { key })).status).toBe(404);
  });

  test("is described by a JSON Schema", async () => {
    const { body, headers } = await app.ask("GET", "/schemas/tenant.json");
    expect(headers["content-type"]).toMatch(/json/);
    expect(body).toMatchObject({
      $schema: expect.any(String),
      required: expect.arrayContaining(["slug", "hours"]),
    });
    expect(body.properties.services.items.properties.steps).toBeDefined();
  });
});
