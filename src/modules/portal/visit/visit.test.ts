import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { DAY, HOUR } from "#kernel/instant.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { aVisitor, buttons, textOf, type Visitor } from "#test/visitor.ts";

let luna: Luna;
let ana: Visitor;
let opened: Luna[] = [];

beforeEach(async () => {
  luna = await startLuna();
  opened = [luna];
  ana = aVisitor(luna.app);
});
afterEach(async () => {
  for (const { app } of opened) await app.close();
});

/** By default a visit on Tuesday at 10:00 with Mia; with the link from the message. */
async function booked(start = "2026-03-10T14:00:00Z", name = "Ana Ruiz") {
  const { body } = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": `${start}/${name.length}` },
    body: {
      service_id: luna.ids.cut,
      staff_id: luna.ids.mia,
      start,
      customer: { name, email: "ana@example.com" },
    },
  });
  const { uid } = body.booking as { uid: string };
  const token = body.manage_token as string;
  return { uid, token, path: `/t/luna/b/${uid}`, link: `/t/luna/b/${uid}?token=${token}` };
}

async function statusOf(uid: string): Promise<string> {
  const { body } = await luna.app.ask("GET", `/t/luna/v1/admin/bookings/${uid}`, { key: "luna-key" });
  return body.status ?? body.booking.status;
}

describe("the link of a visit", () => {
  test("is exchanged for that visit's cookie, and the URL is clean", async () => {
    const { link, path, token } = await booked();
    const answer = await ana.get(link);
    expect([answer.status, answer.location]).toEqual([303, path]);
    expect(answer.headers).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "set-cookie": `visit=${token}; Path=${path}; Max-Age=15552000; HttpOnly; SameSite=Lax`,
    });
    const page = await ana.get(path);
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
      "referrer-policy": "same-origin",
    });
  });

  test("sends its cookie over https only, if there is https", async () => {
    const secure = await startLuna({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });
    opened.push(secure);
    luna = secure;
    const { link } = await booked();
    const answer = await aVisitor(secure.app).get(link, { "x-forwarded-proto": "https" });
    expect(answer.headers["set-cookie"]).toMatch(/; Secure$/);
  });

  test("opens nothing if anything is wrong with it: always the same page", async () => {
    const mine = await booked();
    const other = await booked("2026-03-11T14:00:00Z");
    const pages = await Promise.all([
      ana.get(`${mine.path}?token=wrong`),
      ana.get(`${mine.path}?token=${other.token}`),
      ana.get(`${mine.path}?token=`),
      ana.get(`${mine.path}?token=${mine.token}&token=${mine.token}`),
      ana.get(mine.path),
      ana.get(`/t/luna/b/nobody?token=${mine.token}`),
      ana.get("/t/luna/b/nobody"),
      ana.get(mine.path, { cookie: "visit=wrong" }),
      ana.get(`${mine.path}/move`),
      ana.get(`${mine.path}/cancel`),
      ana.post(`${mine.path}/cancel`, {}),
      ana.post(`${mine.path}/move`, { start: "2026-03-10T15:00:00Z" }),
    ]);
    const withoutId = pages.map((page) => page.html.replace(/helps: \w+/, ""));
    expect(new Set(pages.map((page) => page.status))).toEqual(new Set([404]));
    expect(new Set(withoutId).size).toBe(1);
    expect(pages.every((page) => page.headers["set-cookie"] === undefined)).toBe(true);
    expect(await statusOf(mine.uid)).toBe("confirmed");
  });

  test("opens nothing at another business", async () => {
    await luna.app.addTenant({ slug: "bella" });
    const { uid, token } = await booked();
    expect((await ana.get(`/t/bella/b/${uid}?token=${token}`)).status).toBe(404);
  });

  test("changes nothing when it is opened", async () => {
    const { link, path, uid } = await booked();
    await ana.get(link);
    for (const page of ["", "/move", "/cancel", "/move?start=2026-03-10T15:00:00Z"])
      await ana.get(`${path}${page}`);
    expect(await statusOf(uid)).toBe("confirmed");
    expect(textOf((await ana.get(path)).html)).toContain("10:00 am – 10:30 am");
  });
});

