import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { LUNA_KEY, MIAS_COOKIE, PLATFORM_KEY, startServer, type TestServer } from "#test/server.ts";
import type { Access, TenantRoutes } from "#tenancy/http.ts";

const MIA = `signed_in=${MIAS_COOKIE}`;
let server: TestServer;

const who: TenantRoutes = (app) => {
  app.get("/public", { config: { access: "public" } }, ({ ctx }) => ctx.actor);
  app.post("/public", { config: { access: "public", channel: "chat" } }, ({ ctx }) => ctx.actor);
  app.get("/mine", { config: { access: "booking_token" } }, ({ bearer }) => ({ bearer }));
  app.post("/mine", { config: { access: "booking_token" } }, ({ bearer }) => ({ bearer }));
  app.post("/said", { config: { access: "chat_session" } }, () => "");
  app.get("/admin", { config: { access: "tenant_admin" } }, ({ ctx }) => ctx.actor);
  app.post("/admin", { config: { access: "tenant_admin" } }, ({ ctx }) => ctx.actor);
};

beforeAll(async () => {
  server = await startServer({
    tenant: who,
    dashboard: (app) => {
      app.get("/visits", { config: { access: "member" } }, ({ ctx, person }) => ({ ...ctx.actor, person }));
      app.post("/visits", { config: { access: "member" } }, () => "");
    },
    apex: (app) => {
      app.get("/platform", { config: { access: "platform" } }, () => "platform");
      app.get("/admin/home", { config: { access: "signed_in" } }, ({ person }) => person);
      app.get("/operator", { config: { access: "operator" } }, () => "operator");
      app.post("/dev", { config: { access: "dev" } }, () => "dev");
    },
  });
});
afterAll(() => server.app.close());

type Asked = {
  readonly cookie?: string;
  readonly accept?: string;
  readonly method?: "GET" | "POST";
  readonly authorization?: string;
  readonly remoteAddress?: string;
};

function ask(url: string, { method = "GET", authorization, cookie, accept, remoteAddress }: Asked = {}) {
  const headers = {
    host: "localhost",
    ...(authorization !== undefined && { authorization }),
    ...(cookie !== undefined && { cookie }),
    ...(accept !== undefined && { accept }),
  };
  return server.app.inject({ method, url, headers, ...(remoteAddress !== undefined && { remoteAddress }) });
}

describe("a route", () => {
  test.each<[string, { access?: Access } | undefined]>([
    ["without a config", undefined],
    ["that does not say who may call it", {}],
    ["for tenants' keys outside the tenant scope", { access: "tenant_admin" }],
    ["for customers' tokens outside the tenant scope", { access: "booking_token" }],
    ["for conversations outside the tenant scope", { access: "chat_session" }],
    ["for members outside the dashboard's scope", { access: "member" }],
  ])("%s cannot be registered", async (_what, config) => {
    const start = startServer({
      apex: (app) => void app.get("/x", { config: config as { access: Access } }, () => ""),
    });
    await expect(start).rejects.toThrow(/GET \/x/);
  });

  test("of the platform cannot be registered for a tenant", async () => {
    const start = startServer({
      tenant: (app) => void app.get("/x", { config: { access: "platform" } }, () => ""),
    });
    await expect(start).rejects.toThrow("belongs to the platform");
  });

  test("for development cannot be registered in production", async () => {
    const start = startServer({
      production: true,
      apex: (app) => void app.get("/x", { config: { access: "dev" } }, () => ""),
    });
    await expect(start).rejects.toThrow("for development");
  });
});

