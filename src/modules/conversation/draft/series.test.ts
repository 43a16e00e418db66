import { describe, expect, test } from "vitest";

import { type Draft, NEW_STATE } from "#modules/conversation/state.ts";

import { applyUpdate } from "./apply-update.ts";
import { hear, RULES, shown, standing, theirs } from "./test-kit.ts";

const TUESDAY = "2026-03-10";
const biweekly = { every: "week", interval: 2 } as const;
const wish: Partial<Draft> = { goal: "book", items: [{ serviceId: "cut" }], dates: [TUESDAY], time: 600 };

describe("a repeating visit", () => {
  test.each<[string, Partial<Draft>]>([
    ["I'd like a haircut every second Tuesday at 10", { ...wish, repeat: biweekly }],
    ["a trim every two weeks, 6 times", { goal: "book", repeat: { ...biweekly, count: 6 } }],
    [
      "haircut with Mia on Tuesday at 10, once a month for half a year",
      {
        dates: [TUESDAY],
        repeat: { every: "month", interval: 1, lasting: { count: 6, unit: "month" } },
      },
    ],
    ["a standing haircut please", { repeat: { standing: true } }],
  ])("%s", (text, expected) => {
    expect(hear(NEW_STATE, text).draft).toMatchObject(expected);
  });

  test.each<[string, Partial<Draft>, string, Draft["repeat"]]>([
    [
      "how often",
      { repeat: { ...biweekly, count: 6 } },
      "no, every three weeks",
      { ...biweekly, interval: 3, count: 6 },
    ],
    ["how many", { repeat: { ...biweekly, count: 6 } }, "only four times", { ...biweekly, count: 4 }],
    [
      "until when",
      { repeat: { ...biweekly, count: 6 } },
      "until the end of April",
      { ...biweekly, until: "2026-04-30" },
    ],
    [
      "to months",
      { repeat: { ...biweekly, count: 6 } },
      "make it monthly",
      { every: "month", interval: 1, count: 6 },
    ],
    ["to once", { repeat: biweekly }, "actually just once", undefined],
    ["of a visit that was to be one", {}, "can I have that every week?", { every: "week", interval: 1 }],
    [
      "by the day alone",
      { repeat: { ...biweekly, count: 6, onConflict: "skip" } },
      "on Thursdays instead",
      { ...biweekly, count: 6 },
    ],
    ["not by a number of something else", {}, "I came 3 times before", undefined],
  ])("is corrected: %s", (_what, before, text, repeat) => {
    const state = standing({ draft: { ...wish, ...before } });
    expect(hear(state, text).draft.repeat).toEqual(repeat);
  });

  test("another end keeps the picked time, and voids the dates looked up", () => {
    const series = {
      slotId: "slot1",
      count: 0,
      starts: [],
      missed: [],
      minutes: 30,
      priceCents: 0,
      currency: "USD",
    };
    const state = standing({
      ...shown([`${TUESDAY}T10:00`, "mia"]),
      draft: { ...wish, repeat: biweekly },
      chosen: { slotId: "slot1", holdId: "hold", heldUntil: null },
      series,
      asked: "repeat_until",
    });
    const after = applyUpdate(state, hear(state, "until the end of May"));
    expect(after.chosen?.holdId).toBe("hold");
    expect(after.draft.dates).toEqual([TUESDAY]);
    expect(after.draft.repeat).toEqual({ ...biweekly, until: "2026-05-31" });
    expect(after.series).toBeUndefined();
  });

  test.each<[string, "skip" | "nearest" | undefined]>([
    ["leave them out", "skip"],
    ["the first", "skip"],
    ["take the nearest times please", "nearest"],
    ["the second", "nearest"],
    ["skip those", "skip"],
    ["how much is it?", undefined],
  ])("for unavailable dates: %s", (text, onConflict) => {
    const state = standing({ draft: { ...wish, repeat: { ...biweekly, count: 6 } }, asked: "conflict" });
    expect(hear(state, text).draft.repeat?.onConflict).toBe(onConflict);
  });

  test("a yes to the proposal", () => {
    const repeat = { ...biweekly, count: 6 };
    const skip = standing({ draft: { ...wish, repeat }, asked: "conflict", proposed: "skip" });
    expect(hear(skip, "yes please").draft.repeat).toEqual({ ...repeat, onConflict: "skip" });
    const far = standing({ draft: { ...wish, repeat: biweekly }, asked: "repeat_until", proposed: "as_far" });
    expect(hear(far, "yes").draft.repeat).toEqual({ ...biweekly, open: true });
  });
});

test.each<[string, Partial<Draft>]>([
  ["can I have that every week?", { dates: ["2026-03-17"], repeat: { every: "week", interval: 1 } }],
  ["and the same every two weeks from then on please", { dates: ["2026-03-24"] }],
  ["make it monthly, 5 times", { dates: ["2026-04-10"], repeat: { every: "month", interval: 1, count: 5 } }],
])("after a visit was booked, %s", (text, expected) => {
  const rules = { ...RULES, visits: [theirs("uid1", `${TUESDAY}T15:00`)] };
  const booked = standing({ phase: "booked", verified: ["uid1"], draft: { name: "Jo" } });
  expect(hear(booked, text, rules).draft).toMatchObject({
    goal: "book",
    items: [{ serviceId: "cut", staffId: "mia" }],
    time: 900,
    name: "Jo",
    ...expected,
  });
});

