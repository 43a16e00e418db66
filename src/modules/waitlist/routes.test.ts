import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { type Ask, PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";

let app: TestApp;
const ids: Record<string, string> = {};

beforeAll(async () => {
  app = await startTestApp();
  const policies = {
    min_notice_minutes: 0,
    cancellation_notice_minutes: 0,
    waitlist: { quiet_hours: null },
  };
  const week = Object.fromEntries(
    ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "17:00"]]]),
  );
  const services = [
    { ref: "cut", name: "Haircut", duration_minutes: 60, slot_interval_minutes: 60, price_cents: 4500 },
    { ref: "perm", name: "Perm", duration_minutes: 60, active: false },
    { ref: "nails", name: "Nails", duration_minutes: 60 },
  ];
  const staff = [
    { ref: "mia", name: "Mia", services: ["cut", "perm"] },
    { ref: "noa", name: "Noa", services: ["nails"] },
  ];
  for (const [slug, plan] of [
    ["luna", "standard"],
    ["bella", "starter"],
  ] as const) {
    await app.addTenant({ slug, plan, hours: week, policies, services, staff });
    for (const what of ["services", "staff"]) {
      const { body } = await app.ask("GET", `/t/${slug}/v1/admin/${what}`, { key: PLATFORM_KEY });
      for (const item of body.items) ids[`${slug} ${item.ref}`] = item.id;
    }
  }
});
afterAll(() => app.close());

const pub = (method: string, path: string, more: Ask = {}) =>
  app.ask(method, `/t/luna/v1/public/${path}`, more);
const admin = (method: string, path: string, body?: unknown) =>
  app.ask(method, `/t/luna/v1/admin/${path}`, { key: PLATFORM_KEY, body });

let guests = 0;
function wish(more: Record<string, unknown> = {}) {
  guests += 1;
  return {
    service_id: ids["luna cut"],
    start_date: "2026-03-09",
    end_date: "2026-03-09",
    customer: { name: `Guest ${guests}`, email: `guest${guests}@example.com` },
    ...more,
  };
}

async function join(more: Record<string, unknown> = {}) {
  const answer = await pub("POST", "waitlist", { body: wish(more) });
  expect(answer.status).toBe(201);
  const { entry, token } = answer.body as { entry: { id: string; position: number }; token: string };
  return { entry, token, door: `waitlist/${entry.id}` };
}

async function book(start: string) {
  const answer = await pub("POST", "bookings", {
    headers: { "idempotency-key": start },
    body: { service_id: ids["luna cut"], start, customer: { name: "Ana", email: "ana@example.com" } },
  });
  expect(answer.status).toBe(201);
  const { booking, manage_token: key } = answer.body;
  return () => pub("POST", `bookings/${booking.uid}/cancel`, { key, body: {} });
}

