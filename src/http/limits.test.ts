import { BlockList } from "node:net";
import { afterEach, describe, expect, test } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import { AppError } from "#kernel/errors.ts";
import { startServer, type TestServer } from "#test/server.ts";

import { createRateLimits } from "./limits.ts";

let server: TestServer;

async function start(trustedProxies?: BlockList): Promise<void> {
  server = await startServer({
    limited: true,
    ...(trustedProxies && { trustedProxies }),
    tenant: (app) => {
      app.post("/book", { config: { access: "public", limit: "booking" } }, () => "booked");
      app.get("/read", { config: { access: "public", limit: "reads" } }, () => "read");
      app.post("/text/:number", { config: { access: "public" } }, (request) => {
        request.countUse("booking_phone", (request.params as { number: string }).number);
        return "sent";
      });
    },
  });
}

type From = { readonly remoteAddress?: string; readonly forwarded?: string; readonly url?: string };

async function post({
  remoteAddress = "198.51.100.1",
  forwarded,
  url = "/t/luna/book",
}: From = {}): Promise<number> {
  const headers = { host: "localhost", ...(forwarded !== undefined && { "x-forwarded-for": forwarded }) };
  return (await server.app.inject({ method: "POST", url, headers, remoteAddress })).statusCode;
}

async function useUp(from?: From): Promise<void> {
  for (let i = 0; i < 10; i++) expect(await post(from)).toBe(200);
  expect(await post(from)).toBe(429);
}

describe("a rate limit", () => {
  afterEach(() => server.app.close());

  test("counts by address and says when to retry", async () => {
    await start();
    await useUp();
    expect(await post({ remoteAddress: "198.51.100.2" })).toBe(200);
    const refused = await server.app.inject({
      method: "POST",
      url: "/t/luna/book",
      headers: { host: "localhost" },
      remoteAddress: "198.51.100.1",
    });
    expect(refused.json()).toMatchObject({ error: { code: "RATE_LIMITED", reason: "RATE_LIMITED" } });
    const wait = Number(refused.headers["retry-after"]);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(120);
    server.clock.advance(wait * 1000);
    expect(await post()).toBe(200);
  });

  test("counts each limit by itself", async () => {
    await start();
    await useUp();
    const read = await server.app.inject({
      url: "/t/luna/read",
      headers: { host: "localhost" },
      remoteAddress: "198.51.100.1",
    });
    expect(read.statusCode).toBe(200);
  });

  test("counts the network of an IPv6 address", async () => {
    await start();
    await useUp({ remoteAddress: "2001:db8:1:2::1" });
    expect(await post({ remoteAddress: "2001:db8:1:2:aaaa::9" })).toBe(429);
    expect(await post({ remoteAddress: "2001:db8:1:3::1" })).toBe(200);
  });

  test("recognizes an IPv4 address mapped to IPv6", async () => {
    await start();
    await useUp({ remoteAddress: "198.51.100.1" });
    expect(await post({ remoteAddress: "::ffff:198.51.100.1" })).toBe(429);
  });

  test("does not believe what a client says about its address", async () => {
    await start();
    await useUp({ forwarded: "203.0.113.1" });
    expect(await post({ forwarded: "203.0.113.2" })).toBe(429);
  });

  test("believes a proxy of ours, as far as it could see", async () => {
    const proxies = new BlockList();
    proxies.addSubnet("10.0.0.0", 8, "ipv4");
    await start(proxies);
    const proxy = "10.0.0.7";
    await useUp({ remoteAddress: proxy, forwarded: "203.0.113.1" });
    expect(await post({ remoteAddress: proxy, forwarded: "203.0.113.2" })).toBe(200);
    expect(await post({ remoteAddress: proxy, forwarded: "203.0.113.9, 203.0.113.1" })).toBe(429);
  });

  test("counts what a route asks it to", async () => {
    await start();
    const url = "/t/luna/text/+12125550100";
    for (let i = 0; i < 30; i++) expect(await post({ url, remoteAddress: `198.51.100.${i}` })).toBe(200);
    expect(await post({ url })).toBe(429);
    expect(await post({ url: "/t/luna/text/+12125550101" })).toBe(200);
  });
});

describe("a limit on concurrent use", () => {
  const limits = createRateLimits(fixedClock(0));

  test("lets the next one in when one has ended, and counts each end once", () => {
    const end = limits.begin("chat_turns", "a");
    limits.begin("chat_turns", "a");
    expect(() => limits.begin("chat_turns", "a")).toThrow(AppError);
    limits.begin("chat_turns", "b");
    end();
    end();
    limits.begin("chat_turns", "a");
    expect(() => limits.begin("chat_turns", "a")).toThrow(AppError);
  });
});