describe("the page of a visit", () => {
  test("shows when, where, with whom, for how much, and until when it can be changed", async () => {
    const { link, path } = await booked();
    await ana.get(link);
    const text = textOf((await ana.get(path)).html);
    for (const words of [
      "Tuesday 10 March 10:00 am – 10:30 am",
      "New York, UTC−4",
      "1 Main St",
      "With Mia",
      "$45",
      "Free of charge until Tuesday 10 March, 8:00 am",
      "The details go to ana@example.com.",
    ]) {
      expect(text).toContain(words);
    }
  });

  test("shows any name as it is, and executes nothing in it", async () => {
    for (const name of ['<script>alert("x")</script>', '"onmouseover="alert(1)', "أميرة بنت عبد الله"]) {
      const { link, path } = await booked("2026-03-10T14:00:00Z", name);
      await ana.get(link);
      const { html } = await ana.get(path);
      expect(textOf(html)).toContain(name);
      expect(html).not.toContain("<script>alert");
      expect(html).not.toContain('"onmouseover');
      await ana.post(`${path}/cancel`, {});
    }
  });

  test("can be added to any calendar", async () => {
    const { link, path, uid, token } = await booked();
    await ana.get(link);
    const { html } = await ana.get(path);
    const hrefs = [...html.matchAll(/class="tall-link" href="([^"]+)"/g)].map(([, href = ""]) =>
      href.replaceAll("&amp;", "&"),
    );
    const [google, outlook] = ["calendar.google.com", "outlook.live.com"].map(
      (host) => new URL(hrefs.find((href) => href.includes(host)) ?? "").searchParams,
    );
    expect([google?.get("text"), google?.get("dates"), google?.get("location")]).toEqual([
      "Haircut at Luna Hair",
      "20260310T140000Z/20260310T143000Z",
      "1 Main St New York, NY 10001",
    ]);
    expect([outlook?.get("subject"), outlook?.get("startdt"), outlook?.get("enddt")]).toEqual([
      "Haircut at Luna Hair",
      "2026-03-10T14:00:00Z",
      "2026-03-10T14:30:00Z",
    ]);
    expect(hrefs.join()).not.toContain(token);

    const file = await ana.get(`${path}/visit.ics`);
    expect(file.headers).toMatchObject({
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="visit.ics"',
      "cache-control": "no-store",
    });
    expect(file.html).toContain(`UID:${uid}`);
    expect(file.html).toContain("SEQUENCE:1");
    await ana.post(`${path}/move`, { start: "2026-03-10T16:00:00Z" });
    const moved = await aVisitor(luna.app).get(`${path}/visit.ics?token=${token}`);
    expect(moved.html).toContain(`UID:${uid}`);
    expect(moved.html).toContain("SEQUENCE:2");
    await ana.post(`${path}/cancel`, {});
    expect((await ana.get(`${path}/visit.ics`)).html).toContain("STATUS:CANCELLED");
    expect((await ana.get(path)).html).not.toContain("visit.ics");
    expect((await aVisitor(luna.app).get(`${path}/visit.ics`)).status).toBe(404);
    expect((await aVisitor(luna.app).get(`${path}/visit.ics?token=wrong`)).status).toBe(404);
  });

  test("moves the visit, after asking", async () => {
    const { link, path } = await booked();
    await ana.get(link);
    const times = await ana.get(`${path}/move`);
    expect(textOf(times.html)).toMatch(
      /Now Tuesday 10 March, 10:00 am .*Nearest free time Today 11:00 am with Mia .*10 March/,
    );
    expect(buttons(times.html, "start")).not.toContain("2026-03-10T14:00:00Z");
    const start = buttons(times.html, "start").at(-1) ?? "";
    const question = await ana.get(`${path}/move?start=${start}`);
    expect(textOf(question.html)).toMatch(/Move this visit\? .*To Tuesday 10 March, 5:30 pm .*With Mia/);
    const moved = await ana.post(`${path}/move`, { start });
    expect([moved.status, moved.location]).toEqual([303, `${path}?done=moved`]);
    const page = await ana.get(moved.location);
    expect(textOf(page.html)).toMatch(/Your visit was moved\. .*5:30 pm – 6:00 pm/);
  });

  test("offers other times if that one is gone", async () => {
    const { link, path } = await booked();
    await booked("2026-03-10T15:00:00Z", "Ben");
    await ana.get(link);
    const question = await ana.get(`${path}/move?start=2026-03-10T15:00:00Z`);
    expect([question.status, textOf(question.html).includes("That time isn't free.")]).toEqual([409, true]);
    const lost = await ana.post(`${path}/move`, { start: "2026-03-10T15:00:00Z" });
    expect(lost.status).toBe(409);
    expect(textOf(lost.html)).toMatch(/Someone was a moment faster.* Still free:/);
    expect((await ana.post(`${path}/move`, {})).status).toBe(400);
  });

  test("keeps to the terms of the visit, whatever the service has become", async () => {
    const { link, path } = await booked();
    const body = { active: false, duration_minutes: 60, price_cents: 9900 };
    await luna.app.ask("PATCH", `/t/luna/v1/admin/services/${luna.ids.cut}`, { key: "luna-key", body });
    await ana.get(link);
    const question = await ana.get(`${path}/move?start=2026-03-10T16:00:00Z`);
    expect(textOf(question.html)).toMatch(/30 min .*\$45/);
    expect((await ana.post(`${path}/move`, { start: "2026-03-10T16:00:00Z" })).status).toBe(303);
  });

  test("cancels the visit, after asking; once more changes nothing", async () => {
    const { link, path, uid } = await booked();
    await ana.get(link);
    expect(textOf((await ana.get(`${path}/cancel`)).html)).toContain(
      "Cancelling is free until Tuesday 10 March, 8:00 am",
    );
    expect((await ana.post(`${path}/cancel`, {})).status).toBe(303);
    expect((await ana.post(`${path}/cancel`, {})).status).toBe(303);
    expect(await statusOf(uid)).toBe("cancelled");
    const text = textOf((await ana.get(path)).html);
    expect(text).toMatch(/This visit is cancelled .*Book again/);
    expect(text).not.toContain("Change this visit");
    expect((await ana.get(`${path}/move`)).status).toBe(303);
    expect((await ana.post(`${path}/move`, { start: "2026-03-10T15:00:00Z" })).status).toBe(409);
  });

  test("says if it is too late, and then changes nothing", async () => {
    const { link, path, uid } = await booked();
    await ana.get(link);
    expect(textOf((await ana.get(`${path}?done=too_late`)).html)).not.toContain("can no longer be");
    luna.app.clock.advance(4 * DAY - HOUR);
    expect(textOf((await ana.get(path)).html)).toContain(
      "It could be moved or cancelled online until today 8:00 am",
    );
    const late = await ana.post(`${path}/cancel`, {});
    expect([late.status, textOf(late.html).includes("can no longer be changed online")]).toEqual([409, true]);
    const back = await ana.get(`${path}/cancel`);
    expect(back.location).toBe(`${path}?done=too_late`);
    expect(textOf((await ana.get(back.location)).html)).toContain("can no longer be");
    expect(await statusOf(uid)).toBe("confirmed");
  });

  test("says that the visit is over, and offers to book again", async () => {
    const { link, path } = await booked();
    await ana.get(link);
    luna.app.clock.advance(5 * DAY);
    expect(textOf((await ana.get(path)).html)).toMatch(/This visit is over .*Book again/);
  });

  test.each([["cross-site"], ["same-site"]])("takes no form from a %s page", async (site) => {
    const { link, path, uid } = await booked();
    await ana.get(link);
    const answer = await ana.post(`${path}/cancel`, {}, { "sec-fetch-site": site });
    expect([answer.status, await statusOf(uid)]).toEqual([403, "confirmed"]);
  });

  test("does not claim what did not happen", async () => {
    const { link, path } = await booked();
    await ana.get(link);
    expect(textOf((await ana.get(`${path}?done=moved`)).html)).not.toContain("was moved");
  });
});
