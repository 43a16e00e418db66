import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Answer, PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";
import { fastest } from "#test/fastest.ts";
import { aDocument } from "#test/tenant-documents.ts";

/** Inputs each of which was once somebody's security hole or lost afternoon, and the expected answers. */
let app: TestApp;
let serviceId: string;
let bellasServiceId: string;

const CUSTOMER = { name: "Ana", email: "ana@luna.example" };
const MONDAY_AT_TEN = "2026-03-09T14:00:00Z";

beforeAll(async () => {
  app = await startTestApp();
  await app.addTenant({
    slug: "luna",
    profile: { business_name: "Luna Hair", time_zone: "America/New_York", country: "US" },
  });
  await app.addTenant({ slug: "bella" });
  serviceId = await firstServiceOf("luna");
  bellasServiceId = await firstServiceOf("bella");
});
afterAll(() => app.close());

async function firstServiceOf(slug: string): Promise<string> {
  return (await app.ask("GET", `/t/${slug}/v1/admin/services`, { key: PLATFORM_KEY })).body.items[0].id;
}

let keys = 0;

function book(changes: Readonly<Record<string, unknown>>, key = `key-${keys++}`): Promise<Answer> {
  const body = { service_id: serviceId, start: MONDAY_AT_TEN, customer: CUSTOMER, ...changes };
  return app.ask("POST", "/t/luna/v1/public/bookings", { body, headers: { "idempotency-key": key } });
}

async function hold(payload: string | Buffer, type = "application/json") {
  const headers = { "content-type": type };
  const answer = await app.app.inject({ method: "POST", url: "/t/luna/v1/public/holds", headers, payload });
  return { status: answer.statusCode, body: answer.json() };
}

const goodHold = (more = "") => `{"service_id":"${serviceId}","start":"${MONDAY_AT_TEN}"${more}}`;

describe("a body", () => {
  test.each([
    ["that is cut off", 400, () => goodHold().slice(0, -1)],
    ["that is a list", 400, () => "[]"],
    ["that is null", 400, () => "null"],
    ["that is empty", 400, () => ""],
    ["of 100,000 nested lists", 400, () => "[".repeat(100_000) + "]".repeat(100_000)],
    [
      "with 100,000 nested lists in a field",
      400,
      () => goodHold(`,"x":${"[".repeat(100_000)}${"]".repeat(100_000)}`),
    ],
    [
      "with 20,000 unknown keys",
      400,
      () => goodHold(Array.from({ length: 20_000 }, (_, i) => `,"k${i}":1`).join("")),
    ],
    ["of 2 MB", 413, () => goodHold(`,"x":"${"a".repeat(2_000_000)}"`)],
    ["with __proto__", 400, () => goodHold(',"__proto__":{"admin":true}')],
    ["with an escaped __proto__", 400, () => goodHold(',"\\u005f_proto__":{"admin":true}')],
    ["with constructor.prototype", 400, () => goodHold(',"constructor":{"prototype":{"admin":true}}')],
    ["with an unknown key", 400, () => goodHold(',"admin":true')],
    ["with a number for a text", 400, () => goodHold(',"staff_id":7')],
    ["with null for a text", 400, () => goodHold(',"staff_id":null')],
    ["with NaN", 400, () => goodHold(',"staff_id":NaN')],
    ["with NUL", 400, () => goodHold(',"staff_id":"a\\u0000"')],
    ["with half a character", 400, () => goodHold(',"staff_id":"\\ud83d"')],
  ])("%s is answered with %i", async (_what, status, payload) => {
    const answer = await hold(payload());
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body).length).toBeLessThan(5_000);
  });

  test("of 100,000 nested lists takes no time", async () => {
    const payload = "[".repeat(100_000) + "]".repeat(100_000);
    expect(await fastest(50, () => hold(payload))).toBeLessThan(50);
  });

  test("may begin with a byte order mark", async () => {
    expect((await hold(`\uFEFF${goodHold()}`)).status).toBe(201);
  });

  test("counts the last of two equal keys", async () => {
    expect((await hold(goodHold(',"start":"never"'))).status).toBe(400);
    const withLate = goodHold().replace('"start"', '"start":"never","start"').replace("14:00", "15:00");
    expect((await hold(withLate)).status).toBe(201);
  });
});

