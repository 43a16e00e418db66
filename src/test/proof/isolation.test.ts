import { hash } from "node:crypto";
import { afterAll, afterEach, describe, expect, test } from "vitest";

import { DAY } from "#kernel/instant.ts";
import { type Answer, PLATFORM_KEY, startTestApp } from "#test/app.ts";

import { plausible, visitOf } from "./plausible.ts";
import { type Route, routesOf } from "./routes-of.ts";
import { openTwoSalons } from "./two-salons.ts";

/** How a route is protected. */
type Rule =
  | "open"
  | "admin"
  | "member"
  | "signed_in"
  | "token"
  | "page_token"
  | "session"
  | "platform"
  | "operator"
  | "dev";

/**
 * Every route of the product and who may call it, maintained separately from the code: a route that matches
 * no line fails the suite. Everything under a tenant's /v1/admin/ requires one of its keys.
 */
const RULES: readonly (readonly [Rule, RegExp])[] = [
  ["open", /^any (GET|HEAD) \/(healthz|readyz|\*)$/],
  ["operator", /^any (GET|HEAD) \/metrics$/],
  ["open", /^(apex|tenant) (GET|HEAD) \/(openapi\.json|docs(\/.*)?)$/],
  ["open", /^apex (GET|HEAD) \/(schemas\/tenant\.json)?$/],
  ["open", /^apex (GET|HEAD|POST) \/admin\/login$/],
  ["open", /^apex POST \/admin\/logout$/],
  ["signed_in", /^apex (GET|HEAD) \/admin$/],
  [
    "member",
    /^dashboard (GET|HEAD) \/((day|today|conversations(\/:number)?|questions|attention|waitlist)?)$/,
  ],
  ["member", /^dashboard POST \/(day\/:uid|questions\/:id|attention\/:uid)$/],
  ["dev", /^apex (GET|HEAD|POST) \/dev\/(clock|outbox|components(\.css)?)$/],
  ["platform", /^apex \w+ \/v1\/admin\/tenants(\/:slug(\/restore)?)?$/],
  ["admin", /^tenant \w+ \/v1\/admin\//],
  ["open", /^tenant (GET|HEAD) \/v1\/public\/(tenant|services|staff|availability)$/],
  ["open", /^tenant POST \/v1\/public\/(holds|bookings(\/preview)?|waitlist)$/],
  ["open", /^tenant DELETE \/v1\/public\/holds\/:id$/],
  ["token", /^tenant (GET|HEAD) \/v1\/public\/bookings\/:uid$/],
  ["token", /^tenant POST \/v1\/public\/bookings\/:uid\/(cancel|reschedule)$/],
  ["token", /^tenant (GET|HEAD|DELETE) \/v1\/public\/waitlist\/:id$/],
  ["token", /^tenant POST \/v1\/public\/waitlist\/:id\/(accept|decline)$/],
  ["open", /^tenant (GET|HEAD) \/((privacy|terms|brand\.css)?|book|waitlist)$/],
  ["open", /^tenant POST \/(book(\/hold)?|waitlist)$/],
  ["open", /^(apex|tenant) (GET|HEAD) \/widget\.js$/],
  ["open", /^tenant (GET|HEAD) \/chat(\/look\.js)?$/],
  ["open", /^tenant POST \/(chat(\/new)?|v1\/chat\/session)$/],
  ["session", /^tenant (POST \/v1\/chat\/stream|GET \/v1\/chat\/events|GET \/chat\/(events|log))$/],
  ["page_token", /^tenant (GET|HEAD|POST) \/b\/:uid(\/(move|cancel|earlier|visit\.ics))?$/],
  ["page_token", /^tenant (GET|HEAD|POST) \/w\/:id(\/(accept|decline|leave))?$/],
];

function ruleFor({ site, method, url }: Route): Rule | undefined {
  return RULES.find(([, pattern]) => pattern.test(`${site} ${method} ${url}`))?.[0];
}

const salons = await openTwoSalons();
const { app, luna, bella } = salons;
const routes = routesOf(app.app);
const titled = routes.map((route) => [`${route.method} ${route.url} (${route.site})`, route] as const);
const under = (rule: Rule) => titled.filter(([, route]) => ruleFor(route) === rule);

/** The session cookie of the owner of Luna's salon. */
const lunasOwner = await signedInOwner("luna");

async function signedInOwner(slug: string): Promise<string> {
  const { control, clock } = app.deps;
  const tenant = await control.tenantBySlug(slug);
  if (!tenant) throw new Error(`There is no ${slug}.`);
  const [userId, token] = [`owner-of-${slug}`, `signed-in-as-the-owner-of-${slug}`];
  await control.createUser({ id: userId, email: `owner@${slug}.example`, name: slug, passwordHash: null });
  await control.addMember({ userId, tenantId: tenant.id, role: "owner" });
  await control.createSession({ hash: hash("sha256", token), userId, expiresAt: clock.now() + DAY });
  return `signed_in=${token}`;
}

let bellaBefore = await salons.stateOfBella();
afterEach(async () => {
  const bellaNow = await salons.stateOfBella();
  const changed = bellaNow !== bellaBefore;
  bellaBefore = bellaNow;
  if (changed) throw new Error("Bella's file, or what the platform knows of her, was changed.");
});
afterAll(() => app.close());

type Attack = {
  readonly host?: string;
  readonly prefix?: string;
  readonly key?: string;
  readonly cookie?: string;
};

/** Requests something of Bella's with the given credentials. */
async function attack(route: Route, { host, prefix = "", key, cookie }: Attack): Promise<Answer> {
  const { path, body } = plausible(route, bella);
  const answer = await app.ask(route.method, prefix + path, {
    ...(key !== undefined && { key }),
    ...(body !== undefined && { body }),
    headers: {
      "idempotency-key": "the-attacker",
      ...(host !== undefined && { host }),
      ...(cookie !== undefined && { cookie }),
    },
  });
  expectNothingOfBella(answer, path + JSON.stringify(body ?? ""));
  return answer;
}

/** The answer contains nothing that is only in Bella's file, except what the request itself contained. */
function expectNothingOfBella({ text, headers }: Answer, asked: string): void {
  const said = text + JSON.stringify(headers);
  expect(bella.canaries.filter((canary) => said.includes(canary) && !asked.includes(canary))).toEqual([]);
}

/** All addresses of Bella's site. */
const BELLAS_DOORS: readonly Attack[] = [
  { prefix: "/t/bella" },
  { host: "bella.localhost" },
  { host: bella.customHost },
];

describe("the list of routes", () => {
  test("is read completely from the router", () => {
    expect(routes.length).toBeGreaterThan(40);
    const documented = Object.keys(app.app.swagger().paths ?? {});
    const found = new Set(routes.map(({ url }) => url.replaceAll(/:(\w+)/g, "{$1}")));
    expect(documented.filter((path) => !found.has(path))).toEqual([]);
  });

  test("has a rule for every route", () => {
    expect(titled.filter(([, route]) => ruleFor(route) === undefined).map(([title]) => title)).toEqual([]);
  });

  test("would fail with one more route", async () => {
    const other = await startTestApp({
      routes: {
        tenant: (scope) => scope.get("/v1/public/secrets", { config: { access: "public" } }, () => ""),
      },
    });
    expect(routesOf(other.app).filter((route) => ruleFor(route) === undefined)).toEqual([
      { method: "GET", url: "/v1/public/secrets", site: "tenant" },
      { method: "HEAD", url: "/v1/public/secrets", site: "tenant" },
    ]);
    await other.close();
  });
});

describe("a route for API keys", () => {
  test.each(under("admin"))("%s accepts no other key at Bella's", async (_title, route) => {
    for (const door of BELLAS_DOORS) {
      expect((await attack(route, door)).status).toBe(401);
      expect((await attack(route, { ...door, key: "garbage" })).status).toBe(401);
      expect((await attack(route, { ...door, key: bella.revokedKey })).status).toBe(401);
      expect((await attack(route, { ...door, key: bella.tokens["look"] ?? "" })).status).toBe(401);
      expect((await attack(route, { ...door, key: luna.key })).status).toBe(403);
    }
  });

  test.each(under("admin"))("%s reveals nothing of Bella's at Luna's", async (_title, route) => {
    const { status } = await attack(route, { prefix: "/t/luna", key: luna.key });
    expect(statusesAtLuna(route)).toContain(status);
    expect((await attack(route, { prefix: "/t/luna", key: bella.key })).status).toBe(403);
    expect((await attack(route, { host: bella.customHost, prefix: "/t/luna", key: luna.key })).status).toBe(
      404,
    );
  });

  test.each(under("admin"))("%s is not on the apex", async (_title, route) => {
    for (const key of [luna.key, bella.key, PLATFORM_KEY])
      expect((await attack(route, { key })).status).toBe(404);
  });
});

/** The statuses that Luna's key gets at Luna when it names Bella's things. */
function statusesAtLuna({ method, url }: Route): readonly number[] {
  if (url.includes(":") || url === "/v1/admin/explain") return [404];
  const namesThings =
    method === "POST" && /\/(bookings|services|staff|overrides|time_off|waitlist)$/.test(url);
  return namesThings ? [400, 404] : [200, 201];
}

describe("a page of the dashboard", () => {
  test.each(under("member"))("%s is closed to everybody who does not work there", async (_title, route) => {
    const prefix = "/admin/tenants/bella";
    for (const key of [undefined, "garbage", bella.key, luna.key, PLATFORM_KEY])
      expect((await attack(route, { prefix, ...(key !== undefined && { key }) })).status).toBe(401);
    expect((await attack(route, { prefix, cookie: `visit=${bella.tokens["look"]}` })).status).toBe(401);
    expect((await attack(route, { prefix, cookie: lunasOwner })).status).toBe(404);
  });

  test.each(under("member"))("%s reveals nothing of Bella's at Luna's", async (_title, route) => {
    const { status } = await attack(route, { prefix: "/admin/tenants/luna", cookie: lunasOwner });
    expect(status).toBe(route.url.includes(":") ? 404 : 200);
  });

  test.each(under("member"))("%s exists at no other address", async (_title, { method, url }) => {
    for (const door of BELLAS_DOORS) {
      const path = `${door.prefix ?? ""}/admin/tenants/bella${url.replace(/:\w+/, "1")}`;
      const headers = { cookie: lunasOwner, ...(door.host !== undefined && { host: door.host }) };
      expect((await app.ask(method, path, { headers })).status).toBe(404);
    }
  });

  test.each(under("signed_in"))("%s requires signing in", async (_title, route) => {
    expect((await attack(route, {})).status).toBe(401);
    expect((await attack(route, { key: PLATFORM_KEY })).status).toBe(401);
    expect((await attack(route, { cookie: lunasOwner })).status).toBe(303);
  });
});

describe("a route for the customer's token", () => {
  test.each(under("token"))("%s gives the same answer to everybody without it", async (_title, route) => {
    const visit = visitOf(route.url);
    const otherVisit = bella.tokens["page"] ?? "";
    const bodies = new Set<string>();
    for (const door of BELLAS_DOORS) {
      for (const key of [undefined, "garbage", otherVisit, luna.tokens[visit], bella.key, PLATFORM_KEY]) {
        const answer = await attack(route, { ...door, ...(key !== undefined && { key }) });
        expect(answer.status).toBe(404);
        bodies.add(withoutRequestId(answer));
      }
    }
    const atLuna = await attack(route, { prefix: "/t/luna", key: bella.tokens[visit] ?? "" });
    expect(atLuna.status).toBe(404);
    bodies.add(withoutRequestId(atLuna));
    const unknown = plausible(route, { ids: { [visit]: "01kk1tk8m3p88m070v47kbf2av" } });
    bodies.add(
      withoutRequestId(
        await app.ask(route.method, `/t/bella${unknown.path}`, {
          key: bella.tokens[visit] ?? "",
          ...(unknown.body !== undefined && { body: unknown.body }),
        }),
      ),
    );
    expect([...bodies]).toHaveLength(1);
  });

  test.each(under("page_token"))("%s accepts no other cookie", async (_title, route) => {
    const visit = visitOf(route.url);
    for (const door of BELLAS_DOORS) {
      for (const token of ["", "garbage", bella.tokens["look"], luna.tokens[visit]])
        expect((await attack(route, { ...door, cookie: `visit=${token}` })).status).toBe(404);
    }
    const cookie = `visit=${bella.tokens[visit]}`;
    expect((await attack(route, { prefix: "/t/luna", cookie })).status).toBe(404);
    expect((await attack(route, { prefix: "/t/luna", key: bella.tokens[visit] ?? "" })).status).toBe(404);
  });
});

describe("a route for a conversation's session", () => {
  test.each(under("session"))("%s gives the same answer to everybody without it", async (_title, route) => {
    const bodies = new Set<string>();
    const session = bella.tokens["chat"] ?? "";
    const lunas = luna.tokens["chat"] ?? "";
    // Another conversation's session, one spliced from two, and other kinds of credentials.
    const others = [
      "",
      "garbage",
      lunas,
      session.slice(0, 32) + lunas.slice(32),
      session.toUpperCase(),
      bella.tokens["look"],
      bella.key,
      PLATFORM_KEY,
    ];
    for (const door of BELLAS_DOORS) {
      for (const key of others) {
        const answer = await sayAs(route, door, key ?? "");
        expect(answer.status).toBe(404);
        bodies.add(withoutRequestId(answer));
      }
    }
    const atLuna = await sayAs(route, { prefix: "/t/luna" }, session);
    expect(atLuna.status).toBe(404);
    bodies.add(withoutRequestId(atLuna));
    expect([...bodies]).toHaveLength(1);
  });

  function sayAs(route: Route, { host, prefix = "" }: Attack, session: string): Promise<Answer> {
    const { path } = plausible(route, bella);
    return app.ask(route.method, prefix + path, {
      ...(session !== "" && route.method === "GET" && { key: session }),
      ...(route.method === "POST" && { body: { session_id: session, message: "Hello" } }),
      headers: host === undefined ? {} : { host },
    });
  }
});

function withoutRequestId({ text }: Answer): string {
  return text.replace(/"request_id":"[^"]*"/, "");
}

describe("an open route", () => {
  test.each(under("open").filter(([, { site }]) => site === "tenant"))(
    "%s at Luna's shows nothing of Bella's",
    async (_title, route) => {
      const cookie = Object.values(bella.tokens)
        .map((token) => `visit=${token}`)
        .join("; ");
      for (const door of [{ prefix: "/t/luna" }, { host: "luna.localhost" }, { host: luna.customHost }]) {
        for (const key of [undefined, bella.key, bella.tokens["look"]]) {
          const answer = await attack(route, { ...door, cookie, ...(key !== undefined && { key }) });
          const namesThings = /\/v1\/public\/(availability|staff|holds|bookings|waitlist)/.test(route.url);
          expect(namesThings ? answer.status === 404 : answer.status < 500).toBe(true);
        }
      }
    },
  );

  test.each(under("open").filter(([, { site }]) => site !== "tenant"))(
    "%s shows nothing of any business",
    async (_title, route) => {
      for (const key of [undefined, bella.key]) {
        const answer = await attack(route, { ...(key !== undefined && { key }) });
        expect(answer.status).toBeLessThan(500);
      }
    },
  );
});

describe("a route of the platform", () => {
  test.each(under("platform"))("%s accepts no business's key", async (_title, { method, url, site }) => {
    const route = { method, site, url: url.replace(":slug", "bella") };
    expect((await attack(route, {})).status).toBe(401);
    expect((await attack(route, { key: "garbage" })).status).toBe(401);
    expect((await attack(route, { key: luna.key })).status).toBe(403);
    expect((await attack(route, { key: bella.key })).status).toBe(403);
  });

  test.each([...under("platform"), ...under("dev")])(
    "%s is not on a business's site",
    async (_title, route) => {
      for (const door of [...BELLAS_DOORS, { prefix: "/t/luna" }, { host: luna.customHost }])
        expect((await attack(route, { ...door, key: PLATFORM_KEY })).status).toBe(404);
    },
  );

  test.each(under("operator"))("%s is closed to strangers", async (_title, { method, url }) => {
    const far = await app.app.inject({
      method: method as "GET",
      url,
      remoteAddress: "203.0.113.7",
      headers: { authorization: `Bearer ${luna.key}` },
    });
    expect(far.statusCode).toBe(401);
    expectNothingOfBella({ status: 401, headers: far.headers, text: far.body, body: undefined }, "");
  });
});
