import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { aVisitor, buttons, hiddenFields, textOf, type Visitor } from "#test/visitor.ts";

const ANA = { name: "Ana Ruiz", email: "ana@example.com", phone: "(212) 555-0111" };

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

/** Continues to the details form, by the first time button. */
async function holdFirst(visitor: Visitor, staff = "any") {
  const times = await visitor.get(`/t/luna/book?service=${luna.ids.cut}&staff=${staff}`);
  const start = buttons(times.html, "start")[0] ?? "";
  const held = await visitor.post("/t/luna/book/hold", { ...hiddenFields(times.html), start });
  expect(held.status).toBe(303);
  return { start, held, details: await visitor.get(held.location) };
}

async function bookings(): Promise<
  {
    uid: string;
    status: string;
    start: string;
    customer: object;
    notes: string;
    source: string;
    price_cents: number;
  }[]
> {
  return (await luna.app.ask("GET", "/t/luna/v1/admin/bookings", { key: "luna-key" })).body.items;
}

describe("booking on the pages", () => {
  test("goes step by step, each with its own URL", async () => {
    const front = await ana.get("/t/luna/");
    expect(front.html).toContain(`href="/t/luna/book?service=${luna.ids.cut}"`);
    const people = await ana.get(`/t/luna/book?service=${luna.ids.cut}`);
    expect(textOf(people.html)).toMatch(/Anyone .*Today 11:00 am .*Mia .*Noah/);
    const times = await ana.get(`/t/luna/book?service=${luna.ids.cut}&staff=any`);
    expect(textOf(times.html)).toMatch(
      /Nearest free time Today 11:00 am with Mia or Noah .*Morning 11:00 am/,
    );
    expect(textOf(times.html)).toContain("Times in New York, UTC−5");
    const { details } = await holdFirst(ana);
    expect(textOf(details.html)).toContain("Held for you until 10:05 am");
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(details.html), ...ANA, notes: "Hi" });
    expect(booked.status).toBe(303);
    const visit = await ana.get(booked.location);
    expect(textOf(visit.html)).toMatch(
      /You're booked .*Today, Friday 6 March 11:00 am – 11:30 am .*Haircut .*\$45/,
    );
    expect(await bookings()).toMatchObject([
      {
        customer: { name: "Ana Ruiz", email: "ana@example.com", phone: "+12125550111" },
        notes: "Hi",
        source: "page",
        price_cents: 4500,
      },
    ]);
  });

  test("does not ask with whom if only one person does it", async () => {
    const times = await ana.get(`/t/luna/book?service=${luna.ids.colour}`);
    expect(textOf(times.html)).toMatch(/Colour 1 h 30 min · \$120\.50 .*With Noah .*When\?/);
  });

  test("books once however often the form is submitted", async () => {
    const { details } = await holdFirst(ana);
    const form = { ...hiddenFields(details.html), ...ANA };
    const [one, two] = await Promise.all([ana.post("/t/luna/book", form), ana.post("/t/luna/book", form)]);
    expect(one.location).toBe(two.location);
    expect(await bookings()).toHaveLength(1);
  });

  test("keeps what was typed if something is wrong with it, and says what next to the field", async () => {
    const { details } = await holdFirst(ana);
    const typed = { name: "", email: "ana@", phone: "12", notes: 'Side "entrance" <b>', consent_sms: "yes" };
    const again = await ana.post("/t/luna/book", { ...hiddenFields(details.html), ...typed });
    expect(again.status).toBe(400);
    expect(again.html).toContain('id="name-error"');
    expect(again.html).toMatch(
      /id="email"[^>]*value="ana@"[^>]*aria-invalid="true"[^>]*aria-describedby="reach email-error"/,
    );
    expect(again.html).toContain("Side &quot;entrance&quot; &lt;b&gt;");
    expect(again.html).toMatch(/name="consent_sms"[^>]* checked/);
    expect(await bookings()).toEqual([]);
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(again.html), ...ANA });
    expect(booked.status).toBe(303);
  });

  test("reserves a chosen time", async () => {
    const { start } = await holdFirst(ana, luna.ids.mia);
    const ben = aVisitor(luna.app);
    const times = await ben.get(`/t/luna/book?service=${luna.ids.cut}&staff=${luna.ids.mia}`);
    expect(buttons(times.html, "start")).not.toContain(start);
    const lost = await ben.post("/t/luna/book/hold", { service: luna.ids.cut, staff: luna.ids.mia, start });
    expect(lost.status).toBe(409);
    expect(textOf(lost.html)).toMatch(/Someone was a moment faster\. .*Still free: Today 11:30 am with Mia/);
  });

  test("releases the time when another one is chosen", async () => {
    const { start, held } = await holdFirst(ana, luna.ids.mia);
    const hold = new URLSearchParams(held.location.split("?")[1]).get("hold") ?? "";
    const back = await ana.get(`/t/luna/book?service=${luna.ids.cut}&staff=${luna.ids.mia}&hold=${hold}`);
    expect(buttons(back.html, "start")).toContain(start);
    const later = buttons(back.html, "start").at(-1) ?? "";
    await ana.post("/t/luna/book/hold", { ...hiddenFields(back.html), start: later });
    const ben = await aVisitor(luna.app).get(`/t/luna/book?service=${luna.ids.cut}&staff=${luna.ids.mia}`);
    expect(buttons(ben.html, "start")).toContain(start);
    expect(buttons(ben.html, "start")).not.toContain(later);
  });

  test("looks again when the time was kept too long ago: still free, it is booked", async () => {
    const { details } = await holdFirst(ana, luna.ids.mia);
    luna.app.clock.advance(6 * MINUTE);
    // While the time was held, the notice of an hour did not apply; now it does.
    const tooSoon = await ana.post("/t/luna/book", { ...hiddenFields(details.html), ...ANA });
    expect(textOf(tooSoon.html)).toContain("too soon to book online");
    const later = await ana.get(
      `/t/luna/book?service=${luna.ids.cut}&staff=${luna.ids.mia}&start=2026-03-07T15:00:00Z`,
    );
    expect(textOf(later.html)).not.toContain("Held for you");
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(later.html), ...ANA });
    expect(booked.status).toBe(303);
  });

  test("offers other times if somebody was faster, and keeps the details", async () => {
    const form = { service: luna.ids.cut, staff: luna.ids.mia, start: "2026-03-07T15:00:00Z" };
    const mine = await ana.get(`/t/luna/book?${new URLSearchParams(form).toString()}`);
    const ben = aVisitor(luna.app);
    await ben.post("/t/luna/book", { ...form, name: "Ben", email: "ben@example.com", key: "bens-key" });
    const lost = await ana.post("/t/luna/book", { ...hiddenFields(mine.html), ...ANA });
    expect(lost.status).toBe(409);
    expect(textOf(lost.html)).toMatch(
      /Someone was a moment faster.* Still free: Tomorrow 9:30 am with Mia Tomorrow 10:30 am/,
    );
    expect(lost.html).toContain('value="Ana Ruiz"');
    const [other = ""] = buttons(lost.html, "other");
    const kept = await ana.post("/t/luna/book", { ...hiddenFields(lost.html), ...ANA, other });
    expect([kept.status, textOf(kept.html).includes("Held for you until")]).toEqual([200, true]);
    expect(kept.html).toContain('value="ana@example.com"');
    expect(await bookings()).toHaveLength(1);
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(kept.html), ...ANA });
    expect(booked.status).toBe(303);
    expect((await bookings()).map((booking) => booking.start)).toContain(other);
  });

  test("shows at once that a linked time is gone", async () => {
    const form = { service: luna.ids.cut, staff: luna.ids.mia, start: "2026-03-07T15:00:00Z" };
    await ana.post("/t/luna/book", { ...form, ...ANA });
    const page = await aVisitor(luna.app).get(`/t/luna/book?${new URLSearchParams(form).toString()}`);
    expect(page.status).toBe(409);
    expect(page.html).not.toContain("Book this visit");
  });

  test("reassures a customer who goes back after booking", async () => {
    const { held, details } = await holdFirst(ana, luna.ids.mia);
    await ana.post("/t/luna/book", { ...hiddenFields(details.html), ...ANA });
    const back = textOf((await ana.get(held.location)).html);
    expect(back).toContain("If you've just booked it, you're all set.");
    expect(back).not.toContain("faster");
  });

  test("asks again if the price has changed since the form was shown", async () => {
    const { details } = await holdFirst(ana);
    const body = { price_cents: 5000 };
    await luna.app.ask("PATCH", `/t/luna/v1/admin/services/${luna.ids.cut}`, { key: "luna-key", body });
    const changed = await ana.post("/t/luna/book", { ...hiddenFields(details.html), ...ANA });
    expect([changed.status, await bookings()]).toEqual([409, []]);
    expect(textOf(changed.html)).toContain("It now takes 30 minutes and costs $50.");
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(changed.html), ...ANA });
    expect(booked.status).toBe(303);
    expect(await bookings()).toMatchObject([{ price_cents: 5000 }]);
  });

  test("asks again if the duration has changed since the form was shown", async () => {
    const { details } = await holdFirst(ana);
    const body = { duration_minutes: 60 };
    await luna.app.ask("PATCH", `/t/luna/v1/admin/services/${luna.ids.cut}`, { key: "luna-key", body });
    const { hold: _, ...withoutHold } = hiddenFields(details.html);
    const changed = await ana.post("/t/luna/book", { ...withoutHold, ...ANA });
    expect([changed.status, await bookings()]).toEqual([409, []]);
    expect(textOf(changed.html)).toContain("It now takes 60 minutes and costs $45.");
    expect((await ana.post("/t/luna/book", { ...hiddenFields(changed.html), ...ANA })).status).toBe(303);
  });

  test("offers other times if a service has become too long to fit", async () => {
    const { details } = await holdFirst(ana, luna.ids.mia);
    const fields = hiddenFields(details.html);
    const next = new Date(Date.parse(fields["start"] ?? "") + 30 * 60_000).toISOString();
    const customer = { name: "Ben", email: "ben@example.com" };
    const taken = { service_id: luna.ids.cut, staff_id: luna.ids.mia, start: next, customer };
    const how = { body: taken, headers: { "idempotency-key": "next" } };
    expect((await luna.app.ask("POST", "/t/luna/v1/public/bookings", how)).status).toBe(201);
    const body = { duration_minutes: 60 };
    await luna.app.ask("PATCH", `/t/luna/v1/admin/services/${luna.ids.cut}`, { key: "luna-key", body });
    const changed = await ana.post("/t/luna/book", { ...fields, ...ANA });
    expect(changed.status).toBe(409);
    expect(textOf(changed.html)).toContain("It now takes 60 minutes");
    expect(changed.html).not.toContain("Book this visit");
    expect(changed.html).toContain('name="other"');
  });

  test("tells a form changed after booking from one submitted twice", async () => {
    const { details } = await holdFirst(ana);
    const form = { ...hiddenFields(details.html), ...ANA };
    await ana.post("/t/luna/book", form);
    const other = await ana.post("/t/luna/book", { ...form, name: "Ana R." });
    expect(other.status).toBe(409);
    expect(textOf(other.html)).toContain("You've already sent this form.");
    expect(await bookings()).toHaveLength(1);
  });
});

