import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";

let app: TestApp;
let cut: string;

afterEach(() => app.close());

/** Luna with one slot a day, which is taken on Monday. */
async function luna(waitlist = {}) {
  app = await startTestApp();
  await app.addTenant({
    slug: "luna",
    plan: "standard",
    profile: { business_name: "Luna Hair", time_zone: "America/New_York", phone: "+12125550100" },
    hours: { mon: [["09:00", "10:00"]] },
    policies: { min_notice_minutes: 0, waitlist },
    services: [{ ref: "cut", name: "Haircut", duration_minutes: 60, price_cents: 4500 }],
  });
  const services = await app.ask("GET", "/t/luna/v1/public/services");
  cut = services.body.items?.[0]?.id ?? services.body.services[0].id;
  const booked = await app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": "k" },
    body: {
      service_id: cut,
      start: "2026-03-09T13:00:00Z",
      customer: { name: "Ana", email: "ana@example.com" },
    },
  });
  expect(booked.status).toBe(201);
  return () =>
    app.ask("POST", `/t/luna/v1/public/bookings/${booked.body.booking.uid}/cancel`, {
      key: booked.body.manage_token,
      body: {},
    });
}

async function join(name: string, more = {}) {
  const answer = await app.ask("POST", "/t/luna/v1/public/waitlist", {
    body: {
      service_id: cut,
      start_date: "2026-03-09",
      end_date: "2026-03-09",
      customer: { name, email: `${name.toLowerCase()}@example.com` },
      ...more,
    },
  });
  expect(answer.status).toBe(201);
  return answer.body as { entry: { id: string }; token: string };
}

/** Everything sent so far, in order. */
async function outbox(): Promise<
  { kind: string; to: string; body: string; subject: string; channel: string }[]
> {
  await expect.poll(() => app.deps.control.countDue(app.clock.now())).toBeGreaterThan(0);
  await app.deps.jobs.runNow("pass_on_offers");
  await app.deps.jobs.runNow("due_work");
  return (await app.ask("GET", "/dev/outbox?tenant=luna")).body;
}

const kinds = (sent: readonly { kind: string; to: string }[]) =>
  sent.map(({ kind, to }) => `${kind} ${to.split("@")[0]}`);

describe("a customer who waits", () => {
  beforeEach(async () => void (await luna({ quiet_hours: null })));

  test("is told so, with a link to the entry", async () => {
    const { entry, token } = await join("Bea", { from_time: "09:00", to_time: "12:00" });
    const sent = await outbox();
    expect(kinds(sent)).toEqual(["booking_confirmation ana", "waitlist_joined bea"]);
    expect(sent[1]).toMatchObject({ subject: "On the waitlist: Haircut" });
    expect(sent[1]?.body).toContain("Monday 9 March, from 9:00 am to 12:00 pm (New York time)");
    expect(sent[1]?.body).toContain(`http://localhost:3000/t/luna/w/${entry.id}?token=${token}`);
  });

  test("is texted only after agreeing to it", async () => {
    const phone = { customer: { name: "Bea", phone: "+12125550123" } };
    await join("Bea", phone);
    expect(kinds(await outbox())).toEqual(["booking_confirmation ana"]);
    await join("Bea", { ...phone, consent_sms: true });
    const sent = await outbox();
    expect(sent).toContainEqual(
      expect.objectContaining({ kind: "waitlist_joined", channel: "sms", to: "+12125550123" }),
    );
  });
});

