import { afterAll, beforeAll, describe, expect, it, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { DAY, MINUTE } from "#kernel/instant.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { employOwner, OWNERS_PASSWORD } from "#test/sign-in-as.ts";
import { aVisitor, hiddenFields, textOf, type Visitor } from "#test/visitor.ts";

let luna: Luna;
let owner: Visitor;

beforeAll(async () => {
  luna = await startLuna();
  await employMia(luna);
  owner = aVisitor(luna.app);
});
afterAll(() => luna.app.close());

/** Adds somebody who was invited and has no password yet, besides the owner. */
async function employMia({ app }: Luna): Promise<void> {
  await employOwner(app, "luna");
  await app.deps.control.createUser({
    id: "new",
    email: "new@luna.example",
    name: "New",
    passwordHash: null,
  });
}

function signIn(visitor: Visitor, fields: Readonly<Record<string, string>> = {}) {
  return visitor.post("/admin/login", { email: "owner@luna.example", password: OWNERS_PASSWORD, ...fields });
}

describe("signing in", () => {
  it("leads to the business, and stores only a random id in the browser", async () => {
    const answer = await signIn(owner, { email: " Owner@Luna.example" });
    expect([answer.status, answer.location]).toEqual([303, "/admin"]);
    expect(answer.headers["set-cookie"]).toMatch(
      /^signed_in=[\w-]{43}; Path=\/admin; Max-Age=1209600; HttpOnly; SameSite=Lax$/,
    );
    expect((await owner.get("/admin")).location).toBe("/admin/tenants/luna");
    const home = await owner.get("/admin/tenants/luna");
    expect(home.status).toBe(200);
    expect(textOf(home.html)).toContain("Hi, Mia");
  });

  it("sets a secure cookie if links use https", async () => {
    const secure = await startLuna({ settings: { PUBLIC_BASE_URL: "https://book.example.com" } });
    await employOwner(secure.app, "luna");
    const answer = await signIn(aVisitor(secure.app));
    await secure.app.close();
    expect(answer.headers["set-cookie"]).toMatch(/^signed_in=.*; SameSite=Lax; Secure$/);
  });

  it.each([
    ["a wrong password", { password: "correct horse" }],
    ["no password", { password: "" }],
    ["an unknown address", { email: "nobody@luna.example" }],
    ["somebody who has no password yet", { email: "new@luna.example" }],
    ["no address", { email: "" }],
    ["a malformed address", { email: "<script>" }],
  ])("gives the same answer for %s", async (_what, fields) => {
    const answer = await signIn(aVisitor(luna.app), fields);
    expect(answer.status).toBe(401);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(textOf(answer.html)).toContain("That email address and password don't match.");
    expect(answer.html).not.toContain("correct horse");
    expect(answer.html).not.toContain("<script>");
  });

  it("returns to the page that required it, and never to another site", async () => {
    const asked = await aVisitor(luna.app).get("/admin/tenants/luna/attention");
    expect(asked.location).toBe("/admin/login?next=%2Fadmin%2Ftenants%2Fluna%2Fattention");
    const page = await aVisitor(luna.app).get(asked.location);
    expect(hiddenFields(page.html)).toEqual({ next: "/admin/tenants/luna/attention" });
    for (const next of [
      "https://evil.example",
      "//evil.example",
      "/admin/../t/luna",
      "/book",
      "javascript:x",
    ]) {
      const answer = await signIn(aVisitor(luna.app), { next });
      expect(answer.location).toBe("/admin");
    }
  });

  it("is refused from another site", async () => {
    const headers = { origin: "https://evil.example" };
    const fields = { email: "owner@luna.example", password: OWNERS_PASSWORD };
    expect((await aVisitor(luna.app).post("/admin/login", fields, headers)).status).toBe(403);
  });

  it("starts a new sign-in each time, and ends the browser's previous one", async () => {
    const visitor = aVisitor(luna.app);
    await signIn(visitor);
    const [first] = [...visitor.cookies.entries()];
    await signIn(visitor);
    const old = aVisitor(luna.app);
    if (first) old.cookies.set(...first);
    expect((await old.get("/admin/tenants/luna")).status).toBe(303);
    expect((await visitor.get("/admin/tenants/luna")).status).toBe(200);
  });

  it("ends with signing out", async () => {
    const visitor = aVisitor(luna.app);
    await signIn(visitor);
    expect((await visitor.post("/admin/logout", {})).location).toBe("/admin/login");
    expect((await visitor.get("/admin/tenants/luna")).status).toBe(303);
  });

  it("gives no access to a business where one does not work", async () => {
    await luna.app.addTenant({ slug: "sol" });
    for (const slug of ["sol", "nobody"])
      expect((await owner.get(`/admin/tenants/${slug}`)).status).toBe(404);
  });
});

test("a sign-in expires after two weeks", async () => {
  const later = await startLuna();
  await employMia(later);
  const visitor = aVisitor(later.app);
  await signIn(visitor);
  later.app.clock.advance(14 * DAY - 1);
  expect((await visitor.get("/admin/tenants/luna")).status).toBe(200);
  later.app.clock.advance(1);
  expect((await visitor.get("/admin/tenants/luna")).status).toBe(303);
  await later.app.close();
});

describe("too many attempts", () => {
  test("are refused, whatever the password", async () => {
    const limited = await startLuna({ settings: { RATE_LIMITS: "on" } });
    await employMia(limited);
    const visitor = aVisitor(limited.app);
    for (let n = 0; n < 5; n += 1) expect((await signIn(visitor, { password: "wrong" })).status).toBe(401);
    const sixth = await signIn(visitor);
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers["retry-after"])).toBeGreaterThan(0);
    await limited.app.close();
  });
});

