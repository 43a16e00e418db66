import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Answer, PLATFORM_KEY as key, startTestApp, type TestApp } from "#test/app.ts";

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await app.addTenant({ slug: "luna" });
  await app.addTenant({ slug: "bella" });
});
afterAll(() => app.close());

function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return app.ask(method, `/t/luna/v1/admin/${path}`, { key, headers, ...(body !== undefined && { body }) });
}

const PROFILE = { business_name: "Luna", time_zone: "America/New_York" };

describe("settings", () => {
  test.each(["profile", "hours", "policies", "branding", "assistant", "integrations"])(
    "%s are read and replaced",
    async (name) => {
      const before = await ask("GET", name);
      expect(before).toMatchObject({ status: 200, headers: { etag: '"v1"' } });
      expect((await ask("GET", name, undefined, { "if-none-match": '"v1"' })).status).toBe(304);
      const same = await ask("PUT", name, before.body, { "if-match": '"v1"' });
      expect(same).toMatchObject({ status: 200, headers: { etag: '"v2"' }, body: before.body });
      const stale = await ask("PUT", name, before.body, { "if-match": '"v1"' });
      expect(stale).toMatchObject({ status: 409, body: { error: { reason: "VERSION_MISMATCH" } } });
      expect(await ask("PUT", name, { ...before.body, colour: 1 })).toMatchObject({
        status: 400,
        body: { error: { details: { path: "colour" } } },
      });
      expect((await app.ask("GET", `/t/luna/v1/admin/${name}`)).status).toBe(401);
    },
  );

  test.each<[string, object, string]>([
    ["profile", { ...PROFILE, time_zone: "EST5" }, "time_zone"],
    ["profile", { ...PROFILE, time_zone: "+05:00" }, "time_zone"],
    ["profile", { ...PROFILE, phone: "212 555 0100" }, "phone"],
    ["profile", { ...PROFILE, phone: "+19005550100" }, "phone"],
    ["profile", { ...PROFILE, website_url: "javascript:alert(1)" }, "website_url"],
    ["profile", { ...PROFILE, website_url: "https://a:b@luna.example" }, "website_url"],
    ["profile", { ...PROFILE, country: "usa" }, "country"],
    ["profile", { time_zone: "UTC" }, "business_name"],
    ["hours", { mon: [["09:00", "09:00"]] }, "mon.0"],
    ["hours", { mon: [["9:00", "17:00"]] }, "mon.0.0"],
    ["hours", { mon: [["24:00", "03:00"]] }, "mon.0.0"],
    ["hours", { monday: [] }, "monday"],
    ["policies", { min_notice_minutes: -1 }, "min_notice_minutes"],
    ["policies", { booking_window_days: 0 }, "booking_window_days"],
    ["policies", { hold_minutes: 5.5 }, "hold_minutes"],
    ["policies", { waitlist: { quiet_hours: ["21:00", "21:00"] } }, "waitlist.quiet_hours"],
    ["policies", { limits: { per_day: 0 } }, "limits.per_day"],
    ["policies", { notice_by_channel: { pigeon: 1 } }, "notice_by_channel.pigeon"],
    ["branding", { primary_color: "red" }, "primary_color"],
    ["branding", { logo_url: "data:image/svg+xml,<svg/>" }, "logo_url"],
    ["branding", { logo_url: "/assets/logos/nobody.svg" }, "logo_url"],
    ["branding", { logo_url: "//cdn.example/logo.svg" }, "logo_url"],
    ["assistant", { tone: "rude" }, "tone"],
  ])("%s are not %j", async (name, body, path) => {
    expect(await ask("PUT", name, body)).toMatchObject({
      status: 400,
      body: { error: { details: { path } } },
    });
  });

  test("accept windows past midnight and to the end of the day", async () => {
    const hours = { sat: [["22:00", "03:00"]], sun: [["00:00", "24:00"]] };
    expect((await ask("PUT", "hours", hours)).body).toEqual(hours);
    expect((await ask("GET", "hours")).body).toEqual(hours);
  });

  test("get defaults for fields that are left out", async () => {
    const { body } = await ask("PUT", "policies", { min_notice_minutes: 0 });
    expect(body).toMatchObject({
      min_notice_minutes: 0,
      booking_window_days: 60,
      holidays: { country: null, skip: [] },
    });
  });

  test("are replaced once per idempotency key", async () => {
    const headers = { "idempotency-key": "paint" };
    const first = await ask("PUT", "branding", { primary_color: "#112233" }, headers);
    const again = await ask("PUT", "branding", { primary_color: "#112233" }, headers);
    expect(again.headers["etag"]).toBe(first.headers["etag"]);
    expect((await ask("PUT", "branding", { primary_color: "#332211" }, headers)).status).toBe(409);
  });

  test("of one tenant do not affect another's", async () => {
    await ask("PUT", "profile", { ...PROFILE, business_name: "Only Luna" });
    const bella = await app.ask("GET", "/t/bella/v1/admin/profile", { key });
    expect(bella.body.business_name).not.toBe("Only Luna");
  });
});

