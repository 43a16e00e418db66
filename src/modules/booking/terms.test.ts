import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { type Luna, startLuna } from "#test/luna-hair.ts";

import { isSurprise } from "./terms.ts";

const TERMS = {
  service_name: "Haircut",
  duration_minutes: 30,
  steps: [{ minutes: 30 }],
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  capacity: 1,
  resource_ids: [],
  deposit_cents: 0,
};
const OFFER = { serviceId: "cut", priceCents: 4500, currency: "USD", terms: TERMS };
const HELD = {
  service_id: "cut",
  staff_id: "mia",
  start_at: 0,
  end_at: 1,
  price_cents: 4500,
  terms: TERMS,
  staff_choice: { rule: "requested", among: ["mia"] },
} as const;
const HELD_CHEAPER = { ...HELD, price_cents: 4000 };
const HELD_SHORTER = { ...HELD, terms: { ...TERMS, duration_minutes: 20 } };

test.each([
  ["was shown nothing", {}, undefined, false],
  ["was shown the price", { expectedPriceCents: 4500 }, undefined, false],
  ["was shown another price", { expectedPriceCents: 4400 }, undefined, true],
  ["was shown the length", { expectedDurationMinutes: 30 }, undefined, false],
  ["was shown another length", { expectedDurationMinutes: 45 }, undefined, true],
  ["holds it under these terms", {}, HELD, false],
  ["holds it at another price", {}, HELD_CHEAPER, true],
  ["holds it at another length", {}, HELD_SHORTER, true],
  ["holds it at another price but was shown this one", { expectedPriceCents: 4500 }, HELD_CHEAPER, false],
  ["holds it at another length but was shown this one", { expectedDurationMinutes: 30 }, HELD_SHORTER, false],
  ["was shown the price but holds another length", { expectedPriceCents: 4500 }, HELD_SHORTER, true],
])("who %s", (_, shown, held, surprised) => {
  expect(isSurprise(shown, OFFER, held)).toBe(surprised);
});

describe("over the API", () => {
  let luna: Luna;
  let key = 0;
  const customer = { name: "Ana Ruiz", email: "ana@example.com" };
  const start = "2026-03-06T18:00:00Z";

  beforeAll(async () => {
    luna = await startLuna();
  });
  afterAll(() => luna.app.close());
  beforeEach(() => changeCut({ price_cents: 4500, duration_minutes: 30 }));

  const post = (path: string, body: object, token?: string) =>
    luna.app.ask("POST", `/t/luna/v1/${path}`, {
      body,
      headers: { "idempotency-key": `terms-${++key}` },
      ...(token !== undefined && { key: token }),
    });
  const changeCut = (body: object) =>
    luna.app.ask("PATCH", `/t/luna/v1/admin/services/${luna.ids.cut}`, { key: "luna-key", body });
  const cut = (more: object = {}) => ({ service_id: luna.ids.cut, start, ...more });
  const NEW_TERMS = { price_cents: 5000, currency: "USD", duration_minutes: 45, deposit_cents: 0 };
  const CHANGED = { status: 409, body: { error: { reason: "TERMS_CHANGED", details: NEW_TERMS } } };

  test.each([{ expected_price_cents: 4500 }, { expected_duration_minutes: 30 }])(
    "a hold, a booking and the owner's booking that expect %j are refused with the new terms",
    async (shown) => {
      await changeCut({ price_cents: 5000, duration_minutes: 45 });
      expect(await post("public/holds", cut(shown))).toMatchObject(CHANGED);
      expect(await post("public/bookings", cut({ customer, ...shown }))).toMatchObject(CHANGED);
      expect(await post("admin/bookings", cut({ customer, ...shown }), "luna-key")).toMatchObject(CHANGED);
    },
  );

  test("a hold says its terms; when they change, the new ones must be seen before it is used", async () => {
    const held = await post("public/holds", cut());
    expect(held.body).toMatchObject({ price_cents: 4500, duration_minutes: 30 });
    await changeCut({ price_cents: 5000, duration_minutes: 45 });
    const wish = cut({ customer, hold_id: held.body.hold_id });
    expect(await post("public/bookings", wish)).toMatchObject(CHANGED);
    const seen = { expected_price_cents: 5000, expected_duration_minutes: 45 };
    const booked = await post("public/bookings", { ...wish, ...seen });
    expect(booked).toMatchObject({ status: 201, body: { booking: { price_cents: 5000 } } });
    await post(`admin/bookings/${booked.body.booking.uid}/cancel`, {}, "luna-key");
  });

  test("a service that became too long for its slot is a change of terms, not a slot that was taken", async () => {
    const mia = { staff_id: luna.ids.mia };
    const held = await post("public/holds", cut(mia));
    const next = await post("public/bookings", cut({ ...mia, customer, start: "2026-03-06T18:30:00Z" }));
    await changeCut({ price_cents: 5000, duration_minutes: 45 });
    const wish = cut({ ...mia, customer, hold_id: held.body.hold_id });
    expect(await post("public/bookings", wish)).toMatchObject(CHANGED);
    const seen = { expected_price_cents: 5000, expected_duration_minutes: 45 };
    const taken = { status: 409, body: { error: { reason: "SLOT_TAKEN" } } };
    expect(await post("public/bookings", { ...wish, ...seen })).toMatchObject(taken);
    await post(`admin/bookings/${next.body.booking.uid}/cancel`, {}, "luna-key");
  });

  test("a visit is moved under its own terms, and only for those who know them", async () => {
    const { body } = await post("public/bookings", cut({ customer, start: "2026-03-06T20:00:00Z" }));
    await changeCut({ price_cents: 5000, duration_minutes: 45 });
    const path = `public/bookings/${body.booking.uid}/reschedule`;
    const own = { price_cents: 4500, duration_minutes: 30 };
    const to = { start: "2026-03-06T21:00:00Z" };
    for (const shown of [{ expected_price_cents: 5000 }, { expected_duration_minutes: 45 }]) {
      const refused = await post(path, { ...to, ...shown }, body.manage_token);
      expect(refused).toMatchObject({
        status: 409,
        body: { error: { reason: "TERMS_CHANGED", details: own } },
      });
    }
    const shown = { expected_price_cents: 4500, expected_duration_minutes: 30 };
    const moved = await post(path, { ...to, ...shown }, body.manage_token);
    expect(moved).toMatchObject({ status: 200, body: { booking: { price_cents: 4500, start: to.start } } });
  });

  test.each([
    ["public/holds", { expected_duration_minutes: 0 }, "expected_duration_minutes"],
    ["public/holds", { expected_price_cents: -1 }, "expected_price_cents"],
    ["public/bookings", { customer, expected_duration_minutes: "30" }, "expected_duration_minutes"],
  ])("%s refuses %j", async (path, shown, wrong) => {
    expect(await post(path, cut(shown))).toMatchObject({
      status: 400,
      body: { error: { details: { path: wrong } } },
    });
  });
});