describe("who may call", () => {
  test.each<[string, string, Asked, number]>([
    ["a public route, nobody in particular", "/t/luna/public", {}, 200],
    ["a public route, with a wrong key", "/t/luna/public", { authorization: "Bearer wrong" }, 200],
    ["an admin route, without a key", "/t/luna/admin", {}, 401],
    ["an admin route, with a wrong key", "/t/luna/admin", { authorization: "Bearer wrong" }, 401],
    ["an admin route, with a revoked key", "/t/luna/admin", { authorization: "Bearer old-key" }, 401],
    ["an admin route, with another scheme", "/t/luna/admin", { authorization: `Basic ${LUNA_KEY}` }, 401],
    ["an admin route, with two tokens", "/t/luna/admin", { authorization: `Bearer ${LUNA_KEY} x` }, 401],
    [
      "an admin route, with an endless token",
      "/t/luna/admin",
      { authorization: `Bearer ${"x".repeat(5000)}` },
      401,
    ],
    ["an admin route, with its key", "/t/luna/admin", { authorization: `bearer  ${LUNA_KEY}` }, 200],
    [
      "an admin route, with another tenant's key",
      "/t/bella/admin",
      { authorization: `Bearer ${LUNA_KEY}` },
      403,
    ],
    [
      "an admin route, with the platform's key",
      "/t/bella/admin",
      { authorization: `Bearer ${PLATFORM_KEY}` },
      200,
    ],
    ["an admin route of nobody, without a key", "/t/nobody/admin", {}, 401],
    [
      "an admin route of nobody, with a tenant's key",
      "/t/nobody/admin",
      { authorization: `Bearer ${LUNA_KEY}` },
      404,
    ],
    ["the platform, without a key", "/platform", {}, 401],
    ["the platform, with a tenant's key", "/platform", { authorization: `Bearer ${LUNA_KEY}` }, 403],
    ["the platform, with its key", "/platform", { authorization: `Bearer ${PLATFORM_KEY}` }, 200],
    ["an operator's route, from here", "/operator", {}, 200],
    ["an operator's route, from the network inside", "/operator", { remoteAddress: "::ffff:10.1.2.3" }, 200],
    ["an operator's route, from outside", "/operator", { remoteAddress: "203.0.113.7" }, 401],
    ["an operator's route, from outside by IPv6", "/operator", { remoteAddress: "2001:db8::1" }, 401],
    [
      "an operator's route, from outside with the platform's key",
      "/operator",
      { remoteAddress: "203.0.113.7", authorization: `Bearer ${PLATFORM_KEY}` },
      200,
    ],
    ["a dashboard, without signing in", "/admin/tenants/luna/visits", {}, 401],
    ["a dashboard, with a key", "/admin/tenants/luna/visits", { authorization: `Bearer ${LUNA_KEY}` }, 401],
    [
      "a dashboard, with a wrong cookie",
      "/admin/tenants/luna/visits",
      { cookie: "signed_in=somebody-else-altogether" },
      401,
    ],
    ["a dashboard of one's own", "/admin/tenants/luna/visits", { cookie: MIA }, 200],
    ["a dashboard of somebody else", "/admin/tenants/bella/visits", { cookie: MIA }, 404],
    ["a dashboard of nobody", "/admin/tenants/nobody/visits", { cookie: MIA }, 404],
    ["a dashboard of nobody, without signing in", "/admin/tenants/nobody/visits", {}, 401],
    ["a business's own pages, with that cookie", "/t/luna/admin", { cookie: MIA }, 401],
    ["the dashboard's pages on the business's address", "/t/luna/visits", { cookie: MIA }, 404],
    ["what belongs to no business, without signing in", "/admin/home", {}, 401],
    ["what belongs to no business", "/admin/home", { cookie: MIA }, 200],
    ["a route for development", "/dev", { method: "POST" }, 200],
    ["a suspended business's public route, to read", "/t/nora/public", {}, 200],
    ["a suspended business's public route, to write", "/t/nora/public", { method: "POST" }, 403],
    ["a suspended business's visits, to write", "/t/nora/mine", { method: "POST" }, 200],
    ["a suspended business's conversations, to write", "/t/nora/said", { method: "POST" }, 403],
    [
      "a suspended business's administration",
      "/t/nora/admin",
      { method: "POST", authorization: `Bearer ${PLATFORM_KEY}` },
      200,
    ],
  ])("%s", async (_what, url, asked, status) => {
    expect((await ask(url, asked)).statusCode).toBe(status);
  });

  test("is asked for a key as RFC 9110 requires", async () => {
    expect((await ask("/t/luna/admin")).headers["www-authenticate"]).toBe("Bearer");
  });
});

describe("who is not signed in", () => {
  const accept = "text/html";
  test.each<[string, Asked, string]>([
    [
      "/admin/tenants/luna/visits?day=1",
      {},
      "/admin/login?next=%2Fadmin%2Ftenants%2Fluna%2Fvisits%3Fday%3D1",
    ],
    ["/admin/home", {}, "/admin/login?next=%2Fadmin%2Fhome"],
    ["/admin/tenants/luna/visits", { method: "POST" }, "/admin/login"],
    [`/admin/home?q=${"%20".repeat(2000)}`, {}, "/admin/login"],
  ])("is led from %s to where one signs in", async (url, asked, location) => {
    const answer = await ask(url, { ...asked, accept });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, location]);
  });

  test("is not redirected from a URL of the API", async () => {
    expect((await ask("/t/luna/admin", { accept })).statusCode).toBe(401);
  });
});

describe("the actor of a request", () => {
  test("on a dashboard is the person who signed in", async () => {
    expect((await ask("/admin/tenants/luna/visits", { cookie: MIA })).json()).toEqual({
      kind: "person",
      id: "id-of-mia",
      channel: "dashboard",
      person: { id: "id-of-mia", name: "Mia", email: "mia@luna.example" },
    });
  });

  test("is a customer on the page, or through what the route says", async () => {
    expect((await ask("/t/luna/public")).json()).toEqual({ kind: "customer", id: null, channel: "page" });
    expect((await ask("/t/luna/public", { method: "POST" })).json()).toMatchObject({ channel: "chat" });
  });

  test("is the API key that was used", async () => {
    const tenant = await ask("/t/luna/admin", { authorization: `Bearer ${LUNA_KEY}` });
    const platform = await ask("/t/luna/admin", { authorization: `Bearer ${PLATFORM_KEY}` });
    expect(tenant.json()).toEqual({ kind: "api_key", id: "id-of-luna-key", channel: "api" });
    expect(platform.json()).toEqual({ kind: "platform", id: null, channel: "api" });
  });

  test("on a customer's route bears a token that the route itself checks", async () => {
    expect((await ask("/t/luna/mine", { authorization: "Bearer abc-_=" })).json()).toEqual({
      bearer: "abc-_=",
    });
    expect((await ask("/t/luna/mine")).json()).toEqual({});
  });
});

describe("without a platform key", () => {
  test("nobody is the platform", async () => {
    const keyless = await startServer({
      platformKeys: [],
      apex: (app) => void app.get("/platform", { config: { access: "platform" } }, () => "platform"),
    });
    for (const authorization of ["Bearer undefined", `Bearer ${PLATFORM_KEY}`, "Bearer "]) {
      expect((await keyless.app.inject({ url: "/platform", headers: { authorization } })).statusCode).toBe(
        401,
      );
    }
    await keyless.app.close();
  });
});
