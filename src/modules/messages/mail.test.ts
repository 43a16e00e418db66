import nodeIcal from "node-ical";
import type { Email } from "postal-mime";
import { expect, onTestFinished, test } from "vitest";

import { contrast } from "#modules/portal/index.ts";
import { PLATFORM_KEY, startTestApp } from "#test/app.ts";
import { openSmtpDesk } from "#test/mail/smtp-desk.ts";

import { escapeHtml } from "./mail-html.ts";

/** Luna, which sends mail through a mail server. */
async function lunaByMail(branding = {}) {
  const desk = await openSmtpDesk(() => "accept");
  onTestFinished(desk.close);
  const app = await startTestApp({
    settings: { SMTP_URL: desk.url, PUBLIC_BASE_URL: "https://book.example.com" },
  });
  onTestFinished(app.close);
  await app.addTenant({
    slug: "luna",
    profile: {
      business_name: "Luna & Söhne <Hair>",
      time_zone: "America/New_York",
      email: "hello@luna.example",
      address: "1 Main St\nNew York",
    },
    policies: { min_notice_minutes: 0, cancellation_notice_minutes: 0 },
    branding,
  });
  const host = { host: "book.example.com" };
  const services = await app.ask("GET", "/t/luna/v1/admin/services", { key: PLATFORM_KEY, headers: host });
  const booked = await app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { ...host, "idempotency-key": "k1" },
    body: {
      service_id: services.body.items[0].id,
      start: "2026-03-09T14:00:00Z",
      customer: { name: "<b>Ana</b>", email: "ana@example.com" },
    },
  });
  const uid = booked.body.booking.uid as string;
  const change = (what: string, body = {}) =>
    app.ask("POST", `/t/luna/v1/public/bookings/${uid}/${what}`, {
      key: booked.body.manage_token as string,
      headers: { ...host, "idempotency-key": what },
      body,
    });
  const nextMail = async (): Promise<Email> => {
    const had = desk.taken.length;
    await expect.poll(() => app.deps.control.countDue(app.clock.now())).toBeGreaterThan(0);
    await app.deps.jobs.runNow("due_work");
    const mail = desk.taken[had];
    if (!mail) throw new Error("No mail came.");
    return mail;
  };
  return { uid, change, nextMail };
}

function calendarOf(mail: Email, uid: string) {
  const file = mail.attachments.find(({ filename }) => filename === "visit.ics");
  const text = new TextDecoder().decode(file?.content as ArrayBuffer);
  const event = nodeIcal.sync.parseICS(text)[uid];
  if (event?.type !== "VEVENT") throw new Error(text);
  return event;
}

test("a visit is added to the customer's calendar, moved and removed there", async () => {
  const { uid, change, nextMail } = await lunaByMail();

  const confirmation = await nextMail();
  const entry = calendarOf(confirmation, uid);
  expect(entry.method).toBe("REQUEST");
  expect(entry.start.toISOString()).toBe("2026-03-09T14:00:00.000Z");

  expect((await change("reschedule", { start: "2026-03-09T16:00:00Z" })).status).toBe(200);
  const moved = calendarOf(await nextMail(), uid);
  expect(moved.method).toBe("REQUEST");
  expect(moved.start.toISOString()).toBe("2026-03-09T16:00:00.000Z");
  expect(Number(moved.sequence)).toBeGreaterThan(Number(entry.sequence));

  expect((await change("cancel")).status).toBe(200);
  const removed = calendarOf(await nextMail(), uid);
  expect(removed).toMatchObject({ method: "CANCEL", status: "CANCELLED" });
  expect(Number(removed.sequence)).toBeGreaterThan(Number(moved.sequence));
});

test("a mail comes from the business, and replies go to it", async () => {
  const { nextMail } = await lunaByMail();
  const mail = await nextMail();
  expect(mail.from).toMatchObject({ name: "Luna & Söhne <Hair>", address: "bookings@book.example.com" });
  expect(mail.replyTo).toMatchObject([{ address: "hello@luna.example" }]);
  expect(mail.messageId).toMatch(/^<[0-9a-z]{26}@book\.example\.com>$/);
});

test("a mail has the same content as text and as HTML, and what people typed is escaped", async () => {
  const { nextMail } = await lunaByMail();
  const { text = "", html = "" } = await nextMail();
  for (const said of ["Hi <b>Ana</b>,", "Monday 9 March at 10:00 am", "Luna & Söhne <Hair>"]) {
    expect(text).toContain(said);
    expect(html).toContain(escapeHtml(said));
  }
  expect(html).not.toContain("<b>Ana");
  expect(html).toContain("1 Main St<br>");
  expect(/https:\S+token=\S+/.exec(text)?.[0]).toBe(/href="(https:[^"]+)"/.exec(html)?.[1]);
  // Nothing is loaded remotely, so nobody learns when it is read.
  expect(html).not.toMatch(/<(img|link|script|style|iframe)|url\(/i);
});

test.each(["#ffff00", "#000000", "#ff0000", "#7f7f7f"])("the colour %s is made readable", async (color) => {
  const { nextMail } = await lunaByMail({ primary_color: color });
  const { html = "" } = await nextMail();
  const [, ground = "", ink = ""] = /background:(#[0-9a-f]{6});color:(#[0-9a-f]{6})/.exec(html) ?? [];
  expect(contrast(ground, ink)).toBeGreaterThanOrEqual(4.5);
});