describe("joining", () => {
  test("returns the entry, its place and the token that opens it", async () => {
    const answer = await pub("POST", "waitlist", { body: wish({ from_time: "09:00", to_time: "24:00" }) });
    expect(answer).toMatchObject({
      status: 201,
      body: { entry: { status: "waiting", position: 1, service: { name: "Haircut" }, staff: null } },
    });
    const { entry, token, status_url: url } = answer.body;
    expect(url).toBe(`http://localhost:3000/t/luna/w/${entry.id}?token=${token}`);
    const second = await join();
    expect(second.entry.position).toBe(2);
    expect((await pub("DELETE", `waitlist/${entry.id}`, { key: token })).status).toBe(204);
    const after = await pub("GET", second.door, { key: second.token });
    expect(after.body.entry).toMatchObject({ position: 1, status: "waiting" });
    expect((await pub("DELETE", second.door, { key: second.token })).status).toBe(204);
    expect((await pub("GET", second.door, { key: second.token })).body.entry).toMatchObject({
      status: "closed",
      position: null,
    });
  });

  test("twice with the same key makes one entry", async () => {
    const body = wish();
    const ask = () => pub("POST", "waitlist", { body, headers: { "idempotency-key": "once" } });
    const [first, again] = [await ask(), await ask()];
    expect(again.body).toEqual(first.body);
    await pub("DELETE", `waitlist/${first.body.entry.id}`, { key: first.body.token });
  });

  const customer = { name: "Bea", email: "bea@example.com" };
  test.each<[string, Record<string, unknown>, number, string, string?]>([
    ["without a service", { service_id: undefined }, 400, "INVALID_ARGUMENT", "service_id"],
    ["without dates", { start_date: undefined }, 400, "INVALID_ARGUMENT", "start_date"],
    ["for a date that no calendar has", { start_date: "2026-02-30" }, 400, "INVALID_ARGUMENT", "start_date"],
    ["for a date in words", { end_date: "tomorrow" }, 400, "INVALID_ARGUMENT", "end_date"],
    ["backwards", { end_date: "2026-03-08" }, 400, "INVALID_ARGUMENT", "end_date"],
    [
      "for yesterday",
      { start_date: "2026-03-05", end_date: "2026-03-05" },
      400,
      "INVALID_ARGUMENT",
      "end_date",
    ],
    ["for a year and a day", { end_date: "2027-03-10" }, 400, "INVALID_ARGUMENT", "end_date"],
    [
      "for a far year",
      { start_date: "2099-01-01", end_date: "2099-01-02" },
      400,
      "INVALID_ARGUMENT",
      "start_date",
    ],
    ["for an hour that is none", { from_time: "25:00" }, 400, "INVALID_ARGUMENT", "from_time"],
    ["for times backwards", { from_time: "12:00", to_time: "12:00" }, 400, "INVALID_ARGUMENT", "to_time"],
    ["for minutes", { from_time: 540 }, 400, "INVALID_ARGUMENT", "from_time"],
    ["as nobody", { customer: undefined }, 400, "INVALID_ARGUMENT", "customer"],
    ["out of reach", { customer: { name: "Bea" } }, 400, "INVALID_ARGUMENT", "customer"],
    [
      "with a mail of two lines",
      { customer: { ...customer, email: "a@b.c\r\nBcc: d@e.f" } },
      400,
      "INVALID_ARGUMENT",
      "customer.email",
    ],
    ["with consent in words", { consent_sms: "yes" }, 400, "INVALID_ARGUMENT", "consent_sms"],
    ["with wishes in words", { auto_book: "true" }, 400, "INVALID_ARGUMENT", "auto_book"],
    ["with more than there is", { priority: 1 }, 400, "INVALID_ARGUMENT", "priority"],
    ["for a service that is not there", { service_id: "nothing" }, 404, "NOT_FOUND"],
    ["with somebody who is not there", { staff_id: "nobody" }, 404, "NOT_FOUND"],
  ])("%s is refused", async (_how, more, status, reason, path) => {
    const answer = await pub("POST", "waitlist", { body: wish(more) });
    expect(answer).toMatchObject({ status, body: { error: { reason } } });
    expect(answer.body.error.details?.path).toBe(path);
  });

  test("is refused for a service that is not offered, or with somebody who does not do it", async () => {
    const perm = await pub("POST", "waitlist", { body: wish({ service_id: ids["luna perm"] }) });
    expect(perm).toMatchObject({ status: 409, body: { error: { reason: "SERVICE_NOT_OFFERED" } } });
    const noa = await pub("POST", "waitlist", { body: wish({ staff_id: ids["luna noa"] }) });
    expect(noa).toMatchObject({ status: 400, body: { error: { details: { path: "staff_id" } } } });
    const bellas = await pub("POST", "waitlist", { body: wish({ service_id: ids["bella cut"] }) });
    expect(bellas.status).toBe(404);
  });

  test("is not part of every plan", async () => {
    const body = wish({ service_id: ids["bella cut"] });
    const answer = await app.ask("POST", "/t/bella/v1/public/waitlist", { body });
    expect(answer).toMatchObject({
      status: 403,
      body: { error: { reason: "PLAN_LIMIT", details: { feature: "waitlist" } } },
    });
    expect(answer.body.error.message).toContain("doesn't include a waitlist");
  });

  test("is limited by IP address: ten in an hour", async () => {
    const strict = await startTestApp({ settings: { RATE_LIMITS: "on" } });
    await strict.addTenant({ slug: "luna", plan: "standard" });
    const asked = await Promise.all(
      Array.from({ length: 11 }, () => strict.ask("POST", "/t/luna/v1/public/waitlist", { body: {} })),
    );
    expect(asked.map(({ status }) => status)).toEqual([...Array<number>(10).fill(400), 429]);
    await strict.close();
  });
});

