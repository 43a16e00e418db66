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

const cutAndColour = () => `${luna.ids.cut}%2C${luna.ids.colour}`;

describe("several services in one visit, by the pages", () => {
  test("are ticked, found a time for, kept and booked", async () => {
    const services = await ana.get("/t/luna/book");
    expect(textOf(services.html)).toContain("Several services in one visit");
    const ticked = `service=${luna.ids.cut}&service=${luna.ids.colour}`;
    const times = await ana.get(`/t/luna/book?${ticked}&date=2026-03-10`);
    expect(textOf(times.html)).toMatch(/Haircut \+ Colour 2 h · \$165\.50/);
    const start = buttons(times.html, "start").find((one) => one === "2026-03-10T15:00:00Z") ?? "";
    const held = await ana.post("/t/luna/book/hold", { ...hiddenFields(times.html), start });
    expect(held.status).toBe(303);
    const details = await ana.get(held.location);
    expect(textOf(details.html)).toContain("Kept for you until 10:05 am");
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(details.html), ...ANA });
    expect(booked.status).toBe(303);
    const visit = await ana.get(booked.location);
    expect(textOf(visit.html)).toMatch(/11:00 am – 1:00 pm .*Haircut, Colour 2 h .*Noah .*\$165\.50/);
  });

  test("come again as one", async () => {
    const held = await ana.post("/t/luna/book/hold", {
      service: `${luna.ids.cut},${luna.ids.colour}`,
      start: "2026-03-10T15:00:00Z",
    });
    const details = await ana.get(held.location);
    const sent = { ...hiddenFields(details.html), ...ANA, repeat: "1-week", times: "2" };
    const dates = await ana.post("/t/luna/book", sent);
    expect(textOf(dates.html)).toContain("$165.50 each");
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(dates.html), on_conflict: "stop" });
    expect(booked.status).toBe(303);
  });

  test("are offered other times when theirs is taken", async () => {
    const choice = { service: `${luna.ids.cut},${luna.ids.colour}`, start: "2026-03-10T15:00:00Z" };
    await ana.post("/t/luna/book/hold", choice);
    const lost = await aVisitor(luna.app).post("/t/luna/book/hold", choice);
    expect(lost.status).toBe(409);
    expect(buttons(lost.html, "start").length).toBeGreaterThan(0);
  });

  test.each([
    ["one of them is unknown", (cut: string) => `${cut},x`, 404],
    ["just one is ticked", (cut: string) => cut, 200],
    ["more are asked for than there may be", (cut: string) => Array(7).fill(cut).join(","), 200],
  ])("where %s", async (_, service, status) => {
    const page = await ana.get(`/t/luna/book?service=${encodeURIComponent(service(luna.ids.cut))}`);
    expect(page.status).toBe(status);
  });

  test("cannot be waited for", async () => {
    const times = await ana.get(`/t/luna/book?service=${cutAndColour()}`);
    expect(times.html).not.toContain("/t/luna/waitlist");
    const page = await ana.get(`/t/luna/waitlist?service=${cutAndColour()}`);
    expect(page.status).toBeLessThan(500);
    const sent = await ana.post("/t/luna/waitlist", { ...hiddenFields(page.html), ...ANA });
    expect(sent.status).toBeLessThan(500);
  });
});
