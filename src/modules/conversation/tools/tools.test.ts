import { describe, expect, it, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { bookSlot } from "#modules/booking/index.ts";
import { Talk } from "#test/conversation.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

function luna(options: Parameters<typeof aSalon>[0] = {}): Salon {
  return aSalon(options)
    .offers("cut", { name: "Haircut" })
    .offers("color", { name: "Full colour", duration_minutes: 60, price_cents: 9000 })
    .employs("mia", ["cut", "color"], { name: "Mia" })
    .employs("tom", ["cut"], { name: "Tom" });
}

const MONDAY = { start_date: "2026-03-09", end_date: "2026-03-09" };
const DANA = { customer_name: "Dana Smith", customer_email: "dana@example.com" };

async function call(salon: Salon, name: string, args: unknown) {
  const turn = await new Talk(salon).says("hm", () => [[name, args as object]]);
  // oxlint-disable-next-line typescript/no-explicit-any -- results have every shape
  return turn.results[0] as any;
}

const starts = (result: { data: { slots: { start_time_local: string }[] } }) =>
  result.data.slots.map((slot) => slot.start_time_local.slice(5));

describe("check_availability", () => {
  it("spreads its offers over a day, full hours first", async () => {
    expect(starts(await call(luna(), "check_availability", { service_id: "cut", ...MONDAY }))).toEqual([
      "03-09T09:00",
      "03-09T10:00",
      "03-09T11:00",
      "03-09T12:00",
      "03-09T13:00",
      "03-09T14:00",
      "03-09T15:00",
      "03-09T16:00",
    ]);
  });

  it("spreads its offers over the first days, morning and afternoon", async () => {
    const result = await call(luna(), "check_availability", {
      service_id: "cut",
      start_date: "2026-03-09",
      end_date: "2026-03-20",
    });
    expect(new Set(starts(result).map((start) => start.slice(0, 5)))).toEqual(
      new Set(["03-09", "03-10", "03-11", "03-12"]),
    );
    expect(starts(result).slice(0, 2)).toEqual(["03-09T09:00", "03-09T13:00"]);
    expect(result.data.truncated).toBe(true);
  });

  it.each([
    ["in a part of the day", { part_of_day: "afternoon" }, "03-09T12:00", "03-09T16:00"],
    ["between times", { from_time: "10:00", to_time: "10:30" }, "03-09T10:00", "03-09T10:15"],
    ["nearest to a time", { near_time: "16:00", most: 3 }, "03-09T15:45", "03-09T16:15"],
  ])("finds times %s", async (_what, more, first, last) => {
    const found = starts(await call(luna(), "check_availability", { service_id: "cut", ...MONDAY, ...more }));
    expect([found[0], found.at(-1)]).toEqual([first, last]);
  });

  it("finds times for several services with the people who would serve them", async () => {
    const result = await call(luna(), "check_availability", {
      items: [{ service_id: "cut", staff_id: "tom" }, { service_id: "color" }],
      ...MONDAY,
    });
    expect(result.data.slots[0]).toMatchObject({
      start_time_local: "2026-03-09T09:00",
      staff: ["Tom", "Mia"],
    });
  });

  it("offers the next time if none is free, and says whether the business is closed", async () => {
    const sunday = { service_id: "cut", start_date: "2026-03-08", end_date: "2026-03-08" };
    expect(await call(luna(), "check_availability", sunday)).toMatchObject({
      ok: false,
      code: "OUT_OF_HOURS",
      data: { slots: [], next_available: { start_time_local: "2026-03-09T09:00" } },
    });
    const salon = luna();
    salon.db.write((tx) => {
      for (const id of ["mia", "tom"])
        tx.run(
          build.insertInto("occupancies").values({
            subject_kind: "staff",
            subject_id: id,
            kind: "absence",
            owner_id: `away-${id}`,
            claim: `away-${id}`,
            start_at: at("2026-03-09T04:00:00Z"),
            end_at: at("2026-03-10T04:00:00Z"),
            expires_at: null,
          }),
        );
    });
    expect(await call(salon, "check_availability", { service_id: "cut", ...MONDAY })).toMatchObject({
      ok: true,
      say_hint: "none_free",
      data: { slots: [], next_available: { start_time_local: "2026-03-10T09:00" } },
    });
  });

  it.each([
    ["PAST", { service_id: "cut", start_date: "2026-03-01", end_date: "2026-03-02" }],
    ["UNKNOWN_SERVICE", { service_id: "bellas", ...MONDAY }],
    ["NEEDS_FIELDS", MONDAY],
    ["INVALID_ARGUMENT", { service_id: "cut", start_date: "2026-03-09", end_date: "2026-03-23" }],
    ["INVALID_ARGUMENT", { service_id: "cut", start_date: "2026-03-09", end_date: "2026-03-08" }],
    ["INVALID_ARGUMENT", { service_id: "cut", start_date: "2026-13-45", end_date: "2026-13-45" }],
    ["INVALID_ARGUMENT", { service_id: "color", staff_id: "tom", ...MONDAY }],
    ["INVALID_ARGUMENT", { service_id: "cut", ...MONDAY, tenant_id: "bella" }],
    ["INVALID_ARGUMENT", { service_id: 7, ...MONDAY }],
    ["INVALID_ARGUMENT", "everything"],
    ["NOT_VERIFIED", { booking_uid: "01kk1tk8m3p88m070v47kbf2av", ...MONDAY }],
  ])("answers %s to %j", async (code, args) => {
    expect(await call(luna(), "check_availability", args)).toMatchObject({ ok: false, code });
  });

  it("offers one person per start, chosen fairly, with the choice recorded", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await talk.says("a cut on monday", () => [["check_availability", { service_id: "cut", ...MONDAY }]]);
    await talk.says("Dana", () => [["create_booking", { start_time_local: "2026-03-09T09:00", ...DANA }]]);
    await talk.says("yes");
    const [item] = salon.db.all(build.selectFrom("booking_items").selectAll());
    expect(JSON.parse(item!.staff_choice)).toMatchObject({ rule: "tie_by_id", among: ["mia", "tom"] });
  });
});

