import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startServer } from "#test/server.ts";

import { assetRoutes, assetUrl } from "./assets.ts";

let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer({ everywhere: (app) => assetRoutes(app) });
});
afterAll(() => server.app.close());

const get = (url: string) => server.app.inject({ url, headers: { host: "luna.example" } });

describe("assets", () => {
  test("are cached forever under the URL of their contents", async () => {
    const styles = await get(assetUrl("css/pages.css"));
    expect(styles.statusCode).toBe(200);
    expect(styles.headers).toMatchObject({
      "content-type": "text/css; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    });
    const script = await get(assetUrl("js/pages.js"));
    expect(script.headers).toMatchObject({
      "content-type": "application/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  test("come as one stylesheet, made of one file for each component", async () => {
    const { body } = await get(assetUrl("css/pages.css"));
    expect(body).toContain(".button-main");
    expect(body).not.toContain("@import");
  });

  test("are compressed for clients that accept it", async () => {
    const headers = { host: "luna.example", "accept-encoding": "gzip, br" };
    const script = await server.app.inject({ url: assetUrl("js/pages.js"), headers });
    expect(script.headers).toMatchObject({ "content-encoding": "gzip", vary: "accept-encoding" });
    expect(gunzipSync(script.rawPayload).toString()).toBe((await get(assetUrl("js/pages.js"))).body);
  });

  test("of another version are the current ones, to be revalidated", async () => {
    const old = await get("/assets/older/css/pages.css");
    expect([old.statusCode, old.headers["cache-control"]]).toEqual([200, "no-cache"]);
  });

  test("include logos, under a permanent URL", async () => {
    const logo = await get("/assets/logos/marlow-hair-studio.svg");
    expect(logo.statusCode).toBe(200);
    expect(logo.headers).toMatchObject({
      "content-type": "image/svg+xml",
      "cache-control": "public, max-age=3600",
    });
    expect((await get("/assets/logos/nobody.svg")).statusCode).toBe(404);
  });

  test.each([
    "../package.json",
    "..%2Fpackage.json",
    "%2e%2e/package.json",
    ".hidden",
    "css",
    "css/",
    "nothing.css",
    "css%00.css",
  ])("are nothing but what stands in their folder: %s", async (path) => {
    const answer = await get(`/assets/x/${path}`);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  });
});