describe("a booking step", () => {
  test.each([
    ["a service of nobody", "service=nothing"],
    ["what no id looks like", "service=..%2F..&staff[]=1"],
  ])("shows what can be booked for %s", async (_what, query) => {
    const page = await ana.get(`/t/luna/book?${query}`);
    expect(textOf(page.html)).toContain("Haircut");
  });

  test("with another business's service is not found", async () => {
    const bella = await luna.app.addTenant({ slug: "bella" });
    expect(bella.slug).toBe("bella");
    const page = await ana.get(`/t/bella/book?service=${luna.ids.cut}`);
    expect(page.status).toBe(404);
    const posted = await ana.post("/t/bella/book", {
      service: luna.ids.cut,
      start: "2026-03-09T14:00:00Z",
      ...ANA,
    });
    expect(posted.status).toBe(404);
  });

  test.each([["start=yesterday"], ["date=2026-99-99"], ["week=x"], ["hold=%00"]])(
    "takes what cannot be read (%s) as not chosen",
    async (query) => {
      const page = await ana.get(`/t/luna/book?service=${luna.ids.cut}&staff=any&${query}`);
      expect([page.status, textOf(page.html).includes("When?")]).toEqual([200, true]);
    },
  );

  test("in the past is lost, not booked", async () => {
    const gone = { service: luna.ids.cut, staff: "any", start: "2026-03-05T15:00:00Z" };
    const posted = await ana.post("/t/luna/book", { ...gone, ...ANA });
    expect(textOf(posted.html)).toContain("That time has already passed.");
    expect((await ana.post("/t/luna/book/hold", gone)).status).toBe(400);
    expect(await bookings()).toEqual([]);
  });

  test("without a time asks for one", async () => {
    const page = await ana.post("/t/luna/book", { service: luna.ids.cut, staff: "any", ...ANA });
    expect([page.status, textOf(page.html).includes("Please choose a time.")]).toEqual([400, true]);
  });

  test("leads beyond a full day", async () => {
    const page = await ana.get(`/t/luna/book?service=${luna.ids.cut}&staff=any&date=2026-03-08`);
    expect(textOf(page.html)).toContain("The next free time is Tuesday 10 March, 10:00 am");
  });

  test("lets a class be booked until it is full, and says how many places are left", async () => {
    const body = { name: "Braiding class", duration_minutes: 60, capacity: 3, slot_interval_minutes: 60 };
    const { body: made } = await luna.app.ask("POST", "/t/luna/v1/admin/services", { key: "luna-key", body });
    await luna.app.ask("PATCH", `/t/luna/v1/admin/staff/${luna.ids.mia}`, {
      key: "luna-key",
      body: { services: [luna.ids.cut, made.id] },
    });
    const page = await ana.get(`/t/luna/book?service=${made.id}`);
    expect(textOf(page.html)).toContain("3 places left");
  });
});