describe("create_booking", () => {
  const offered = async (salon: Salon) => {
    const talk = new Talk(salon);
    await talk.says("a cut on monday", () => [["check_availability", { service_id: "cut", ...MONDAY }]]);
    return talk;
  };

  test.each([
    ["SLOT_NOT_OFFERED", { start_time_local: "2026-03-09T03:00", ...DANA }],
    ["SLOT_NOT_OFFERED", { start_time_local: "2026-03-10T09:00", ...DANA }],
    ["SLOT_NOT_OFFERED", { slot_id: "made-up", ...DANA }],
    ["SLOT_NOT_OFFERED", { service_id: "color", start_time_local: "2026-03-09T09:00", ...DANA }],
    ["SLOT_NOT_OFFERED", DANA],
    ["NEEDS_FIELDS", { start_time_local: "2026-03-09T09:00" }],
    ["NEEDS_FIELDS", { start_time_local: "2026-03-09T09:00", customer_name: "Dana" }],
    ["NEEDS_FIELDS", { start_time_local: "2026-03-09T09:00", customer_name: "Dana", customer_phone: "12" }],
    ["INVALID_ARGUMENT", { start_time_local: "tomorrow", ...DANA }],
    ["INVALID_ARGUMENT", { start_time_local: "2026-03-09T09:00", ...DANA, customer_email: "dana" }],
    ["INVALID_ARGUMENT", { start_time_local: "2026-03-09T09:00", ...DANA, price_cents: 0 }],
    ["INVALID_ARGUMENT", { start_time_local: "2026-03-09T09:00", ...DANA, notes: "x".repeat(1001) }],
    ["NEEDS_CONFIRMATION", { start_time_local: "2026-03-09T09:00", ...DANA }],
    [
      "NEEDS_CONFIRMATION",
      { start_time_local: "2026-03-09T09:00:00", customer_name: "Dana", customer_phone: "212 555 0142" },
    ],
  ])("answers %s to %j", async (code, args) => {
    const talk = await offered(luna());
    const turn = await talk.says("hm", () => [["create_appointment", args]]);
    expect(turn.results).toMatchObject([{ ok: false, code }]);
  });

  test.each([
    ["my back hurts, be gentle", "Be gentle: back hurts", " Note: “Be gentle: back hurts”."],
    ["my back hurts", "Call 555-0199 to pay a deposit", ""],
    ["note: my back hurts", "All is free for them", " Note: “My back hurts”."],
  ])("accepts only the customer's words as a note: %s", async (said, notes, noted) => {
    const talk = await offered(luna());
    await talk.says("I want to book it");
    const args = { start_time_local: "2026-03-09T09:00", ...DANA, notes };
    const { results } = await talk.says(said, () => [["create_booking", args]]);
    expect(results[0]?.data).toMatchObject({
      summary: expect.stringContaining(`Dana Smith, dana@example.com.${noted} Should I book it?`),
    });
  });

  test("recognises an expired offer", async () => {
    const salon = luna();
    const talk = await offered(salon);
    salon.clock.advance(10 * 60_000);
    const turn = await talk.says("hm", () => [
      ["create_booking", { start_time_local: "2026-03-09T09:00", ...DANA }],
    ]);
    expect(turn.results).toMatchObject([{ code: "OFFER_EXPIRED" }]);
  });

  test("asks which one is meant in a repeated hour", async () => {
    const night = { sun: [["00:00", "04:00"]] } as const;
    const salon = luna({ hours: night, now: at("2026-10-30T15:00:00Z") });
    const talk = new Talk(salon);
    const sunday = { start_date: "2026-11-01", end_date: "2026-11-01" };
    await talk.says("a cut", () => [
      ["check_availability", { service_id: "cut", ...sunday, from_time: "01:00", to_time: "01:15" }],
    ]);
    const turn = await talk.says("hm", () => [
      ["create_booking", { start_time_local: "2026-11-01T01:00", ...DANA }],
    ]);
    expect(turn.results).toMatchObject([{ code: "INVALID_ARGUMENT" }]);
  });
});

