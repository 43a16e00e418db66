import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { aVisitor, hiddenFields, textOf, type Visitor } from "#test/visitor.ts";

let luna: Luna;
let visitor: Visitor;

/** Monday has a single slot with Mia, which is already taken. */
const HOURS = { mon: [["09:00", "09:30"]] };

async function open(changes: object = {}) {
  luna = await startLuna({}, { plan: "standard", hours: HOURS, ...changes });
  visitor = aVisitor(luna.app);
}
beforeEach(() =>
  open({
    policies: { min_notice_minutes: 0, cancellation_notice_minutes: 0, waitlist: { quiet_hours: null } },
  }),
);
afterEach(() => luna.app.close());

async function book(name = "Ana", staff: "mia" | "noah" = "mia", start = "2026-03-09T13:00:00Z") {
  const answer = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": `${name}${start}` },
    body: {
      service_id: luna.ids.cut,
      staff_id: luna.ids[staff],
      start,
      customer: { name, email: `${name}@example.com` },
    },
  });
  expect(answer.status).toBe(201);
  const { booking, manage_token: key } = answer.body;
  const cancel = () =>
    luna.app.ask("POST", `/t/luna/v1/public/bookings/${booking.uid}/cancel`, { key, body: {} });
  return { uid: booking.uid as string, key: key as string, cancel };
}

const DETAILS = {
  name: "Bea",
  email: "bea@example.com",
  start_date: "2026-03-09",
  end_date: "2026-03-09",
  part: "any",
};

/** Bea joins for Monday, with Mia. */
async function join(more: Record<string, string> = {}) {
  const form = await visitor.get(
    `/t/luna/waitlist?service=${luna.ids.cut}&staff=${luna.ids.mia}&date=2026-03-09`,
  );
  expect(form.status).toBe(200);
  return visitor.post("/t/luna/waitlist", { ...hiddenFields(form.html), ...DETAILS, ...more });
}

async function joined(): Promise<string> {
  const { status, location } = await join();
  expect(status).toBe(303);
  return location.replace(/\?.*/, "");
}

describe("a full day", () => {
  test("leads to the waitlist with what was chosen", async () => {
    await book();
    const day = await visitor.get(
      `/t/luna/book?service=${luna.ids.cut}&staff=${luna.ids.mia}&date=2026-03-09`,
    );
    expect(day.html).toContain("Join the waitlist for this day");
    const [, href = ""] = /href="([^"]*\/waitlist\?[^"]*)"/.exec(day.html) ?? [];
    const form = await visitor.get(href.replaceAll("&amp;", "&"));
    expect(form.html).toContain('name="start_date" type="date" value="2026-03-09"');
    expect(textOf(form.html)).toContain("we ask one person after another");
  });

  test("does not mention a waitlist that the plan does not include", async () => {
    await luna.app.close();
    await open({ plan: "starter" });
    const day = await visitor.get(`/t/luna/book?service=${luna.ids.cut}&staff=any&date=2026-03-10`);
    expect(day.html).not.toContain("waitlist");
    expect((await visitor.get(`/t/luna/waitlist?service=${luna.ids.cut}`)).location).toBe("/t/luna/book");
    const posted = await visitor.post("/t/luna/waitlist", { service: luna.ids.cut, ...DETAILS });
    expect(posted.status).toBe(403);
  });

  test("for an unknown service leads to the existing ones", async () => {
    expect((await visitor.get("/t/luna/waitlist?service=nothing")).location).toBe("/t/luna/book");
    expect((await visitor.post("/t/luna/waitlist", DETAILS)).status).toBe(404);
  });
});

