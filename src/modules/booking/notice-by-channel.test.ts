import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { MINUTE, formatInstant } from "#kernel/instant.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { aVisitor, buttons } from "#test/visitor.ts";

/**
 * The service's own notice takes precedence over the channel's, and that over the policy's (SCHEDULING rule
 * 7). It is 10:00, the salon is open from then on, and visits start every half hour. An owner who calls the
 * API with a key counts as that channel.
 */
type Case = [what: string, settings: Settings, expected: { readonly page: number; readonly api: number }];
type Settings = { readonly policy: number; readonly channels?: object; readonly service?: number };
const CASES: readonly Case[] = [
  ["the policy's alone", { policy: 60 }, { page: 60, api: 60 }],
  ["the page's", { policy: 60, channels: { page: 120 } }, { page: 120, api: 60 }],
  ["the API's", { policy: 60, channels: { api: 240 } }, { page: 60, api: 240 }],
  ["one for each", { policy: 60, channels: { page: 120, api: 240 } }, { page: 120, api: 240 }],
  ["none at all for the page", { policy: 60, channels: { page: 0 } }, { page: 0, api: 60 }],
  ["less for the API than for others", { policy: 120, channels: { api: 30 } }, { page: 120, api: 30 }],
  ["another channel's", { policy: 60, channels: { phone: 600, chat: 600 } }, { page: 60, api: 60 }],
  [
    "the service's, over longer ones",
    { policy: 180, channels: { page: 120, api: 240 }, service: 90 },
    { page: 90, api: 90 },
  ],
  [
    "the service's, over shorter ones",
    { policy: 60, channels: { page: 0, api: 30 }, service: 300 },
    { page: 300, api: 300 },
  ],
  [
    "none for the service",
    { policy: 60, channels: { page: 120, api: 240 }, service: 0 },
    { page: 0, api: 0 },
  ],
];

let luna: Luna;
beforeAll(async () => {
  luna = await startLuna();
});
afterAll(() => luna.app.close());

const after = (minutes: number): string => formatInstant(luna.app.clock.now() + minutes * MINUTE);

async function configure({ policy, channels = {}, service }: Settings): Promise<void> {
  const key = "luna-key";
  const policies = { min_notice_minutes: policy, notice_by_channel: channels };
  const put = await luna.app.ask("PUT", "/t/luna/v1/admin/policies", { key, body: policies });
  const body = { min_notice_minutes: service ?? null };
  const patch = await luna.app.ask("PATCH", `/t/luna/v1/admin/services/${luna.ids.cut}`, { key, body });
  expect([put.status, patch.status]).toEqual([200, 200]);
}

let requests = 0;
const post = (path: string, start: string, more: object = {}) =>
  luna.app.ask("POST", `/t/luna/v1/${path}`, {
    key: "luna-key",
    headers: { "idempotency-key": `notice-${++requests}` },
    body: { service_id: luna.ids.cut, start, customer: { name: "Ana", email: "ana@example.com" }, ...more },
  });
const cancel = (uid: string) =>
  luna.app.ask("POST", `/t/luna/v1/admin/bookings/${uid}/cancel`, { key: "luna-key", body: {} });

const TOO_SOON = { status: 409, body: { error: { reason: "TOO_SOON" } } };

describe.each(CASES)("notice: %s", (_, settings, { page, api }) => {
  beforeAll(() => configure(settings));

  test("on the page", async () => {
    const visitor = aVisitor(luna.app);
    const times = await visitor.get(`/t/luna/book?service=${luna.ids.cut}&staff=any`);
    expect(buttons(times.html, "start")[0]).toBe(after(page));
    const wanted = { service: luna.ids.cut, staff: "any" };
    const early = await visitor.post("/t/luna/book/hold", { ...wanted, start: after(page - 30) });
    // A start in the past is never a choice.
    expect(early.status).toBe(page === 0 ? 400 : 409);
    const held = await visitor.post("/t/luna/book/hold", { ...wanted, start: after(page) });
    expect(held.status).toBe(303);
    const hold = new URL(held.location, "http://localhost").searchParams.get("hold");
    expect((await luna.app.ask("DELETE", `/t/luna/v1/public/holds/${hold}`)).status).toBe(204);
  });

  test("over the API, for customers and with the owner's key", async () => {
    const today = `service_id=${luna.ids.cut}&date=2026-03-06`;
    const listed = await luna.app.ask("GET", `/t/luna/v1/public/availability?${today}`);
    expect(listed.body.slots[0].start).toBe(after(api));
    for (const path of ["public/bookings", "admin/bookings"]) {
      const early = await post(path, after(api - 30));
      expect(early).toMatchObject(api === 0 ? { status: 400 } : TOO_SOON);
      const booked = await post(path, after(api));
      expect(booked.status).toBe(201);
      await cancel(booked.body.booking.uid);
    }
  });

  test.skipIf(api === 0)("may be set aside by the owner, who is told", async () => {
    const early = await post("admin/bookings", after(api - 30), { override: true });
    expect(early).toMatchObject({ status: 201, body: { warnings: ["inside_notice"] } });
    await cancel(early.body.booking.uid);
  });
});
