import { afterAll, expect, test } from "vitest";

import { PLATFORM_KEY } from "#test/app.ts";

import { plausible } from "./plausible.ts";
import { routesOf } from "./routes-of.ts";
import { openTwoSalons } from "./two-salons.ts";

/** What buggy or malicious clients send in place of a value. */
const WILD: readonly unknown[] = [
  null,
  true,
  -0,
  1.5,
  "",
  "7",
  "\0",
  "\ud800",
  "x".repeat(5_000),
  "2026-02-30",
  "2026-03-08T02:30",
  "../../etc/passwd",
  [null],
  [["09:00", "09:00"]],
  {},
  { constructor: { prototype: {} } },
];

const { app, bella } = await openTwoSalons();
const routes = routesOf(app.app).filter(({ site, url }) => site !== "any" && !url.startsWith("/docs"));
afterAll(() => app.close());

test.each(routes.filter(({ method }) => ["POST", "PUT", "PATCH"].includes(method)))(
  "$method $url never fails, whatever stands in the place of a value",
  async (route) => {
    const { path, body } = plausible({ ...route, url: route.url.replace(":slug", "bella") }, bella);
    const fields = Object.keys(body as object);
    const bodies = [
      ...WILD,
      ...fields.flatMap((field) => WILD.map((wild) => ({ ...(body as object), [field]: wild }))),
    ];
    for (const sent of bodies) {
      const answer = await app.ask(route.method, (route.site === "tenant" ? "/t/bella" : "") + path, {
        key: PLATFORM_KEY,
        // Sent as JSON text, since null and bare values are bodies too.
        body: JSON.stringify(sent),
        headers: { "content-type": "application/json", "idempotency-key": "wild" },
      });
      expectNoFailure(answer.status, sent);
    }
  },
);

test.each(routes.filter(({ method }) => method === "GET"))(
  "GET $url never fails, whatever is asked",
  async ({ url, site }) => {
    const queries = ["date", "service_id", "cursor", "limit", "q", "start", "hold", "token", "week"];
    const wild = ["", "%00", "%ED%A0%80", "%", "a".repeat(3_000), "2026-02-30", "-1", "../x"];
    const at = (id: string): string => (site === "tenant" ? "/t/bella" : "") + url.replace(/:\w+|\*/, id);
    const id = Object.values(bella.ids)[0] ?? "";
    for (const path of [
      ...wild.map((bad) => at(bad)),
      ...queries.flatMap((name) => wild.map((bad) => `${at(id)}?${name}=${bad}`)),
    ]) {
      const answer = await app.ask("GET", path, { key: PLATFORM_KEY });
      expectNoFailure(answer.status, path);
    }
  },
);

function expectNoFailure(status: number, sent: unknown): void {
  if (status >= 500) throw new Error(`${status} for ${JSON.stringify(sent).slice(0, 300)}`);
  expect(status).toBeGreaterThanOrEqual(200);
}