describe("a form", () => {
  const form = () => ({ service: luna.ids.cut, staff: "any", start: "2026-03-07T15:00:00Z", ...ANA });

  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another business's host", { "sec-fetch-site": "same-site", origin: "http://bella.localhost" }],
    ["another site, by an old browser", { origin: "https://evil.example" }],
    ["a frame without an origin", { origin: "null" }],
  ])("from %s is refused", async (_what, headers) => {
    const answer = await ana.post("/t/luna/book", form(), headers);
    expect([answer.status, await bookings()]).toEqual([403, []]);
  });

  test.each([
    ["our own page", { "sec-fetch-site": "same-origin", origin: "http://localhost" }],
    ["our own page, by an old browser", { origin: "http://localhost" }],
    ["no browser", {}],
  ])("from %s is taken", async (_what, headers) => {
    expect((await ana.post("/t/luna/book", form(), headers)).status).toBe(303);
  });

  test("that is not a form is refused, and so is a form where JSON is expected", async () => {
    const json = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "service_id=1",
    });
    expect(json.status).toBe(415);
    const text = await ana.post("/t/luna/book", form(), { "content-type": "text/plain" });
    expect(text.status).toBe(415);
  });

  test("that is far too long is refused", async () => {
    expect((await ana.post("/t/luna/book", { ...form(), notes: "n".repeat(70_000) })).status).toBe(413);
  });

  test("with duplicate fields, or none at all, gets an answer", async () => {
    expect((await ana.post("/t/luna/book", {})).status).toBe(404);
    const twice = await luna.app.app.inject({
      method: "POST",
      url: "/t/luna/book",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: `service=${luna.ids.cut}&service=x&name=a&name=b&__proto__=c&start=2026-03-07T15:00:00Z`,
    });
    expect(twice.statusCode).toBe(404);
  });
});

test("bookings are counted by address", async () => {
  const limited = await startLuna({ settings: { RATE_LIMITS: "on" } });
  opened.push(limited);
  const visitor = aVisitor(limited.app);
  const answers = [];
  for (let i = 0; i < 12; i++) answers.push((await visitor.post("/t/luna/book", {})).status);
  expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 404));
  expect(answers.at(-1)).toBe(429);
  const refused = await visitor.post("/t/luna/book", {});
  expect(refused.headers["retry-after"]).toBeDefined();
  expect(textOf(refused.html)).toContain("Please try again in 2 minutes.");
});