describe("an entry", () => {
  test("opens to its own token only; all other tokens get the same answer", async () => {
    const [bea, cleo] = [await join(), await join()];
    const answers = new Set<string>();
    for (const key of [undefined, "", "garbage", cleo.token, PLATFORM_KEY]) {
      for (const [method, path] of [
        ["GET", bea.door],
        ["POST", `${bea.door}/accept`],
        ["POST", `${bea.door}/decline`],
        ["DELETE", bea.door],
        ["GET", "waitlist/01kk1tk8c08pn1a4v618zsnj2z"],
      ] as const) {
        const answer = await pub(method, path, key === undefined ? {} : { key });
        expect(answer.status).toBe(404);
        answers.add(answer.text.replace(/"request_id":"[^"]*"/, ""));
      }
    }
    expect([...answers]).toHaveLength(1);
    for (const { door, token } of [bea, cleo]) await pub("DELETE", door, { key: token });
  });

  test("is offered freed time, which nobody else is then shown", async () => {
    const cancel = await book("2026-03-09T13:00:00Z");
    const { door, token } = await join();
    expect((await pub("POST", `${door}/accept`, { key: token })).body.error).toMatchObject({
      reason: "OFFER_GONE",
    });
    await cancel();
    const { body } = await pub("GET", door, { key: token });
    expect(body.entry).toMatchObject({
      status: "offered",
      offer: {
        start: "2026-03-09T13:00:00Z",
        start_local: "2026-03-09T09:00",
        expires_at: "2026-03-06T15:15:00Z",
        staff: { name: "Mia" },
      },
    });
    const listed = await pub("GET", `availability?service_id=${ids["luna cut"]}&date=2026-03-09`);
    expect(listed.body.slots.map((slot: { start: string }) => slot.start)).not.toContain(
      "2026-03-09T13:00:00Z",
    );
    const [first, again] = [
      await pub("POST", `${door}/accept`, { key: token, body: {} }),
      await pub("POST", `${door}/accept`, { key: token }),
    ];
    expect(first).toMatchObject({
      status: 200,
      body: { booking: { source: "waitlist", status: "confirmed" } },
    });
    expect(again.body).toEqual(first.body);
    const managed = await pub("GET", `bookings/${first.body.booking.uid}`, { key: first.body.manage_token });
    expect(managed.status).toBe(200);
    const metrics = await app.ask("GET", "/metrics");
    expect(metrics.text).toMatch(/frontdesk_waitlist_total\{outcome="accepted"\} 1/);
  });

  test("is refused a late answer, and keeps its place", async () => {
    const cancel = await book("2026-03-09T14:00:00Z");
    const { door, token } = await join({ from_time: "10:00", to_time: "11:00" });
    await cancel();
    app.clock.advance(15 * MINUTE);
    expect(await pub("POST", `${door}/accept`, { key: token })).toMatchObject({
      status: 409,
      body: {
        error: { code: "CONFLICT", reason: "OFFER_GONE", details: { status: "waiting", position: 1 } },
      },
    });
    await pub("DELETE", door, { key: token });
  });

  test("declines with an empty body or none", async () => {
    const cancel = await book("2026-03-09T15:00:00Z");
    const { door, token } = await join({ from_time: "11:00", to_time: "12:00" });
    await cancel();
    expect((await pub("POST", `${door}/decline`, { key: token, body: { why: "" } })).status).toBe(400);
    const declined = await pub("POST", `${door}/decline`, { key: token });
    expect(declined).toMatchObject({ status: 200, body: { entry: { status: "waiting", position: 1 } } });
    expect((await pub("POST", `${door}/decline`, { key: token, body: {} })).status).toBe(200);
    await pub("DELETE", door, { key: token });
  });
});

test("gives one of two who accept the same time at once a visit", async () => {
  const mode = { waitlist: { quiet_hours: null, mode: "everyone_at_once" } };
  const { body: policies } = await admin("GET", "policies");
  await admin("PUT", "policies", { ...policies.document, ...mode, min_notice_minutes: 0 });
  const cancel = await book("2026-03-09T16:00:00Z");
  const waiting = [await join(), await join(), await join()];
  await cancel();
  const accepted = await Promise.all(
    waiting.map(({ door, token }) => pub("POST", `${door}/accept`, { key: token })),
  );
  expect(accepted.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  expect(accepted.filter(({ body }) => body.error?.reason === "OFFER_GONE")).toHaveLength(2);
  const { body } = await admin("GET", "bookings?start_date=2026-03-09&end_date=2026-03-09&status=confirmed");
  const noon = body.items.filter((item: { start: string }) => item.start === "2026-03-09T16:00:00Z");
  expect(noon).toHaveLength(1);
  for (const { door, token } of waiting) await pub("DELETE", door, { key: token });
});

describe("the business", () => {
  test("lists entries in order, finds them by name, page by page, and sees why", async () => {
    const [bea, cleo] = [
      await admin("POST", "waitlist", wish({ customer: { name: "Bea Ruiz", email: "bea@example.com" } })),
      await admin("POST", "waitlist", wish({ customer: { name: "Cleo", email: "cleo@example.com" } })),
    ];
    expect(bea).toMatchObject({ status: 201, headers: { etag: '"v1"' }, body: { status: "waiting" } });
    const first = await admin("GET", "waitlist?status=waiting&limit=1");
    const second = await admin("GET", `waitlist?status=waiting&limit=1&cursor=${first.body.next_cursor}`);
    expect([first, second].map(({ body }) => body.items[0].customer.name)).toEqual(["Bea Ruiz", "Cleo"]);
    expect((await admin("GET", "waitlist?q=ruiz")).body.items).toHaveLength(1);

    const cancel = await book("2026-03-09T17:00:00Z");
    await cancel();
    const offered = await admin("GET", `waitlist/${bea.body.id}`);
    expect(offered.body).toMatchObject({
      status: "offered",
      decisions: [
        { outcome: "offered", why: expect.stringContaining("asked"), freed_slot: { cause: "cancelled" } },
      ],
      offers: [{ state: "open", start_local: "2026-03-09T13:00" }],
    });
    for (const { body } of [bea, cleo])
      expect((await admin("DELETE", `waitlist/${body.id}`)).status).toBe(204);
    expect((await admin("GET", `waitlist/${bea.body.id}`)).body).toMatchObject({
      status: "closed",
      closed_reason: "removed",
    });
  });

  test("offers somebody a time out of turn, if it fits", async () => {
    const early = await admin("POST", "waitlist", wish({ start_date: "2026-03-10", end_date: "2026-03-10" }));
    const bea = await admin("POST", "waitlist", wish({ start_date: "2026-03-10", end_date: "2026-03-10" }));
    const offer = `waitlist/${bea.body.id}/offer`;
    expect((await admin("POST", offer, { start: "2026-03-10" })).body.error.details.path).toBe("start");
    expect(await admin("POST", offer, { start: "2026-03-10T13:10:00Z" })).toMatchObject({
      status: 409,
      body: { error: { reason: "SLOT_NOT_AVAILABLE", details: { alternatives: expect.any(Array) } } },
    });
    const made = await admin("POST", offer);
    expect(made).toMatchObject({
      status: 200,
      body: { status: "offered", offer: { start: "2026-03-10T13:00:00Z" } },
    });
    expect((await admin("POST", offer)).status).toBe(409);
    expect((await admin("GET", `waitlist/${bea.body.id}`)).body.decisions[0]).toMatchObject({
      reason: "chosen_by_owner",
    });
    expect((await admin("DELETE", `waitlist/${bea.body.id}`)).status).toBe(204);
    const listed = await pub("GET", `availability?service_id=${ids["luna cut"]}&date=2026-03-10`);
    expect(listed.body.slots[0].start).toBe("2026-03-10T13:00:00Z");
    expect((await admin("GET", `waitlist/${early.body.id}`)).body.status).toBe("waiting");
    expect((await admin("POST", offer)).status).toBe(409);
    await admin("DELETE", `waitlist/${early.body.id}`);
  });

  test.each([
    ["POST", "waitlist", { customer_id: "x", customer: { name: "A", email: "a@b.example" } }, 400],
    ["POST", "waitlist", { customer: undefined }, 400],
    ["POST", "waitlist", { customer: undefined, customer_id: "nobody" }, 404],
  ])("%s %s with %o is refused", async (method, path, more, status) => {
    expect((await admin(method, path, wish(more))).status).toBe(status);
  });

  test.each([
    ["GET", "waitlist/01kk1tk8c08pn1a4v618zsnj2z", 404],
    ["DELETE", "waitlist/01kk1tk8c08pn1a4v618zsnj2z", 404],
    ["POST", "waitlist/01kk1tk8c08pn1a4v618zsnj2z/offer", 404],
    ["GET", "waitlist?cursor=x", 400],
    ["GET", "waitlist?status=lost", 400],
    ["GET", "waitlist?limit=0", 400],
  ])("%s %s is %s", async (method, path, status) => {
    expect((await admin(method, path)).status).toBe(status);
  });
});
