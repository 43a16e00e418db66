import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";
import { listen, sendRaw } from "#test/raw-http.ts";

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const luna = await app.addTenant({ slug: "luna" });
  await app.addTenant({ slug: "bella" });
  await app.addApiKey(luna, "luna-key");
});
afterAll(() => app.close());

describe("the whole application", () => {
  test("is alive and ready", async () => {
    expect((await app.ask("GET", "/healthz")).body).toEqual({ status: "ok" });
    expect((await app.ask("GET", "/readyz")).body).toEqual({ status: "ready" });
  });

  test("serves a tenant under its prefix and on its own host", async () => {
    const path = "/v1/public/availability?date=2026-03-09";
    const services = await app.ask("GET", "/t/luna/v1/admin/services", { key: "luna-key" });
    const id: string = services.body.items[0].id;
    const underPrefix = await app.ask("GET", `/t/luna${path}&service_id=${id}`);
    const onHost = await app.ask("GET", `${path}&service_id=${id}`, { headers: { host: "luna.localhost" } });
    expect([underPrefix.status, onHost.status]).toEqual([200, 200]);
    expect(underPrefix.body).toEqual(onHost.body);
  });

  test.each([
    ["no key", undefined, "luna", 401],
    ["a key that nobody has", "wrong", "luna", 401],
    ["its own key", "luna-key", "luna", 200],
    ["another tenant's key", "luna-key", "bella", 403],
    ["the platform's key", PLATFORM_KEY, "bella", 200],
    ["no key, for a tenant that is not there", undefined, "nobody", 401],
    ["the platform's key, for a tenant that is not there", PLATFORM_KEY, "nobody", 404],
  ])("answers a tenant's administration with %s", async (_what, key, slug, status) => {
    const answer = await app.ask("GET", `/t/${slug}/v1/admin/services`, {
      ...(key !== undefined && { key }),
    });
    expect(answer.status).toBe(status);
  });

  test("describes itself on the apex and on tenants' hosts", async () => {
    for (const host of ["localhost", "luna.localhost"]) {
      const document = (await app.ask("GET", "/openapi.json", { headers: { host } })).body;
      expect(Object.keys(document.paths)).toContain("/v1/public/bookings");
      expect((await app.ask("GET", "/docs", { headers: { host } })).text).toContain("swagger-ui");
    }
    expect((await app.ask("GET", "/t/luna/docs/static/swagger-ui.css")).status).toBe(200);
  });

  test("serves no files outside its static folders", async () => {
    const port = await listen(app.app);
    const answer = await sendRaw(port, "GET /docs/static/%2e%2e/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    expect(answer.status).toBe(404);
  });

  test("shows its metrics to machines on a private network", async () => {
    expect((await app.ask("GET", "/metrics")).text).toMatch(
      /^frontdesk_http_request_seconds_count\{.*route="\/healthz"/m,
    );
    const far = await app.app.inject({ url: "/metrics", remoteAddress: "203.0.113.7" });
    expect(far.statusCode).toBe(401);
  });
});
