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

describe("several services in one visit, on the pages", () => {
  test("are selected, given a time, held and booked", async () => {
    const services = await ana.get("/t/luna/book");
    expect(textOf(services.html)).toContain("Several services in one visit");
    const ticked = `service=${luna.ids.cut}&service=${luna.ids.colour}`;
    const arranged = await ana.get(`/t/luna/book?${ticked}`);
    expect(textOf(arranged.html)).toContain("What order, and with whom?");
    const times = await ana.get(`/t/luna/book?${ticked}&staff=any&staff=any&date=2026-03-10`);
    expect(textOf(times.html)).toMatch(/Haircut \+ Colour 2 h · \$165\.50/);
    const start = buttons(times.html, "start").find((one) => one === "2026-03-10T15:00:00Z") ?? "";
    const held = await ana.post("/t/luna/book/hold", { ...hiddenFields(times.html), start });
    expect(held.status).toBe(303);
    const details = await ana.get(held.location);
    expect(textOf(details.html)).toContain("Held for you until 10:05 am");
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(details.html), ...ANA });
    expect(booked.status).toBe(303);
    const visit = await ana.get(booked.location);
    expect(textOf(visit.html)).toMatch(/11:00 am – 1:00 pm .*Haircut, Colour 2 h .*Noah .*\$165\.50/);
  });

  test("recur as one", async () => {
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

  test("are offered other times if theirs is taken", async () => {
    const choice = { service: `${luna.ids.cut},${luna.ids.colour}`, start: "2026-03-10T15:00:00Z" };
    await ana.post("/t/luna/book/hold", choice);
    const lost = await aVisitor(luna.app).post("/t/luna/book/hold", choice);
    expect(lost.status).toBe(409);
    expect(buttons(lost.html, "start").length).toBeGreaterThan(0);
  });

  test("are put into another order, and each given its person", async () => {
    const { cut, colour, mia, noah } = luna.ids;
    const asked = `service=${cut}&service=${colour}&staff=${mia}&staff=any`;
    const moved = await ana.get(`/t/luna/book?${asked}&up=1`);
    expect([moved.status, decodeURIComponent(moved.location)]).toEqual([
      303,
      `/t/luna/book?service=${colour},${cut}&staff=any,${mia}&arrange=yes#part-0`,
    ]);
    const arranged = await ana.get(moved.location);
    expect(textOf(arranged.html)).toMatch(
      /Colour 1 h 30 min.*Have Colour later.*Haircut 30 min.*Have Haircut sooner/,
    );
    expect(arranged.html).toContain(`<option value="${mia}" selected>Mia</option>`);
    const chosen = `service=${colour}&service=${cut}&staff=${noah}&staff=${mia}`;
    const times = await ana.get(`/t/luna/book?${chosen}&date=2026-03-10`);
    expect(textOf(times.html)).toMatch(
      /Colour \+ Haircut .*With Noah for Colour, Mia for Haircut .*with Mia and Noah/,
    );
    const start = "2026-03-10T15:00:00Z";
    const held = await ana.post("/t/luna/book/hold", { ...hiddenFields(times.html), start });
    const details = await ana.get(held.location);
    const booked = await ana.post("/t/luna/book", { ...hiddenFields(details.html), ...ANA });
    const visit = await ana.get(booked.location);
    expect(textOf(visit.html)).toMatch(/Colour, Haircut 2 h With Noah, Mia/);
  });

  test.each([
    ["the first cannot be had sooner", "up=0"],
    ["the last cannot be had later", "down=1"],
    ["what is not there is not moved", "down=7"],
  ])("stay in their order: %s", async (_, press) => {
    const { cut, colour } = luna.ids;
    const moved = await ana.get(`/t/luna/book?service=${cut}&service=${colour}&${press}`);
    expect(decodeURIComponent(moved.location)).toContain(`service=${cut},${colour}&staff=any,any&`);
  });

  test.each([
    ["somebody does not do it", () => `${luna.ids.noah},${luna.ids.mia}`],
    ["somebody is unknown", () => "any,x"],
    ["it is not said for each", () => luna.ids.noah],
    ["it is said for more than there are", () => "any,any,any"],
    ["it is nothing that can be read", () => "%00"],
  ])("ask again with whom where %s", async (_, staff) => {
    const { cut, colour } = luna.ids;
    const page = await ana.get(`/t/luna/book?service=${cut},${colour}&staff=${staff()}`);
    expect(page.status).toBe(200);
    expect(textOf(page.html)).toContain("What order, and with whom?");
  });

  test("are moved as one, each staying with the person asked for", async () => {
    const { cut, colour, mia } = luna.ids;
    const choice = { service: `${cut},${colour}`, staff: `${mia},any`, start: "2026-03-10T15:00:00Z" };
    const held = await ana.post("/t/luna/book/hold", choice);
    const details = await ana.get(held.location);
    const { location: here } = await ana.post("/t/luna/book", { ...hiddenFields(details.html), ...ANA });
    expect((await ana.get(here)).html).toContain(`href="${here}/move"`);
    const times = await ana.get(`${here}/move?date=2026-03-11`);
    expect(textOf(times.html)).toContain("Haircut, Colour with Mia, Noah");
    const start = buttons(times.html, "start").find((one) => one.startsWith("2026-03-11")) ?? "";
    const asked = await ana.get(`${here}/move?start=${start}`);
    expect(textOf(asked.html)).toMatch(/Move this visit\? .*Haircut, Colour 2 h .*Mia and Noah/);
    const moved = await ana.post(`${here}/move`, hiddenFields(asked.html));
    const visit = await ana.get(moved.location);
    expect(textOf(visit.html)).toMatch(/Your visit was moved.*Wednesday 11 March/);
    const off = await ana.post(`${here}/move`, { start: "2026-03-11T14:07:00Z" });
    expect([off.status, buttons(off.html, "start").length > 0]).toEqual([409, true]);
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
    expect([page.status, page.location]).toEqual([303, "/t/luna/book"]);
    const service = `${luna.ids.cut},${luna.ids.colour}`;
    const sent = await ana.post("/t/luna/waitlist", { service, start_date: "2026-03-10", ...ANA });
    expect(sent.status).toBe(404);
  });
});