describe("somebody on the waitlist", () => {
  test("sees their place, and leaves when they want to", async () => {
    await book();
    const here = await joined();
    const page = await visitor.get(`${here}?done=joined`);
    expect(textOf(page.html)).toContain("We'll let you know when a time opens up.");
    expect(textOf(page.html)).toContain("You're first in line.");
    expect(page.headers["referrer-policy"]).toBe("same-origin");
    expect((await visitor.post(`${here}/leave`, {})).location).toBe(here);
    const gone = textOf((await visitor.get(here)).html);
    expect(gone).toContain("You've left the waitlist.");
    expect(gone).toContain("See free times");
  });

  test("submits the form twice and is on the list once", async () => {
    const form = await visitor.get(`/t/luna/waitlist?service=${luna.ids.cut}&staff=any`);
    const fields = { ...hiddenFields(form.html), ...DETAILS };
    const [first, again] = [
      await visitor.post("/t/luna/waitlist", fields),
      await visitor.post("/t/luna/waitlist", fields),
    ];
    expect(again.location).toBe(first.location);
  });

  test.each([
    [
      "nothing typed",
      { name: "", email: "", start_date: "", end_date: "" },
      ["Please tell us your name.", "Please leave an email address", "Please choose the first day."],
    ],
    ["days backwards", { end_date: "2026-03-08" }, ["The last day can't be before the first."]],
    [
      "days that have passed",
      { start_date: "2026-03-01", end_date: "2026-03-02" },
      ["These days have passed."],
    ],
    ["days too far away", { start_date: "2027-03-01", end_date: "2027-03-02" }, ["can't be booked yet"]],
    ["a day that is none", { start_date: "2026-02-30" }, ["Please choose the first day."]],
    ["a number that is none", { phone: "12" }, ["Please check this number."]],
  ])("with %s is shown the form again, as it was typed", async (_what, more, problems) => {
    const again = await join(more);
    expect(again.status).toBe(400);
    for (const problem of problems) expect(textOf(again.html)).toContain(problem);
    expect(again.html).toContain(
      `name="name" type="text" autocomplete="name" value="${"name" in more ? "" : "Bea"}"`,
    );
  });

  test("is shown an offer with its end, and takes it", async () => {
    const { cancel } = await book();
    const here = await joined();
    await cancel();
    const page = await visitor.get(here);
    const text = textOf(page.html);
    expect(text).toContain("A time has opened up");
    expect(text).toContain("Held for you until 10:15 am");
    expect(page.html).toContain('data-countdown="900"');
    const taken = await visitor.post(`${here}/accept`, {});
    expect(taken.location).toMatch(/^\/t\/luna\/b\/\w{26}$/);
    expect(textOf((await visitor.get(taken.location)).html)).toContain("You're booked");
    expect(textOf((await visitor.get(here)).html)).toMatch(/You're booked .*Monday 9 March .*Haircut/);
    expect((await visitor.post(`${here}/accept`, {})).location).toBe(taken.location);
  });

  test("declines an offer and keeps the place", async () => {
    const { cancel } = await book();
    const here = await joined();
    await cancel();
    const { location } = await visitor.post(`${here}/decline`, {});
    const text = textOf((await visitor.get(location)).html);
    expect(text).toContain("You've let this time go.");
    expect(text).toContain("You're first in line.");
  });

  test("is told that an offer is gone if they are late", async () => {
    const { cancel } = await book();
    const here = await joined();
    await cancel();
    luna.app.clock.advance(15 * MINUTE);
    const late = await visitor.post(`${here}/accept`, {});
    expect(late.status).toBe(409);
    expect(textOf(late.html)).toContain("That time is gone. You keep your place on the waitlist.");
  });

  test("is told when the price has changed, and accepts nothing by surprise", async () => {
    const { cancel } = await book();
    const here = await joined();
    await cancel();
    await luna.app.ask("PATCH", `/t/luna/v1/admin/services/${luna.ids.cut}`, {
      key: "luna-key",
      body: { price_cents: 9900 },
    });
    const refused = await visitor.post(`${here}/accept`, {});
    expect(refused.status).toBe(409);
    expect(textOf(refused.html)).toContain("costs $99");
  });

  test("opens the page by the link in a message, and in no other way", async () => {
    const here = await joined();
    const [, link = ""] = /link-text">([^<]*)</.exec((await visitor.get(here)).html) ?? [];
    const other = aVisitor(luna.app);
    expect((await other.get(here)).status).toBe(404);
    const opened = await other.get(link.replace("http://localhost:3000", ""));
    expect(opened).toMatchObject({ status: 303, location: here });
    expect((await other.get(here)).status).toBe(200);
    expect((await other.get(`${here}?token=${"x".repeat(32)}`)).status).toBe(404);
    expect((await other.post(`${here}/leave`, {}, { origin: "https://evil.example" })).status).toBe(403);
  });
});

describe("the page of a waitlist entry", () => {
  const versionIn = (html: string) => /data-version="([^"]+)"/.exec(html)?.[1];
  const refreshIn = (html: string) =>
    /<noscript><meta http-equiv="refresh" content="([^"]+)">/.exec(html)?.[1];

  test("is reloaded while something can change, and has a new version when it has", async () => {
    const taken = await book();
    const here = await joined();
    const waiting = (await visitor.get(here)).html;
    expect(waiting).toContain(`data-live="${here}"`);
    expect(refreshIn(waiting)).toBe(`60;url=${here}`);
    expect(versionIn((await visitor.get(`${here}?done=joined`)).html)).toBe(versionIn(waiting));
    await taken.cancel();
    const offered = (await visitor.get(here)).html;
    expect(versionIn(offered)).not.toBe(versionIn(waiting));
    luna.app.clock.advance(14.5 * MINUTE);
    const later = (await visitor.get(here)).html;
    expect([versionIn(later), refreshIn(later)]).toEqual([versionIn(offered), `31;url=${here}`]);
    await visitor.post(`${here}/leave`, {});
    const left = (await visitor.get(here)).html;
    expect([left.includes("data-live"), refreshIn(left)]).toEqual([false, undefined]);
  });
});

