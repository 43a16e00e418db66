import { request as openRequest } from "node:http";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { AppError } from "#kernel/errors.ts";
import { listen } from "#test/raw-http.ts";
import { startServer, type TestServer } from "#test/server.ts";

import { allowPage } from "./security-headers.ts";

let server: TestServer;
let port: number;
const taken: (() => void)[] = [];

const body = z.strictObject({ services: z.array(z.strictObject({ name: z.string(), minutes: z.int() })) });

beforeAll(async () => {
  server = await startServer({
    tenant: (app) => {
      app.get("/v1/ok", { config: { access: "public" } }, () => ({ ok: true }));
      app.post("/v1/services", { config: { access: "public" }, schema: { body } }, () => ({ ok: true }));
      app.get(
        "/v1/things/:id",
        { config: { access: "public" }, schema: { params: z.object({ id: z.uuid() }) } },
        () => "",
      );
      app.get("/v1/taken", { config: { access: "public" } }, () => {
        throw new AppError("SLOT_TAKEN", undefined, { alternatives: [1, 2] });
      });
      app.get("/v1/broken", { config: { access: "public" } }, () => {
        throw new TypeError("canary went wrong");
      });
      app.get("/v1/broken-later", { config: { access: "public" } }, async () => {
        await Promise.reject(new SyntaxError("Unexpected token in canary"));
      });
      app.get("/v1/full", { config: { access: "public" } }, () => {
        throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
      });
      app.get("/v1/bigint", { config: { access: "public" } }, () => ({ n: 1n }));
      app.get("/v1/stream", { config: { access: "public" } }, (_request, reply) =>
        reply.type("text/plain").send(endless()),
      );
      app.get("/v1/taken-over", { config: { access: "public" } }, (request) => {
        const { ctx, release } = request.takeTenant();
        taken.push(release);
        return { slug: ctx.tenant.slug };
      });
      app.get("/v2/things/:id", { config: { access: "public" } }, () => "");
      app.get("/page", { config: { access: "public" } }, (_request, reply) => {
        allowPage(reply, { "img-src": "https:", "frame-ancestors": "https://luna.example" });
        return "<p>";
      });
    },
  });
  port = await listen(server.app);
});
afterAll(() => server.app.close());

function endless(): Readable {
  return Readable.from(
    (async function* () {
      for (;;) {
        yield "x";
        await sleep(5);
      }
    })(),
  );
}

function ask(url: string, headers: Record<string, string> = {}, method: "GET" | "DELETE" | "HEAD" = "GET") {
  return server.app.inject({ method, url, headers: { host: "luna.example", ...headers } });
}

function post(payload: unknown) {
  return server.app.inject({
    method: "POST",
    url: "/v1/services",
    headers: { host: "luna.example" },
    payload: payload as object,
  });
}

describe("an error", () => {
  test("has one format, with the catalogue's contents", async () => {
    const answer = await ask("/v1/taken");
    expect(answer.statusCode).toBe(409);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(answer.json()).toEqual({
      error: {
        code: "CONFLICT",
        reason: "SLOT_TAKEN",
        message: "Someone was a moment faster: that time is taken.",
        details: { alternatives: [1, 2] },
        request_id: answer.headers["x-request-id"],
      },
    });
  });

  test.each(["/v1/broken", "/v1/broken-later", "/v1/bigint"])(
    "of ours at %s says nothing about itself but is logged",
    async (url) => {
      const answer = await ask(url);
      expect(answer.statusCode).toBe(500);
      expect(answer.json()).toMatchObject({ error: { code: "INTERNAL", reason: "INTERNAL" } });
      expect(answer.body).not.toMatch(/canary|BigInt|TypeError/);
      const [line, ...more] = server.lines.expectErrors();
      expect(more).toEqual([]);
      expect(line).toMatchObject({
        request_id: answer.headers["x-request-id"],
        err: { stack: expect.stringContaining("at ") },
      });
    },
  );

  test("of a parser is logged without what it quotes", async () => {
    await ask("/v1/broken-later");
    expect(JSON.stringify(server.lines.expectErrors())).not.toContain("canary");
  });

  test("of the disk is a 503 that asks to retry", async () => {
    const answer = await ask("/v1/full");
    expect(answer.statusCode).toBe(503);
    expect(answer.headers["retry-after"]).toBe("5");
    expect(answer.json()).toMatchObject({ error: { code: "UNAVAILABLE" } });
    expect(server.lines.all().at(-2)).toMatchObject({ level: "warn", err: { code: "SQLITE_FULL" } });
  });

  test("in a request lists what is wrong by its path", async () => {
    const answer = await post({ services: [{ name: 7, minutes: "30", nmae: "x" }], admin: true });
    expect(answer.statusCode).toBe(400);
    const { error } = answer.json();
    expect(error.details.path).toBe("services.0.name");
    const paths = error.details.errors.map((problem: { path: string }) => problem.path);
    expect(paths).toEqual(["services.0.name", "services.0.minutes", "services.0.nmae", "admin"]);
  });

  test("does not grow with what is wrong", async () => {
    const many = await post({ services: Array.from({ length: 500 }, () => ({})) });
    const long = await post({ services: [], ["k".repeat(100_000)]: 1 });
    expect(many.body.length).toBeLessThan(3_000);
    expect(long.body.length).toBeLessThan(3_000);
  });

  test("in a path gives a 404 like any other", async () => {
    expect((await ask("/v1/things/7")).statusCode).toBe(404);
  });
});

