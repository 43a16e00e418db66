import { afterAll, describe, expect, test } from "vitest";

import { plausible, visitOf } from "./plausible.ts";
import { routesOf } from "./routes-of.ts";
import { openTwoSalons } from "./two-salons.ts";

/** First the methods that change nothing, last the one that deletes. */
const ORDER = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"];

const { app, bella } = await openTwoSalons();
const titled = routesOf(app.app)
  .filter(({ site, url }) => site === "tenant" && /^\/v1\/(admin|public\/bookings\/:uid)/.test(url))
  // Resources last: services need them.
  .toSorted((a, b) => rank(a) - rank(b))
  .map((route) => [`${route.method} ${route.url}`, route] as const);
afterAll(() => app.close());

function rank({ method, url }: { readonly method: string; readonly url: string }): number {
  return ORDER.indexOf(method) * 2 + (url.includes("/resources") ? 1 : 0);
}

describe("what strangers are refused is allowed for Bella herself", () => {
  test.each(titled.filter(([, { url }]) => url.startsWith("/v1/public")))("%s", async (_title, route) => {
    const { path, body } = plausible(route, { ids: { ...bella.ids, cancel: bella.ids["page"] ?? "" } });
    const key = bella.tokens[route.url.endsWith("/cancel") ? "page" : visitOf(route.url)] ?? "";
    expect((await app.ask(route.method, `/t/bella${path}`, { key, body })).status).toBe(200);
  });

  test.each(titled.filter(([, { url }]) => url.startsWith("/v1/admin")))("%s", async (_title, route) => {
    // Visits can only be completed or missed once the day is over.
    if (/\/(complete|no_show)$/.test(route.url)) app.clock.advance(5 * 24 * 60 * 60 * 1000);
    const { path, body } = plausible(route, bella);
    const answer = await app.ask(route.method, `/t/bella${path}`, { key: bella.key, body });
    // Access was granted, but a service still needs it: good enough.
    expect([200, 201, 204, "IN_USE"]).toContain(answer.body?.error?.reason ?? answer.status);
    const looksAtOne = route.method === "GET" && route.url.includes(":");
    expect(!looksAtOne || bella.canaries.some((canary) => answer.text.includes(canary))).toBe(true);
  });
});
