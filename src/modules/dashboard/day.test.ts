import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Luna, startLuna } from "#test/luna-hair.ts";
import { employOwner, OWNERS_PASSWORD } from "#test/sign-in-as.ts";
import { aVisitor, hiddenFields, textOf, type Visitor } from "#test/visitor.ts";

let luna: Luna;
let owner: Visitor;

beforeAll(async () => {
  luna = await startLuna();
  const { email } = await employOwner(luna.app, "luna");
  owner = aVisitor(luna.app);
  await owner.post("/admin/login", { email, password: OWNERS_PASSWORD });
});
afterAll(() => luna.app.close());

describe("the visits of a day", () => {
  async function booked(key: string, start: string): Promise<string> {
    const customer = { name: "Bo <b>", phone: "+12125550111" };
    const body = { service_id: luna.ids.cut, staff_id: luna.ids.noah, start, customer, notes: "By bike" };
    const answer = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
      headers: { "idempotency-key": key },
      body,
    });
    expect(answer.status).toBe(201);
    return (answer.body.booking as { uid: string }).uid;
  }
  const url = "/admin/tenants/luna/day";
  let kept: string;
  beforeAll(async () => {
    kept = await booked("kept", "2026-03-13T15:00:00Z");
  });

  it("are today's at the URL for today", async () => {
    const today = await owner.get("/admin/tenants/luna/today");
    expect(textOf(today.html)).toContain("Friday 6 March");
    expect(today.html).toBe((await owner.get(url)).html);
  });

  it("are listed with what can be marked, and marked once", async () => {
    const uid = await booked("day", "2026-03-12T15:00:00Z");
    const page = await owner.get(`${url}?date=2026-03-12`);
    expect(textOf(page.html)).toMatch(
      /Thursday 12 March .*11:00 am to 11:30 am Bo <b> Expected Haircut with Noah By bike \+12125550111 .*Cancel the visit and tell Bo/,
    );
    expect(textOf(page.html)).not.toMatch(/no-show/i);
    // Nobody arrives days early.
    expect(textOf(page.html)).not.toContain("Mark as here");
    const form = { ...hiddenFields(page.html), do: "checked_in" };
    for (const _twice of [1, 2])
      expect((await owner.post(`${url}/${uid}`, form)).location).toBe(
        `${url}?date=2026-03-12&done=checked_in`,
      );
    const after = textOf((await owner.get(`${url}?date=2026-03-12&done=checked_in`)).html);
    expect(after).toMatch(/Marked as here\. .*11:00 am .* Bo <b> Here/);
    // Nobody is served before the start.
    expect((await owner.post(`${url}/${uid}`, { ...form, do: "completed" })).status).toBe(409);
    // The version that the page showed is outdated.
    expect((await owner.post(`${url}/${uid}`, { ...form, do: "cancel" })).status).toBe(409);
    const fresh = hiddenFields((await owner.get(`${url}?date=2026-03-12`)).html);
    expect((await owner.post(`${url}/${uid}`, { ...fresh, do: "cancel" })).location).toContain(
      "done=cancelled",
    );
    expect(textOf((await owner.get(`${url}?date=2026-03-12`)).html)).toContain(
      "No visits on this day. 1 was cancelled.",
    );
  });

  it.each([
    ["an unknown action", { do: "explode", version: "1" }],
    ["no version", { do: "cancel" }],
    ["an invalid version", { do: "cancel", version: "x" }],
  ])("refuse %s", async (_what, form) => {
    expect((await owner.post(`${url}/${kept}`, form)).status).toBe(404);
  });

  it("can be checked in on the day, and are shown as late once their time is past", async () => {
    await booked("today", "2026-03-06T20:00:00Z");
    expect(textOf((await owner.get("/admin/tenants/luna")).html)).toMatch(
      /Next visit 3:00 pm Bo <b> Haircut with Noah/,
    );
    expect(textOf((await owner.get(url)).html)).toMatch(
      /Today, Friday 6 March 1 visit to come .*Now, 10:00 am 3:00 pm to .*Bo <b> Expected .*Mark as here .*Cancel/,
    );
    luna.app.clock.advance(Date.parse("2026-03-06T20:10:00Z") - luna.app.clock.now());
    const late = textOf((await owner.get(url)).html);
    expect(late).toMatch(
      /1 visit not here yet .*Bo <b> Not here yet .*Mark as here .*Mark as done .*Mark as no-show .*Now, 3:10 pm/,
    );
    expect(textOf((await owner.get("/admin/tenants/luna")).html)).toContain("No more visits today.");
    expect(late).not.toContain("Cancel");
  });

  it("are unchanged after refused actions", async () => {
    expect(textOf((await owner.get(`${url}?date=2026-03-13`)).html)).toContain("Bo <b> Expected");
  });

  it.each(["tomorrow", "2026-02-30", "", "9999-99-99"])("are today's for the date %j", async (date) => {
    expect(textOf((await owner.get(`${url}?date=${date}`)).html)).toContain("Today");
  });

  it("give a 404 for an unknown visit", async () => {
    expect((await owner.post(`${url}/nobody`, { do: "checked_in", version: "1" })).status).toBe(404);
  });
});