describe("the other tools", () => {
  test("list the services and describe the business", async () => {
    const salon = luna();
    expect(await call(salon, "get_services", {})).toMatchObject({
      ok: true,
      data: {
        services: [
          { service_id: "color", price: "$90" },
          {
            service_id: "cut",
            name: "Haircut",
            duration_minutes: 30,
            price: "$45",
            staff: [{ name: "Mia" }, {}],
          },
        ],
      },
    });
    const info = await call(salon, "get_business_info", {});
    expect(info.data).toMatchObject({ name: "Luna Hair", address: "1 Main St", today: "2026-03-06" });
    expect(info.data.hours.slice(0, 2)).toEqual([
      { date: "2026-03-06", label: "Friday 6 March", open: [{ from: "9:00 am", to: "5:00 pm" }] },
      { date: "2026-03-07", label: "Saturday 7 March", open: [] },
    ]);
  });

  test("add the customer to the waitlist once, if the plan includes one", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    const join = ["join_waitlist", { service_id: "cut", ...MONDAY, ...DANA }] as const;
    const turn = await talk.says("put me on the list", () => [[...join], [...join]]);
    expect(turn.results).toMatchObject([{ ok: true, data: { status: "waiting" } }, { ok: true }]);
    expect(turn.events.at(-1)).toEqual({ event: "done", state: "waitlisted" });
    expect(salon.db.all(build.selectFrom("waitlist_entries").selectAll())).toHaveLength(1);
    const starter = luna({ plan: "starter" });
    expect(await call(starter, "join_waitlist", { service_id: "cut", ...MONDAY, ...DANA })).toMatchObject({
      code: "PLAN_LIMIT",
    });
    expect(await call(salon, "join_waitlist", { service_id: "cut", ...MONDAY })).toMatchObject({
      code: "NEEDS_FIELDS",
      data: { fields: ["customer_name", "customer_email"] },
    });
    const past = { start_date: "2026-03-01", end_date: "2026-03-02" };
    expect(await call(salon, "join_waitlist", { service_id: "cut", ...past, ...DANA })).toMatchObject({
      code: "INVALID_ARGUMENT",
    });
  });

  test("escalate once, and record it", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    const hand = ["escalate_to_human", { reason: "wants the owner" }] as const;
    const turn = await talk.says("a person please", () => [[...hand], [...hand]]);
    expect(turn.events.filter(({ event }) => event === "handoff")).toMatchObject([
      { reason: "wants the owner" },
    ]);
    const log = salon.db.all(build.selectFrom("events").select("kind"));
    expect(log).toEqual([{ kind: "conversation_handed_over" }]);
    const mails = salon.db.all(build.selectFrom("outbox").select(["kind", "payload"]));
    expect(mails.map(({ kind, payload }) => [kind, JSON.parse(payload)])).toEqual([
      ["conversation_handed_over", { conversation: 1, reason: "wants the owner" }],
    ]);
  });

  test.each([
    ["rm_rf", {}],
    ["confirm_booking", { token: "x" }],
    ["get_services", { tenant: "bella" }],
    ["escalate_to_human", { to: "+15550199" }],
    ["search_knowledge", { query: "" }],
  ])("refuse %s %j", async (name, args) => {
    expect(await call(luna(), name, args)).toMatchObject({ ok: false, code: "INVALID_ARGUMENT" });
  });

  test("are limited to a number of calls per turn", async () => {
    const turn = await new Talk(luna()).says("hm", () =>
      Array.from({ length: 50 }, () => ["get_services", {}]),
    );
    expect(turn.results.filter(({ ok }) => ok)).toHaveLength(12);
    expect(turn.results.at(-1)).toEqual({ ok: false, code: "TOO_MANY_CALLS" });
  });
});

test("a slot taken meanwhile is not held, and the nearest ones are offered", async () => {
  const salon = luna();
  const talk = new Talk(salon);
  const looked = await talk.says("a cut with Mia", () => [
    ["check_availability", { service_id: "cut", staff_id: "mia", ...MONDAY }],
  ]);
  const slot = looked.events.find((event) => event.event === "slots")!.slots[0]!;
  bookSlot(salon.ctx(), {
    serviceId: "cut",
    staffId: "mia",
    start: at("2026-03-09T13:00:00Z"),
    customer: { name: "Eve", email: "eve@example.com" },
    source: "page",
  });
  let picked: unknown;
  const turn = await talk.does({ kind: "pick", slotId: slot.slot_id }, (brain) => {
    picked = brain.picked;
    return [];
  });
  expect(picked).toEqual({ kind: "refused", code: "SLOT_TAKEN" });
  const slots = turn.events.find((event) => event.event === "slots")!.slots;
  expect(slots.map((one) => [one.start_local.slice(11), one.staff?.id])).toEqual([
    ["09:30", "mia"],
    ["09:45", "mia"],
    ["10:00", "mia"],
  ]);
});
