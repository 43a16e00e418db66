import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startServer } from "#test/server.ts";

let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer({
    everywhere: (app) => {
      app.get("/where", { config: { access: "public" } }, () => "anywhere");
    },
    tenant: (app) => {
      app.get("/", { config: { access: "public" } }, (request) => `page of ${request.ctx.tenant.slug}`);
      app.get(
        "/who",
        { config: { access: "public" } },
        (request) => `${request.ctx.tenant.slug} ${request.basePath}`,
      );
      app.get("/who/:id", { config: { access: "public" } }, (request) => `one of ${request.ctx.tenant.slug}`);
    },
    apex: (app) => {
      app.get("/", { config: { access: "public" } }, () => "apex");
      app.get("/platform", { config: { access: "public" } }, () => "platform");
      app.get("/no-tenant", { config: { access: "public" } }, (request) => request.ctx.tenant.slug);
    },
  });
});
afterAll(() => server.app.close());

async function ask(host: string, url: string): Promise<string> {
  const answer = await server.app.inject({ url, headers: { host } });
  return answer.statusCode === 200 ? answer.body : String(answer.statusCode);
}

describe("a tenant is found", () => {
  test.each([
    ["luna.frontdesk.example", "/who", "luna "],
    ["LUNA.FrontDesk.example.:8080", "/who", "luna "],
    ["luna.example", "/who", "luna "],
    ["frontdesk.example", "/t/luna/who", "luna /t/luna"],
    ["book.example.com", "/t/luna/who", "luna /t/luna"],
    ["BOOK.example.com:443", "/t/bella/who?a=1", "bella /t/bella"],
    ["localhost:3000", "/t/luna/who", "luna /t/luna"],
    ["127.0.0.1", "/t/luna/who", "luna /t/luna"],
    ["127.8.8.8", "/t/luna/who", "luna /t/luna"],
    ["[::1]:3000", "/t/luna/who", "luna /t/luna"],
    ["localhost", "/t/luna", "page of luna"],
    ["localhost", "/t/luna/", "page of luna"],
    ["localhost", "/t/luna?a=/t/bella", "page of luna"],
    ["luna.example", "/who/7", "one of luna"],
  ])("at %s by %s", async (host, url, found) => {
    expect(await ask(host, url)).toBe(found);
  });
});

describe("nothing is found", () => {
  test.each([
    ["a tenant's prefix on its own host", "luna.example", "/t/luna/who"],
    ["a tenant's prefix on another's host", "luna.frontdesk.example", "/t/bella/who"],
    ["a prefix in a prefix", "localhost", "/t/luna/t/bella/who"],
    ["the platform on a tenant's host", "luna.example", "/platform"],
    ["the platform under a tenant's prefix", "localhost", "/t/luna/platform"],
    ["a tenant's route without a tenant", "localhost", "/who"],
    ["an unknown slug", "localhost", "/t/nobody/who"],
    ["an unknown subdomain", "nobody.frontdesk.example", "/who"],
    ["a subdomain of a subdomain", "a.luna.frontdesk.example", "/who"],
    ["an unknown host", "evil.example", "/who"],
    ["an address that is not this machine's", "10.0.0.7", "/who"],
    ["a tenant that is being made", "localhost", "/t/olga/who"],
    ["an empty slug", "localhost", "/t//who"],
    ["a slug in capitals", "localhost", "/t/Luna/who"],
    ["an encoded slug", "localhost", "/t/%6cuna/who"],
    ["an encoded prefix", "localhost", "/%74/luna/who"],
    ["an encoded slash", "localhost", "/t%2fluna/who"],
    ["an encoded slash after the slug", "localhost", "/t/luna%2fwho"],
    ["a doubled slash", "localhost", "//t/luna/who"],
    ["a doubled slash after the slug", "localhost", "/t/luna//who"],
    ["a slash at the end", "localhost", "/platform/"],
    ["a percent sign alone", "luna.example", "/who%"],
    ["an id of endless length", "luna.example", `/who/${"x".repeat(5000)}`],
  ])("for %s", async (_what, host, url) => {
    expect(await ask(host, url)).toBe("404");
  });
});

describe("an impossible Host is refused", () => {
  test.each([
    "a@b",
    "luna.example/x",
    "luna example",
    "lüna.example",
    "-luna.example",
    "luna..example",
    ".",
    "a:b:1",
    "x".repeat(254),
  ])("%s", async (host) => {
    expect(await ask(host, "/where")).toBe("400");
  });
});

describe("the host of a request", () => {
  test("does not matter for routes of the process", async () => {
    expect(await ask("10.0.0.7:3000", "/where")).toBe("anywhere");
    expect(await ask("luna.example", "/where")).toBe("anywhere");
  });

  test("does not come from a client's forwarding headers", async () => {
    const headers = { host: "localhost", "x-forwarded-host": "luna.example" };
    expect((await server.app.inject({ url: "/who", headers })).statusCode).toBe(404);
  });

  test("without a tenant has no context, and says so", async () => {
    expect(await ask("localhost", "/no-tenant")).toBe("500");
    expect(server.lines.expectErrors()).toMatchObject([
      { err: { type: "NoTenantError" }, msg: "request failed" },
    ]);
  });
});