describe("the public API", () => {
  test("shows the business without its plan", async () => {
    const answer = await app.ask("GET", "/t/bella/v1/public/tenant");
    expect(answer).toMatchObject({
      status: 200,
      body: {
        slug: "bella",
        name: "Luna Hair",
        time_zone: "America/New_York",
        policies: { hold_minutes: 5 },
      },
    });
    expect(answer.text).not.toMatch(/plan|premium|starter|owner|limits|waitlist/);
  });

  test("answers 304 until something changes", async () => {
    for (const path of ["tenant", "services", "staff"]) {
      const url = `/t/bella/v1/public/${path}`;
      const { headers, status } = await app.ask("GET", url);
      const etag = String(headers["etag"]);
      expect([status, etag]).toEqual([200, expect.stringMatching(/^"[\w-]{22}"$/)]);
      expect(await app.ask("GET", url, { headers: { "if-none-match": etag } })).toMatchObject({
        status: 304,
        text: "",
      });
    }
    const before = await app.ask("GET", "/t/bella/v1/public/tenant");
    await app.ask("PUT", "/t/bella/v1/admin/profile", { key, body: { ...PROFILE, business_name: "Bella" } });
    const after = await app.ask("GET", "/t/bella/v1/public/tenant", {
      headers: { "if-none-match": String(before.headers["etag"]) },
    });
    expect(after).toMatchObject({ status: 200, body: { name: "Bella" } });
  });

  test("lists every active service, in the business's order", async () => {
    const make = (body: object) => app.ask("POST", "/t/bella/v1/admin/services", { key, body });
    await make({ name: "First", sort_order: -1 });
    const hidden = await make({ name: "Hidden", active: false });
    const { body } = await app.ask("GET", "/t/bella/v1/public/services");
    expect(body.items.map((item: { name: string }) => item.name)).toEqual(["First", "Haircut"]);
    const staff = await app.ask("GET", `/t/bella/v1/public/staff?service_id=${hidden.body.id}`);
    expect(staff.status).toBe(404);
  });

  test("lists everyone who does a service, without their email addresses", async () => {
    const admin = (path: string, body: object) => app.ask("POST", `/t/bella/v1/admin/${path}`, { key, body });
    const dye = await admin("services", { name: "Dye" });
    await admin("staff", { name: "Ana", email: "ana@bella.example", services: ["dye"] });
    await admin("staff", { name: "Gone", services: ["dye"], active: false });
    const all = await app.ask("GET", "/t/bella/v1/public/staff");
    expect(all.body.items.map((item: { name: string }) => item.name)).toEqual(["Mia", "Ana"]);
    expect(all.text).not.toContain("@");
    const some = await app.ask("GET", `/t/bella/v1/public/staff?service_id=${dye.body.id}`);
    expect(some.body.items).toMatchObject([{ name: "Ana", service_ids: [dye.body.id] }]);
    for (const query of ["service_id=nothing", `service_id=${"x".repeat(26)}`]) {
      expect((await app.ask("GET", `/t/bella/v1/public/staff?${query}`)).status).toBe(404);
    }
    const foreign = (await app.ask("GET", "/t/luna/v1/public/services")).body.items[0].id;
    expect((await app.ask("GET", `/t/bella/v1/public/staff?service_id=${foreign}`)).status).toBe(404);
    expect((await app.ask("GET", "/t/bella/v1/public/staff?service=1")).status).toBe(400);
  });
});