describe("a customer with a visit", () => {
  test("asks for an earlier one, and moves to it when it is offered", async () => {
    const first = await book("Ana");
    const later = await book("Bea", "mia", "2026-03-16T13:00:00Z");
    const visit = `/t/luna/b/${later.uid}`;
    await visitor.get(`${visit}?token=${later.key}`);
    expect(textOf((await visitor.get(visit)).html)).toContain("Tell me about earlier times");
    const form = await visitor.get(`${visit}/earlier`);
    expect(form.html).toContain('name="end_date" type="date" value="2026-03-16"');
    const wrong = await visitor.post(`${visit}/earlier`, {
      start_date: "2026-03-20",
      end_date: "2026-03-20",
    });
    expect(wrong.status).toBe(400);
    const days = { start_date: "2026-03-07", end_date: "2026-03-15", part: "any" };
    const here = (await visitor.post(`${visit}/earlier`, days)).location.replace(/\?.*/, "");
    expect(here).toMatch(/^\/t\/luna\/w\/\w{26}$/);
    expect(textOf((await visitor.get(visit)).html)).toContain("You're on the list for an earlier time.");
    const again = await visitor.post(`${visit}/earlier`, { ...days, part: "morning" });
    expect(again.location).toContain(here);

    await first.cancel();
    const offered = textOf((await visitor.get(here)).html);
    expect(offered).toContain("moves to this time");
    const taken = await visitor.post(`${here}/accept`, {});
    expect(taken.location).toBe(visit);
    expect(textOf((await visitor.get(visit)).html)).toContain("Monday 9 March");
  });

  test("that is cancelled has nothing to ask for", async () => {
    const { uid, key, cancel } = await book();
    await cancel();
    await visitor.get(`/t/luna/b/${uid}?token=${key}`);
    expect((await visitor.get(`/t/luna/b/${uid}/earlier`)).location).toBe(`/t/luna/b/${uid}`);
    expect((await visitor.post(`/t/luna/b/${uid}/earlier`, DETAILS)).location).toBe(`/t/luna/b/${uid}`);
  });
});