describe("conversations", () => {
  beforeAll(async () => {
    const tenant = await luna.app.deps.control.tenantBySlug("luna");
    if (!tenant) return;
    const lease = await luna.app.deps.store.lease(tenant.id);
    const now = luna.app.clock.now();
    const events = [
      { event: "delta", text: "We have " },
      { event: "delta", text: "three times." },
      { event: "slots", slots: [{ slot_id: "a", start: "2026-03-09T13:00:00Z", staff: { name: "Mia" } }] },
      { event: "done", state: "offered" },
    ];
    const trace = [{ kind: "tool", name: "check_availability", args: { part_of_day: "<b>" }, code: "OK" }];
    lease.db.write((tx) => {
      for (const seq of [1, 2])
        tx.run(
          build.insertInto("conversations").values({
            seq,
            id: `capability-number-${seq}`,
            channel: "chat",
            state: seq === 1 ? '{"draft":{"name":"Bea <i>"}}' : "{}",
            turns: 1,
            started_at: now,
            last_at: now,
            outcome: "booked",
            summary: `Booked a haircut ${seq}`,
            cost_micros: 1234,
          }),
        );
      tx.run(
        build.insertInto("conversation_turns").values({
          conversation: 2,
          turn: 1,
          text: "A trim on <i>Monday</i>?",
          input: "message",
          at: now,
          events: JSON.stringify(events),
          trace: JSON.stringify(trace),
          brain: "builtin",
          ms: 4,
        }),
      );
      tx.run(
        build
          .insertInto("unanswered_questions")
          .values({ id: "q1", key: "dog", question: "Are dogs welcome?", first_at: now, last_at: now }),
      );
    });
    lease.release();
  });

  async function change(values: { outcome?: "abandoned" | "booked"; last_at?: number }): Promise<void> {
    const tenant = await luna.app.deps.control.tenantBySlug("luna");
    const lease = await luna.app.deps.store.lease(tenant!.id);
    lease.db.write((tx) => tx.run(build.updateTable("conversations").set(values).where("seq", "=", 2)));
    lease.release();
  }

  it("are listed newest first, and can be searched by what was said", async () => {
    const all = await owner.get("/admin/tenants/luna/conversations");
    expect(textOf(all.html)).toMatch(
      /haircut 2 .*Booked .*1 message · \$0\.0012 .*Bea <i> · Booked a haircut 1/,
    );
    const found = await owner.get("/admin/tenants/luna/conversations?q=monday");
    expect(textOf(found.html)).toContain("haircut 2");
    expect(textOf(found.html)).not.toContain("haircut 1");
    const none = await owner.get("/admin/tenants/luna/conversations?q=%25&before=x");
    expect(textOf(none.html)).toContain("Nothing found.");
  });

  it("count as in progress until nobody has written for a while", async () => {
    const tagOf = async () =>
      /tag tag-calm">([^<]+)</.exec(
        (await owner.get("/admin/tenants/luna/conversations?q=monday")).html,
      )?.[1];
    await change({ outcome: "abandoned" });
    expect(await tagOf()).toBe("In progress");
    await change({ last_at: luna.app.clock.now() - 15 * MINUTE });
    expect(await tagOf()).toBe("Dropped off");
    await change({ outcome: "booked" });
  });

  it("are shown in full, without the id that would allow writing in them", async () => {
    const page = await owner.get("/admin/tenants/luna/conversations/2");
    const text = textOf(page.html);
    expect(text).toContain("A trim on <i>Monday</i>?");
    expect(text).toContain("We have three times.");
    expect(text).toContain("Offered: Monday 9 March, 9:00 am with Mia");
    expect(text).toContain("check_availability → OK part_of_day <b>");
    expect(page.html).not.toContain("<b>");
    expect(page.html).not.toContain("capability-number");
  });

  it("are shown as they took place, with the offered times", async () => {
    const { ask } = luna.app;
    const { session_id: session } = (await ask("POST", "/t/luna/v1/chat/session", { body: {} })).body;
    const message = { session_id: session, message: "a haircut on tuesday" };
    expect((await ask("POST", "/t/luna/v1/chat/stream", { body: message })).status).toBe(200);
    const list = await owner.get("/admin/tenants/luna/conversations?q=on+tuesday");
    const [, number] = /conversations\/(\d+)"/.exec(list.html) ?? [];
    const text = textOf((await owner.get(`/admin/tenants/luna/conversations/${number}`)).html);
    expect(text).toMatch(
      /a haircut on tuesday .*Offered: Tuesday 10 March, .* with \w+.*check_availability → OK/,
    );
  });

  it.each(["9", "0", "x", "1e9", "99999999999999999999"])("give a 404 for the number %s", async (number) => {
    expect((await owner.get(`/admin/tenants/luna/conversations/${number}`)).status).toBe(404);
  });

  it("leave open questions, which the owner can answer", async () => {
    const url = "/admin/tenants/luna/questions";
    expect(textOf((await owner.get(url)).html)).toContain("Are dogs welcome?");
    const empty = await owner.post(`${url}/q1`, { do: "answer", question: "Are dogs welcome?", answer: " " });
    expect(empty.status).toBe(400);
    const form = { do: "answer", question: "Are dogs welcome?", answer: "Small ones are." };
    expect((await owner.post(`${url}/q1`, form)).location).toBe(`${url}?done=answered`);
    expect((await owner.post(`${url}/q1`, form)).status).toBe(404);
    const { items } = (await luna.app.ask("GET", "/t/luna/v1/admin/faqs", { key: "luna-key" })).body;
    expect(items).toMatchObject([{ question: "Are dogs welcome?", answer: "Small ones are." }]);
    expect(textOf((await owner.get(url)).html)).toContain("All caught up.");
  });
});

