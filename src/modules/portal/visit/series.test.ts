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

/** Books this many Tuesdays at 11:00 with Mia, from 10 March on; returns the path of the first. */
async function tuesdays(times: string): Promise<string> {
  const choice = { service: luna.ids.cut, staff: luna.ids.mia, start: "2026-03-10T15:00:00Z" };
  const held = await ana.post("/t/luna/book/hold", choice);
  const form = await ana.get(held.location);
  const dates = await ana.post("/t/luna/book", {
    ...hiddenFields(form.html),
    ...ANA,
    repeat: "1-week",
    times,
  });
  const booked = await ana.post("/t/luna/book", { ...hiddenFields(dates.html), on_conflict: "stop" });
  return booked.location;
}

async function standing(): Promise<string[]> {
  const { body } = await luna.app.ask("GET", "/t/luna/v1/admin/bookings?limit=100", { key: "luna-key" });
  const items = body.items as { start: string; status: string; customer: { name: string } }[];
  return items
    .filter(({ status, customer }) => status === "confirmed" && customer.name === ANA.name)
    .map(({ start }) => start)
    .toSorted();
}

describe("the page of a recurring visit", () => {
  test("lists the others, each with a link that opens it", async () => {
    const here = await tuesdays("3");
    const page = await ana.get(here);
    expect(textOf(page.html)).toMatch(
      /The other visits Tuesday 17 March, 11:00 am booked Tuesday 24 March, 11:00 am booked/,
    );
    const [, other = ""] = /<a class="date-when tall-link" href="([^"]+)"/.exec(page.html) ?? [];
    const opened = await ana.get((await ana.get(other)).location);
    expect(textOf(opened.html)).toMatch(/You're booked.*Tuesday 17 March.*Tuesday 10 March, 11:00 am booked/);
  });

  test("says which of them are cancelled or over, and folds a long list", async () => {
    const here = await tuesdays("3");
    await ana.post(`${here}/cancel`, {});
    const [, other = ""] = /date-when tall-link" href="([^"]+)"/.exec((await ana.get(here)).html) ?? [];
    const { location } = await ana.get(other);
    expect(textOf((await ana.get(location)).html)).toContain("Tuesday 10 March, 11:00 am cancelled");
    luna.app.clock.advance(20 * 24 * 3_600_000);
    const later = textOf((await ana.get(location)).html);
    expect(later).toMatch(
      /This was the last one\. Show earlier ones \(2\) .*Tuesday 24 March, 11:00 am over/,
    );
  });

  test("asks nothing about others if there are none", async () => {
    const choice = { service: luna.ids.cut, staff: luna.ids.mia, start: "2026-03-10T15:00:00Z" };
    const held = await ana.post("/t/luna/book/hold", choice);
    const form = await ana.get(held.location);
    const { location: here } = await ana.post("/t/luna/book", { ...hiddenFields(form.html), ...ANA });
    expect(textOf((await ana.get(here)).html)).not.toContain("The other visits");
    for (const path of ["/cancel", "/move?start=2026-03-11T15:00:00Z"])
      expect((await ana.get(here + path)).html).not.toContain('name="scope"');
  });
});

describe("moving a recurring visit", () => {
  const WEDNESDAY = "2026-03-11T16:00:00Z";

  test.each([
    ["this", "Your visit was moved.", ["2026-03-11T16:00:00Z", "2026-03-17T15:00:00Z"]],
    ["this_and_later", "Your visits were moved.", ["2026-03-11T16:00:00Z", "2026-03-18T16:00:00Z"]],
    ["all", "Your visits were moved.", ["2026-03-11T16:00:00Z", "2026-03-18T16:00:00Z"]],
    ["nonsense", "Your visit was moved.", ["2026-03-11T16:00:00Z", "2026-03-17T15:00:00Z"]],
  ])("moves as much of it as requested: %s", async (scope, words, starts) => {
    const here = await tuesdays("2");
    const asked = await ana.get(`${here}/move?start=${WEDNESDAY}`);
    expect(textOf(asked.html)).toContain("This visit repeats. Move");
    const moved = await ana.post(`${here}/move`, { ...hiddenFields(asked.html), scope });
    expect(textOf((await ana.get(moved.location)).html)).toContain(words);
    expect(await standing()).toEqual(starts);
  });

  test.each([
    ["nearest", ["2026-03-11T16:00:00Z", "2026-03-18T15:30:00Z"], "Your visits were moved."],
    ["skip", ["2026-03-11T16:00:00Z", "2026-03-17T15:00:00Z"], "Some of your visits were moved."],
  ])("says what cannot move, and handles it as requested: %s", async (choice, starts, words) => {
    const here = await tuesdays("2");
    await takeForBen("2026-03-18T16:00:00Z");
    const sent = { start: WEDNESDAY, scope: "all" };
    const refused = await ana.post(`${here}/move`, sent);
    expect(refused.status).toBe(409);
    expect(textOf(refused.html)).toContain("Wednesday 18 March, 12:00 pm taken; nearest: Wednesday 18 March");
    expect(buttons(refused.html, "on_conflict")).toEqual(["nearest", "skip"]);
    expect(await standing()).toEqual(["2026-03-10T15:00:00Z", "2026-03-17T15:00:00Z"]);
    const moved = await ana.post(`${here}/move`, { ...hiddenFields(refused.html), on_conflict: choice });
    expect(textOf((await ana.get(moved.location)).html)).toContain(words);
    expect(await standing()).toEqual(starts);
  });

  test("lists all that cannot move, in order", async () => {
    const here = await tuesdays("4");
    for (const day of ["18", "25"]) await takeForBen(`2026-03-${day}T16:00:00Z`);
    const refused = await ana.post(`${here}/move`, { start: WEDNESDAY, scope: "this_and_later" });
    const words = [...refused.html.matchAll(/<span class="date-when">([^<]+)</g)].map(([, one]) => one);
    expect(words).toEqual(["Wednesday 18 March, 12:00 pm", "Wednesday 25 March, 12:00 pm"]);
  });

  test("offers no choice that leads nowhere", async () => {
    const here = await tuesdays("2");
    await takeForBen("2026-03-11T16:00:00Z");
    await takeForBen("2026-03-18T16:00:00Z");
    const refused = await ana.post(`${here}/move`, { start: WEDNESDAY, scope: "all", on_conflict: "skip" });
    expect(refused.status).toBe(409);
    expect(buttons(refused.html, "on_conflict")).toEqual(["nearest"]);
    expect(await standing()).toEqual(["2026-03-10T15:00:00Z", "2026-03-17T15:00:00Z"]);
  });
});

async function takeForBen(start: string): Promise<void> {
  const body = {
    service_id: luna.ids.cut,
    staff_id: luna.ids.mia,
    start,
    customer: { name: "Ben", email: "ben@example.com" },
  };
  const headers = { "idempotency-key": start };
  const { status } = await luna.app.ask("POST", "/t/luna/v1/public/bookings", { body, headers });
  expect(status).toBe(201);
}