describe("a booking", () => {
  test.each([
    ["that began yesterday", 400, { start: "2026-03-05T14:00:00Z" }],
    ["in the year 9999", 400, { start: "9999-03-09T14:00:00Z" }],
    ["without a zone, when the clocks skip it", 400, { start: "2026-03-08T02:30" }],
    ["on a day that is none", 400, { start: "2026-02-30T14:00:00Z" }],
    ["for an instant in figures", 400, { start: 1_773_064_800_000 }],
    ["of another business's service", 404, () => ({ service_id: bellasServiceId })],
    ["of a service that is none", 404, { service_id: "01hzzzzzzzzzzzzzzzzzzzzzzz" }],
    ["with a price as text", 400, { expected_price_cents: "4500" }],
    ["for a customer who cannot be reached", 400, { customer: { name: "Ana" } }],
    ["for a customer without a name", 400, { customer: { name: " ", email: "ana@luna.example" } }],
    ["with a premium-rate number", 400, { customer: { name: "Ana", phone: "+19005551234" } }],
    ["with a number that is none", 400, { customer: { name: "Ana", phone: "12" } }],
    [
      "with a mail address that goes on",
      400,
      { customer: { name: "Ana", email: "a@b.example\r\nBcc: c@d.example" } },
    ],
    ["with a name of two lines", 400, { customer: { name: "Ana\r\nX: y", email: "ana@luna.example" } }],
    ["with notes of 100 kB", 400, { notes: "a".repeat(100_000) }],
  ])("%s is answered with %i", async (_what, status, changes) => {
    const answer = await book(typeof changes === "function" ? changes() : changes);
    expect(answer.body.error.code).toBe(status === 404 ? "NOT_FOUND" : "INVALID_ARGUMENT");
    expect(answer.status).toBe(status);
  });

  test.each(["1e400", "-0", "NaN", "45.5", "-1", "0x10", "1_000", "9007199254740993"])(
    "with a price of %s is refused",
    async (price) => {
      const headers = { "idempotency-key": price, "content-type": "application/json" };
      const payload = goodHold(`,"customer":${JSON.stringify(CUSTOMER)},"expected_price_cents":${price}`);
      const answer = await app.app.inject({
        method: "POST",
        url: "/t/luna/v1/public/bookings",
        headers,
        payload,
      });
      expect(answer.statusCode).toBe(400);
    },
  );

  test("names the field at fault and does not repeat its value", async () => {
    const answer = await book({ customer: { name: "Ana", email: "secret-canary@" } });
    expect(answer.body.error).toEqual({
      code: "INVALID_ARGUMENT",
      reason: "INVALID_ARGUMENT",
      message: expect.stringContaining("customer.email"),
      details: expect.objectContaining({ path: "customer.email" }),
      request_id: answer.headers["x-request-id"],
    });
    expect(answer.text).not.toContain("canary");
  });

  test("keeps names as they are written", async () => {
    const name = '<script>alert(1)</script> =HYPERLINK("x")';
    const answer = await book({
      start: "2026-03-09T16:00:00Z",
      customer: { name, email: "ana@luna.example" },
    });
    expect(answer.status).toBe(201);
    expect(answer.body.booking.customer.name).toBe(name);
  });

  test("with an Idempotency-Key that was used for a different one is refused", async () => {
    const first = await book({ start: "2026-03-09T17:00:00Z" }, "one-key");
    const again = await book({ start: "2026-03-09T17:00:00Z" }, "one-key");
    const other = await book({ start: "2026-03-09T18:00:00Z" }, "one-key");
    expect([first.status, again.status, other.status]).toEqual([201, 201, 409]);
    expect(again.body).toEqual(first.body);
    expect(other.body.error.reason).toBe("IDEMPOTENCY_MISMATCH");
  });

  test.each(["", "naïve", "x".repeat(300), "a\tb"])("with the Idempotency-Key %j is refused", async (key) => {
    expect((await book({}, key)).status).toBe(400);
  });

  test("is shown to nobody without its own token", async () => {
    const booked = await book({ start: "2026-03-09T19:00:00Z" });
    const url = `/t/luna/v1/public/bookings/${booked.body.booking.uid}`;
    const token: string = booked.body.manage_token;
    const forged = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    expect((await app.ask("GET", url, { key: token })).status).toBe(200);
    const refusals = [
      await app.ask("GET", url),
      await app.ask("GET", url, { key: forged }),
      await app.ask("GET", `/t/bella/v1/public/bookings/${booked.body.booking.uid}`, { key: token }),
      await app.ask("GET", "/t/luna/v1/public/bookings/unknown", { key: token }),
    ];
    for (const { status, body } of refusals) {
      expect(status).toBe(404);
      expect(body.error.message).toBe(refusals[0]?.body.error.message);
    }
    expect((await app.ask("GET", "/t/luna/v1/public/bookings/a%00b", { key: token })).status).toBe(404);
  });
});

describe("a new business", () => {
  test.each(["../x", "con", "a".repeat(64), "💇", "lunа", "Luna", "-luna", "xn--lun-dma", "", "www"])(
    "cannot be called %j",
    async (slug) => {
      const answer = await app.ask("POST", "/v1/admin/tenants", {
        key: PLATFORM_KEY,
        body: aDocument({ slug }),
      });
      expect(answer.status).toBe(400);
      expect(answer.body.error.details.path).toBe("slug");
    },
  );

  test("is told each unknown key by its path", async () => {
    const services = [{ ref: "cut", name: "Haircut", duration_minutes: 30, price_cents: 4500, prise: 1 }];
    const body = aDocument({ slug: "nora", services });
    const answer = await app.ask("POST", "/v1/admin/tenants", { key: PLATFORM_KEY, body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.path).toBe("services.0.prise");
  });
});

describe("a list", () => {
  test.each([
    "cursor=%27%20or%201=1",
    "cursor=e30",
    "limit=0",
    "limit=1e9",
    "limit=1&limit=2",
    "sort=name",
    "q=%00",
  ])("asked for with ?%s is refused", async (query) => {
    const answer = await app.ask("GET", `/t/luna/v1/admin/customers?${query}`, { key: PLATFORM_KEY });
    expect(answer.status).toBe(400);
  });

  test.each(["'; drop table customers; --", '" OR *', "NEAR(", "%_\\"])(
    "searched for %j answers",
    async (text) => {
      const url = `/t/luna/v1/admin/customers?q=${encodeURIComponent(text)}`;
      expect((await app.ask("GET", url, { key: PLATFORM_KEY })).status).toBe(200);
    },
  );
});