describe("what needs attention", () => {
  it("is listed with repairs, and repaired with one button", async () => {
    const { ask } = luna.app;
    const start = "2026-03-10T15:00:00Z";
    const booked = await ask("POST", "/t/luna/v1/public/bookings", {
      headers: { "idempotency-key": "unfit" },
      body: {
        service_id: luna.ids.cut,
        staff_id: luna.ids.mia,
        start,
        customer: { name: "Ana", email: "ana@example.com" },
      },
    });
    expect(booked.status).toBe(201);
    const away = { staff_id: luna.ids.mia, start: "2026-03-10T00:00", end: "2026-03-11T00:00" };
    expect((await ask("POST", "/t/luna/v1/admin/time_off", { key: "luna-key", body: away })).status).toBe(
      201,
    );
    const url = "/admin/tenants/luna/attention";
    const page = await owner.get(url);
    expect(textOf(page.html)).toMatch(
      /Ana , .*Mia is away .*Give it to Noah .*Cancel… Ana , .*Cancel the visit and tell Ana/,
    );
    // Customers can also be reached by mail.
    expect(page.html).toContain('href="mailto:');
    const { uid } = booked.body.booking as { uid: string };
    const stale = await owner.post(`${url}/${uid}`, { kind: "other_staff", version: "9", start });
    expect(stale.status).toBe(409);
    const bad = await owner.post(`${url}/${uid}`, { kind: "explode", version: "1", start });
    expect(bad.status).toBe(404);
    const form = { ...hiddenFields(page.html), kind: "other_staff" };
    const mended = await owner.post(`${url}/${uid}`, form);
    expect(mended.location).toBe(`${url}?done=moved`);
    const after = await ask("GET", `/t/luna/v1/admin/bookings/${uid}`, { key: "luna-key" });
    expect(after.body.booking.staff.name).toBe("Noah");
    expect((await owner.post(`${url}/${uid}`, form)).status).toBe(404);
  });

  it("asks for confirmation before cancelling a visit", async () => {
    const { ask } = luna.app;
    const booked = await ask("POST", "/t/luna/v1/public/bookings", {
      headers: { "idempotency-key": "unfit too" },
      body: {
        service_id: luna.ids.cut,
        staff_id: luna.ids.mia,
        start: "2026-03-12T15:00:00Z",
        customer: { name: "Bea", email: "bea@example.com" },
      },
    });
    const away = { staff_id: luna.ids.mia, start: "2026-03-12T00:00", end: "2026-03-13T00:00" };
    await ask("POST", "/t/luna/v1/admin/time_off", { key: "luna-key", body: away });
    const url = "/admin/tenants/luna/attention";
    const { html } = await owner.get(url);
    const [asked = ""] = /<details[^]*?<\/details>/.exec(html) ?? [];
    expect(textOf(asked)).toMatch(/^ Cancel… Bea , .* Cancel the visit and tell Bea $/);
    expect(html.replace(asked, "")).not.toContain('value="cancel"');
    const { uid } = booked.body.booking as { uid: string };
    const cancelled = await owner.post(`${url}/${uid}`, { ...hiddenFields(asked), kind: "cancel" });
    expect(cancelled.location).toBe(`${url}?done=cancelled`);
    const after = await ask("GET", `/t/luna/v1/admin/bookings/${uid}`, { key: "luna-key" });
    expect(after.body.booking.status).toBe("cancelled");
  });
});

test("the waitlist page says which plans include it", async () => {
  expect(textOf((await owner.get("/admin/tenants/luna/waitlist")).html)).toContain(
    "Standard and Premium plans",
  );
});
