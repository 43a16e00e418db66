import { afterAll, describe, expect, test } from "vitest";

import { PLATFORM_KEY } from "#test/app.ts";

import { type JsonSchema, schemaProblems } from "./json-schema.ts";
import { plausible, visitOf } from "./plausible.ts";
import { type Route, routesOf } from "./routes-of.ts";
import { openTwoSalons } from "./two-salons.ts";

type Operation = {
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: JsonSchema }>> }>
  >;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
};

const { app, bella } = await openTwoSalons();
afterAll(() => app.close());
const document = (await app.ask("GET", "/openapi.json")).body as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

/** The operations that succeeded, to ensure that more than refusals was compared. */
const answered = new Set<string>();
const ORDER = ["GET", "PUT", "PATCH", "POST", "DELETE"];
const described = routesOf(app.app)
  .filter((route) => route.method !== "HEAD" && operationOf(route) !== undefined)
  .toSorted((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method));

function operationOf({ method, url }: Route): Operation | undefined {
  return document.paths[url.replaceAll(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
}

describe("the served description", () => {
  test.each([
    "GET /v1/public/tenant",
    "GET /v1/public/services",
    "GET /v1/public/staff",
    "GET /v1/public/availability",
    "POST /v1/public/holds",
    "DELETE /v1/public/holds/{id}",
    "POST /v1/public/bookings",
    "POST /v1/public/bookings/preview",
    "GET /v1/public/bookings/{uid}",
    "POST /v1/public/bookings/{uid}/cancel",
    "POST /v1/public/bookings/{uid}/reschedule",
    "POST /v1/public/waitlist",
    "GET /v1/public/waitlist/{id}",
    "POST /v1/public/waitlist/{id}/accept",
    "POST /v1/public/waitlist/{id}/decline",
    "DELETE /v1/public/waitlist/{id}",
    "POST /v1/chat/session",
    "POST /v1/chat/stream",
    "GET /v1/chat/events",
    ...["GET", "POST"].map((method) => `${method} /v1/admin/waitlist`),
    ...["GET", "DELETE"].map((method) => `${method} /v1/admin/waitlist/{id}`),
    "POST /v1/admin/waitlist/{id}/offer",
    "GET /v1/admin/waitlist/{id}/explain",
    "GET /v1/admin/waitlist/chains",
    "GET /v1/admin/waitlist/chains/{id}",
    "GET /v1/admin/tenants",
    "POST /v1/admin/tenants",
    "GET /v1/admin/tenants/{slug}",
    "PATCH /v1/admin/tenants/{slug}",
    "GET /v1/admin/me",
    ...["services", "staff", "resources", "overrides", "time_off", "faqs"].flatMap((what) => [
      `GET /v1/admin/${what}`,
      `POST /v1/admin/${what}`,
      ...["GET", "PATCH", "DELETE"].map((method) => `${method} /v1/admin/${what}/{id}`),
    ]),
    ...["customers", "bookings"].flatMap((what) => [`GET /v1/admin/${what}`, `POST /v1/admin/${what}`]),
    ...["cancel", "reschedule", "check_in", "no_show", "complete"].map(
      (verb) => `POST /v1/admin/bookings/{uid}/${verb}`,
    ),
    ...["profile", "hours", "policies", "branding", "assistant", "integrations"].flatMap((what) => [
      `GET /v1/admin/${what}`,
      `PUT /v1/admin/${what}`,
    ]),
    "GET /v1/admin/conversations",
    "GET /v1/admin/conversations/{id}",
    "GET /v1/admin/api_keys",
    "POST /v1/admin/api_keys",
    "DELETE /v1/admin/api_keys/{id}",
  ])("has %s", (operation) => {
    const [method = "", path = ""] = operation.split(" ");
    expect(Object.keys(document.paths[path] ?? {})).toContain(method.toLowerCase());
  });

  test("describes the answer of each route under /v1", () => {
    const silent = described.filter((route) => {
      const answers = Object.entries(operationOf(route)?.responses ?? {});
      return !answers.some(
        ([status, { content }]) => status === "204" || (status !== "default" && content !== undefined),
      );
    });
    expect(silent.filter(({ url }) => url.startsWith("/v1/"))).toEqual([]);
  });

  test("describes the errors of each route", () => {
    const failures = described.map((route) => operationOf(route)?.responses?.["default"]?.content);
    expect(failures.filter((content) => content?.["application/json"] === undefined)).toEqual([]);
  });

  test("says which key each closed route requires", () => {
    const open = described.filter((route) => (operationOf(route)?.security ?? []).length === 0);
    expect(open.filter(({ url }) => url.startsWith("/v1/admin/") || url.includes(":uid"))).toEqual([]);
  });
});

describe("an answer matches its description", () => {
  test.each(described.map((route) => [`${route.method} ${route.url}`, route] as const))(
    "%s",
    async (_title, route) => {
      const { path, body } = plausible({ ...route, url: route.url.replace(":slug", "bella") }, bella);
      if (/\/(complete|no_show)$/.test(route.url)) app.clock.advance(5 * 24 * 60 * 60 * 1000);
      const key = route.url.startsWith("/v1/public/") ? bella.tokens[visitOf(route.url)] : PLATFORM_KEY;
      const answer = await app.ask(route.method, (route.site === "tenant" ? "/t/bella" : "") + path, {
        ...(key !== undefined && { key }),
        ...(body !== undefined && { body }),
        headers: { "idempotency-key": "described" },
      });
      expect(problemsOf(route, answer)).toEqual([]);
      if (answer.status < 400) answered.add(`${route.method} ${route.url}`);
    },
  );
});

/** Differences from the description of this status; all errors share one description. */
function problemsOf(
  route: Route,
  { status, body, text }: { status: number; body: unknown; text: string },
): string[] {
  const response = operationOf(route)?.responses?.[status >= 400 ? "default" : String(status)];
  if (response === undefined) return [`${status} is not described`];
  if (response.content === undefined) return status === 204 && text !== "" ? ["204 has a body"] : [];
  const [described] = Object.entries(response.content);
  if (!described) return [];
  const [type, { schema }] = described;
  return schemaProblems(type === "application/json" ? body : text, schema, document);
}

test("most of the described answers succeeded", () => {
  const compared = described.filter(({ method, url }) => answered.has(`${method} ${url}`));
  expect(compared.length).toBeGreaterThan(60);
});