describe("an offer", () => {
  test("states its time, its end and one link, and asks for no reply keyword", async () => {
    const cancel = await luna({ quiet_hours: null });
    await join("Bea", { customer: { name: "Bea", phone: "+12125550123" }, consent_sms: true });
    await join("Cleo");
    await outbox();
    await cancel();
    const sent = await outbox();
    const text = sent.find(({ kind }) => kind === "waitlist_offer");
    expect(text?.channel).toBe("sms");
    expect(text?.body).toMatch(
      /^Luna Hair: Haircut with Mia, Monday 9 March at 9:00 am\. We're holding it for you until 10:15 am\. Accept or decline: http\S+$/,
    );
    app.clock.advance(15 * MINUTE);
    const later = await outbox();
    expect(kinds(later)).toEqual(
      expect.arrayContaining(["waitlist_gone +12125550123", "waitlist_offer cleo"]),
    );
    const mail = later.find(({ kind, channel }) => kind === "waitlist_offer" && channel === "email");
    expect(mail?.subject).toBe("A time for you: Haircut, Monday 9 March at 9:00 am");
    expect(mail?.body).toContain("We're holding it for you until 10:30 am");
    for (const { body } of later) expect(body).not.toMatch(/\b(reply|YES|CANCEL|STOP)\b/);
  });

  test("is not sent if it was accepted before", async () => {
    const cancel = await luna({ quiet_hours: null });
    const { entry, token } = await join("Bea");
    await outbox();
    await cancel();
    const door = `/t/luna/v1/public/waitlist/${entry.id}`;
    expect((await app.ask("POST", `${door}/accept`, { key: token })).status).toBe(200);
    const sent = kinds(await outbox());
    expect(sent).not.toContain("waitlist_offer bea");
    expect(sent).toContain("booking_confirmation bea");
  });

  test("is not reported as gone if it ended before it was sent", async () => {
    const cancel = await luna({ quiet_hours: null });
    await join("Bea");
    await outbox();
    await cancel();
    app.clock.advance(15 * MINUTE);
    expect(kinds(await outbox()).filter((kind) => /offer|gone/.test(kind))).toEqual([]);
  });

  test("to everyone at once: all but the first to accept are told that it is gone", async () => {
    const cancel = await luna({ quiet_hours: null, mode: "everyone_at_once" });
    const [, cleo] = [await join("Bea"), await join("Cleo")];
    await cancel();
    expect(kinds(await outbox())).toEqual(
      expect.arrayContaining(["waitlist_offer bea", "waitlist_offer cleo"]),
    );
    const door = `/t/luna/v1/public/waitlist/${cleo.entry.id}`;
    expect((await app.ask("POST", `${door}/accept`, { key: cleo.token })).status).toBe(200);
    const sent = await outbox();
    expect(kinds(sent)).toContain("waitlist_gone bea");
    expect(sent.find(({ kind }) => kind === "waitlist_gone")?.body).toContain("Someone was a moment faster");
  });

  test("made in quiet hours holds the time, is sent when they end, and lasts from then", async () => {
    const cancel = await luna({ quiet_hours: ["09:30", "18:00"] });
    const { entry, token } = await join("Bea");
    await outbox();
    await cancel();
    expect(kinds(await outbox())).not.toContain("waitlist_offer bea");
    const status = await app.ask("GET", `/t/luna/v1/public/waitlist/${entry.id}`, { key: token });
    expect(status.body.entry).toMatchObject({
      status: "offered",
      offer: { expires_at: "2026-03-06T23:15:00Z" },
    });
    app.clock.advance(8 * 60 * MINUTE);
    expect(kinds(await outbox())).toContain("waitlist_offer bea");
  });

  test("is not lost if the process dies before it is sent", async () => {
    const cancel = await luna({ quiet_hours: null });
    await join("Bea");
    await outbox();
    await cancel();
    // As after kill -9: another process on the same folder, with nothing in memory.
    const { dataDir, clock } = app;
    await app.app.close();
    await app.deps.close();
    const closed = app;
    app = await startTestApp({ dataDir, clock });
    await app.deps.jobs.runNow("due_work");
    const sent = (await app.ask("GET", "/dev/outbox?tenant=luna")).body as { kind: string; to: string }[];
    expect(kinds(sent)).toContain("waitlist_offer bea");
    closed.lines.assertNoErrors();
  });
});

test("nobody can accept an offer of a suspended business", async () => {
  const cancel = await luna({ quiet_hours: null });
  const { entry, token } = await join("Bea");
  await cancel();
  await app.ask("PATCH", "/v1/admin/tenants/luna", { key: PLATFORM_KEY, body: { status: "suspended" } });
  const door = `/t/luna/v1/public/waitlist/${entry.id}`;
  const accepted = await app.ask("POST", `${door}/accept`, { key: token });
  expect(accepted).toMatchObject({ status: 403, body: { error: { reason: "TENANT_SUSPENDED" } } });
});