describe("a URL without a route", () => {
  test("gives a 404, or a 405 that names the methods it has", async () => {
    expect((await ask("/v1/nothing")).json()).toMatchObject({
      error: { code: "NOT_FOUND", reason: "NOT_FOUND" },
    });
    const wrong = await ask("/v1/ok?x=1", {}, "DELETE");
    expect(wrong.statusCode).toBe(405);
    expect(wrong.headers["allow"]).toBe("GET, HEAD");
    expect(wrong.json()).toMatchObject({ error: { reason: "METHOD_NOT_ALLOWED" } });
  });

  test("is answered before the body is read", async () => {
    const headers = { host: "luna.example", "content-type": "text/plain" };
    const answer = await server.app.inject({
      method: "POST",
      url: "/v1/nothing",
      headers,
      payload: "x".repeat(2_000_000),
    });
    expect(answer.statusCode).toBe(404);
  });

  test("is a page to a browser, except under the API", async () => {
    const accept = "text/html,application/xhtml+xml";
    const page = await ask("/nothing", { accept });
    expect(page.statusCode).toBe(404);
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect((await ask("/v1/nothing", { accept })).headers["content-type"]).toContain("application/json");
    expect((await ask("/nothing")).headers["content-type"]).toContain("application/json");
  });

  test.each([
    ["half an escape", "luna.example", "/%E0%A4%A", "/"],
    ["an escape of nothing", "luna.example", "/%", "/"],
    ["a name without end", "luna.example", `/v2/things/${"x".repeat(501)}`, "/"],
    ["half an escape on the apex", "frontdesk.example", "/%E0%A4%A?x=%", "/"],
    ["half an escape after a slug", "frontdesk.example", "/t/luna/%E0%A4%A", "/t/luna/"],
    ["half an escape in a dashboard", "frontdesk.example", "/admin/tenants/luna/%E0", "/admin/tenants/luna/"],
  ])("because it cannot be read (%s) is the same page to a browser", async (_what, host, url, home) => {
    const page = await ask(url, { host, accept: "text/html" });
    expect(page.statusCode).toBe(404);
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.body).toContain(`href="${home}"`);
  });
});

describe("every answer", () => {
  test.each(["/v1/ok", "/v1/taken", "/v1/nothing", "/nothing", "/%E0%A4%A"])(
    "of %s carries what protects a browser",
    async (url) => {
      const { headers } = await ask(url);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "cross-origin-opener-policy": "same-origin",
        "strict-transport-security": expect.stringContaining("max-age="),
        "cache-control": "no-store",
        "x-request-id": expect.any(String),
      });
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers["permissions-policy"]).toContain("geolocation=()");
    },
  );

  test("has an id that only a proxy of ours may assign", async () => {
    const given = await ask("/v1/ok", { "x-request-id": "mine-mine-mine" });
    expect(given.headers["x-request-id"]).toMatch(/^[0-9a-z]{26}$/);
  });

  test("with a page allows what the page needs, and no more", async () => {
    const policy = String((await ask("/page")).headers["content-security-policy"]);
    expect(policy).toContain("img-src 'self' data: https:;");
    expect(policy).toMatch(/frame-ancestors https:\/\/luna\.example$/);
    expect(policy).not.toContain("unsafe");
  });

  test("is one log line, without anything that a visitor wrote", async () => {
    await ask("/v1/things/canary-in-path?name=canary-in-query", {
      "user-agent": "canary-agent",
      cookie: "canary=1",
    });
    const line = server.lines.all().at(-1);
    expect(line).toEqual({
      level: "info",
      time: server.clock.now(),
      method: "GET",
      route: "/v1/things/:id",
      status: 404,
      ms: expect.any(Number),
      tenant_id: "id-of-luna",
      request_id: expect.any(String),
      msg: "request",
    });
    expect(JSON.stringify(server.lines.all())).not.toContain("canary-");
  });
});

describe("a tenant's file", () => {
  test("is released after every response, even a failed one", async () => {
    for (const url of ["/v1/ok", "/v1/taken", "/v1/broken", "/v1/things/7"]) await ask(url);
    await expect.poll(() => server.held.count).toBe(0);
    server.lines.expectErrors();
  });

  test("stays with whoever takes it over, beyond the response", async () => {
    expect((await ask("/v1/taken-over")).json()).toEqual({ slug: "luna" });
    await expect
      .poll(() => server.lines.all().at(-1))
      .toMatchObject({ route: "/v1/taken-over", tenant_id: "id-of-luna" });
    expect(server.held.count).toBe(1);
    for (const release of taken) release();
    expect(server.held.count).toBe(0);
  });

  test("is held by a stream until its reader disconnects", async () => {
    const client = openRequest({ port, path: "/v1/stream", headers: { host: "luna.example" } });
    await new Promise<void>((resolve) => {
      client.on("response", (response) => response.once("data", () => resolve()));
      client.end();
    });
    expect(server.held.count).toBe(1);
    client.destroy();
    await expect.poll(() => server.held.count).toBe(0);
    await expect.poll(() => server.lines.all().at(-1)).toMatchObject({ route: "/v1/stream", status: 499 });
  });
});
