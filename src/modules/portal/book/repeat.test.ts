import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { type Luna, startLuna } from "#test/luna-hair.ts";
import { aVisitor, buttons, hiddenFields, textOf, type Visitor } from "#test/visitor.ts";

const ANA = { name: "Ana Ruiz", email: "ana@example.com" };

let luna: Luna;
let ana: Visitor;

beforeEach(async () => {
  luna = await startLuna();
  ana = aVisitor(luna.app);
});
afterEach(() => luna.app.close());

/** The details form for Tuesday, 10 March, 11:00 with Mia. */
async function details(start = "2026-03-10T15:00:00Z") {
  const choice = { service: luna.ids.cut, staff: luna.ids.mia };
  const held = await ana.post("/t/luna/book/hold", { ...choice, start });
  return ana.get(held.location);
}

async function standing(): Promise<string[]> {
  const { body } = await luna.app.ask("GET", "/t/luna/v1/admin/bookings?limit=100", { key: "luna-key" });
  return body.items.map((one: { start: string }) => one.start);
}

describe("a recurring visit, on the pages", () => {
  test("shows its dates before they are booked, then the first visit", async () => {
    const form = await details();
    expect(textOf(form.html)).toContain("Repeat this visit");
    const sent = { ...hiddenFields(form.html), ...ANA, repeat: "1-week", times: "3" };
    const dates = await ana.post("/t/luna/book", sent);
    expect(dates.status).toBe(200);
    expect(textOf(dates.html)).toMatch(
      /Tuesday 10 March, 11:00 am free Tuesday 17 March, 11:00 am free Tuesday 24 March, 11:00 am free \$45 each/,
    );
    expect(textOf(dates.html)).toContain("Book all 3 visits");
    expect(await standing()).toEqual([]);
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(dates.html), on_conflict: "stop" });
    expect(booked.status).toBe(303);
    expect(await standing()).toHaveLength(3);
    const page = await ana.get(booked.location);
    expect(textOf(page.html)).toContain("Tuesday 10 March");
    const again = await ana.post("/t/luna/book", { ...hiddenFields(dates.html), on_conflict: "stop" });
    expect([again.status, (await standing()).length]).toEqual([303, 3]);
  });

  test("says what is not free, and offers what can be done", async () => {
    const body = {
      service_id: luna.ids.cut,
      staff_id: luna.ids.mia,
      start: "2026-03-17T15:00:00Z",
      customer: { name: "Ben", email: "ben@example.com" },
    };
    await luna.app.ask("POST", "/t/luna/v1/public/bookings", { body, headers: { "idempotency-key": "ben" } });
    const form = await details();
    const sent = { ...hiddenFields(form.html), ...ANA, repeat: "1-week", times: "6" };
    const dates = await ana.post("/t/luna/book", sent);
    expect(textOf(dates.html)).toContain("taken; nearest: Tuesday 17 March, 10:30 am");
    expect(textOf(dates.html)).toContain("can't be booked yet");
    expect(buttons(dates.html, "on_conflict")).toEqual(["nearest", "skip"]);
    const refused = await ana.post("/t/luna/book", { ...hiddenFields(dates.html), on_conflict: "stop" });
    expect(refused.status).toBe(409);
    expect(textOf(refused.html)).toContain("Some of these dates aren't free anymore.");
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(refused.html), on_conflict: "nearest" });
    expect(booked.status).toBe(303);
    expect(await standing()).toContain("2026-03-17T14:30:00Z");
  });

  test("leads back to the details with everything that was typed", async () => {
    const form = await details();
    const sent = {
      ...hiddenFields(form.html),
      ...ANA,
      notes: "By the window",
      repeat: "1-month",
      times: "2",
    };
    const dates = await ana.post("/t/luna/book", sent);
    const back = await ana.post("/t/luna/book", { ...hiddenFields(dates.html), edit: "yes" });
    expect(back.status).toBe(200);
    expect(back.html).toContain('value="ana@example.com"');
    expect(back.html).toContain("By the window");
    expect(back.html).toContain('<option value="1-month" selected>');
    expect(back.html).toContain('<option value="2" selected>');
  });

  test("is a single visit if nothing valid was chosen", async () => {
    const form = await details();
    const sent = { ...hiddenFields(form.html), ...ANA, repeat: "9-year", times: "x" };
    expect((await ana.post("/t/luna/book", sent)).status).toBe(303);
    expect(await standing()).toHaveLength(1);
  });

  test("is offered another time when the first is taken", async () => {
    const form = await details();
    const sent = { ...hiddenFields(form.html), ...ANA, repeat: "1-week", times: "2", price: "1" };
    const refused = await ana.post("/t/luna/book", sent);
    expect(refused.status).toBe(409);
    expect(textOf(refused.html)).toContain("This service has just changed.");
  });

  test("is cancelled as far as requested", async () => {
    const form = await details();
    const sent = { ...hiddenFields(form.html), ...ANA, repeat: "1-week", times: "3", on_conflict: "stop" };
    const booked = await ana.post("/t/luna/book", sent);
    const question = await ana.get(`${booked.location}/cancel`);
    expect(question.html).toContain('<option value="this_and_later">');
    await ana.post(`${booked.location}/cancel`, { scope: "all" });
    const { body } = await luna.app.ask("GET", "/t/luna/v1/admin/bookings", { key: "luna-key" });
    const statuses = body.items.map((one: { status: string }) => one.status);
    expect(statuses).toEqual(Array(3).fill("cancelled"));
  });
});