test("a reference with a word before it does not request a new visit", () => {
  const looking = standing({ draft: { goal: "reschedule", dates: [TUESDAY] }, phase: "lookup" });
  const { draft } = hear(looking, "booking 01kk1xb4w098wgaves689yzadp");
  expect(draft).toMatchObject({ goal: "reschedule", reference: "01kk1xb4w098wgaves689yzadp" });
});

describe("who performs which service", () => {
  const both = standing({
    draft: {
      goal: "book",
      items: [
        { serviceId: "cut", staffId: "noah" },
        { serviceId: "colour", staffId: "noah" },
      ],
    },
  });
  test.each<[string, Draft["items"]]>([
    [
      "full colour with Noah and a trim with Mia",
      [
        { serviceId: "colour", staffId: "noah" },
        { serviceId: "cut", staffId: "mia" },
      ],
    ],
    [
      "Mia for the haircut, Noah for the full colour",
      [
        { serviceId: "cut", staffId: "mia" },
        { serviceId: "colour", staffId: "noah" },
      ],
    ],
    [
      "haircut and blow-dry with Mia",
      [
        { serviceId: "cut", staffId: "mia" },
        { serviceId: "blow", staffId: "mia" },
      ],
    ],
  ])("%s", (text, items) => {
    expect(hear(NEW_STATE, text).draft.items).toEqual(items);
  });

  test.each<[string, Draft["items"]]>([
    [
      "the haircut with Mia please",
      [
        { serviceId: "cut", staffId: "mia" },
        { serviceId: "colour", staffId: "noah" },
      ],
    ],
    ["and a blow-dry with Mia too", [...both.draft.items, { serviceId: "blow", staffId: "mia" }]],
    [
      "both with anyone",
      [
        { serviceId: "cut", staffId: null },
        { serviceId: "colour", staffId: null },
      ],
    ],
  ])("later: %s", (text, items) => {
    expect(hear(both, text).draft.items).toEqual(items);
  });

  test("a person who does not perform their service becomes a doubt", () => {
    const { doubts } = hear(NEW_STATE, "full colour with Mia and haircut with Noah");
    expect(doubts).toEqual([{ about: "staff", why: "not_theirs", staffId: "mia", serviceId: "colour" }]);
  });
});

describe("a visit of a series", () => {
  const dates = ["2026-03-10", "2026-03-17", "2026-03-24"];
  const visits = dates.map((date, i) => ({ ...theirs(`uid${i}`, `${date}T10:00`), seriesId: "s" }));
  const rules = { ...RULES, visits };
  const booked = standing({ phase: "booked", verified: ["uid0", "uid1", "uid2"] });

  test.each<[string, Partial<Draft>]>([
    ["cancel my haircut", { bookingUid: "uid0" }],
    ["cancel all my haircuts", { bookingUid: "uid0", scope: "all" }],
    ["cancel the one on 17 March", { bookingUid: "uid1", scope: "this" }],
    ["cancel my appointment on 17 March and all later ones", { bookingUid: "uid1", scope: "this_and_later" }],
    ["cancel everything after 17 March", { bookingUid: "uid2", scope: "this_and_later" }],
    [
      "move the one on 17 March to 18 March at 11",
      { bookingUid: "uid1", scope: "this", dates: ["2026-03-18"] },
    ],
    ["I need to move my appointment on 17 March", { goal: "reschedule", bookingUid: "uid1", dates: [] }],
    ["please make it every two weeks instead", { goal: "reschedule", bookingUid: "uid0", dates: [] }],
    ["move my appointment to Wednesday", { goal: "reschedule", bookingUid: "uid0", dates: ["2026-03-11"] }],
    ["move all of them to 11", { goal: "reschedule", bookingUid: "uid0", scope: "all", time: 660 }],
  ])("%s", (text, expected) => {
    const { draft, doubts } = hear(booked, text, rules);
    expect(draft).toMatchObject(expected);
    expect(doubts).toEqual([]);
  });

  test.each<[string, Partial<Draft>]>([
    ["only the one on the 24th", { bookingUid: "uid2", scope: "this" }],
    ["all of them", { bookingUid: "uid0", scope: "all" }],
    ["the second", { bookingUid: "uid0", scope: "this_and_later" }],
  ])("asked which, %s", (text, expected) => {
    for (const goal of ["cancel", "reschedule"] as const) {
      const state = standing({
        ...booked,
        draft: { goal, bookingUid: "uid0", ...(goal === "reschedule" && { dates: ["2026-03-12"] }) },
        asked: "scope",
      });
      const { draft } = hear(state, text, rules);
      expect(draft).toMatchObject(expected);
      expect(draft.dates).toEqual(state.draft.dates);
    }
  });
});
