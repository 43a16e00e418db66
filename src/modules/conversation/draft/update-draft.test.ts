import { describe, expect, test } from "vitest";

import { type Draft, NEW_STATE } from "#modules/conversation/state.ts";

import { hear, RULES, shown, standing, theirs } from "./test-kit.ts";

const wish: Partial<Draft> = { goal: "book", items: [{ serviceId: "cut" }] };
const TUESDAY = "2026-03-10";
const onTuesday = standing({
  draft: { ...wish, dates: [TUESDAY] },
  ...shown([`${TUESDAY}T09:00`, "mia"], [`${TUESDAY}T11:30`, "noah"], [`${TUESDAY}T15:00`, "mia"]),
});
const chosen = standing({
  ...onTuesday,
  phase: "details",
  asked: "name",
  chosen: { slotId: "slot3", holdId: "hold", heldUntil: null },
});

describe("a first request", () => {
  test.each<[string, Partial<Draft>]>([
    ["a haircut please", wish],
    ["I'd like to book a trim on Tuesday at 3", { ...wish, dates: [TUESDAY], time: 900 }],
    ["haircut with Mia tomorrow", { items: [{ serviceId: "cut", staffId: "mia" }], dates: ["2026-03-07"] }],
    ["haircut with Mia or Noah", { items: [{ serviceId: "cut", among: ["mia", "noah"] }] }],
    // Only one of them performs it.
    ["blow-dry with Noah or Mia", { items: [{ serviceId: "blow", staffId: "mia" }] }],
    ["haircut, anyone but Noah", { items: [{ serviceId: "cut", staffId: "mia" }] }],
    ["anything with Noah on Tuesday?", { goal: "book", staffId: "noah", dates: [TUESDAY] }],
    ["haircut and full colour on Tuesday", { items: [{ serviceId: "cut" }, { serviceId: "colour" }] }],
    ["cut tomorrow or Tuesday, anyone is fine", { dates: ["2026-03-07", TUESDAY] }],
    [
      "a trim next week, in the morning",
      { dateRange: { start: "2026-03-09", end: "2026-03-15" }, timeRange: { start: 360, end: 720 } },
    ],
    ["a haircut as soon as possible", { ...wish, earliest: true }],
    ["Hi, I'm Jo Brown, can I get a trim? jo@example.com", { name: "Jo Brown", email: "jo@example.com" }],
    ["how much is a haircut?", { goal: null, items: [{ serviceId: "cut" }] }],
    ["I need to cancel my appointment", { goal: "cancel" }],
    ["can I move my appointment to Tuesday?", { goal: "reschedule", dates: [TUESDAY] }],
    ["when is my appointment?", { goal: "lookup" }],
    ["put me on the waitlist for Tuesday", { goal: "waitlist", dates: [TUESDAY] }],
  ])("%s", (text, expected) => {
    expect(hear(NEW_STATE, text).draft).toMatchObject(expected);
  });
});

describe("after times were shown", () => {
  test.each<[string, string | undefined]>([
    ["the second one", "slot2"],
    ["the last one please", "slot3"],
    ["3", "slot3"],
    ["9", "slot1"],
    ["the 3 o'clock", "slot3"],
    ["3pm works", "slot3"],
    ["11:30 please", "slot2"],
    ["half eleven", "slot2"],
    ["the earlier one", "slot1"],
    ["the latest", undefined],
    ["I'll take the morning one with Noah", "slot2"],
    ["the one with Noah", "slot2"],
    ["with Noah", undefined],
    ["the afternoon works", "slot3"],
    ["in the afternoon", undefined],
    ["Tuesday", undefined],
    ["any of those works", "slot1"],
    ["Tuesday at 9", "slot1"],
    ["Wednesday at 9", undefined],
    ["anything later?", undefined],
    ["not the 9 o'clock", undefined],
    ["how long does it take?", undefined],
    ["no", undefined],
    ["a blow-dry at 9 instead", undefined],
  ])("%s picks %s", (text, slot) => {
    expect(hear(onTuesday, text).picked).toBe(slot);
  });

  test("a yes to several leads to asking which", () => {
    expect(hear(onTuesday, "yes please").doubts).toMatchObject([{ about: "choice" }]);
  });

  test("a yes to one takes it", () => {
    const one = standing({ draft: wish, ...shown([`${TUESDAY}T15:00`, "mia"]), proposed: "pick" });
    expect(hear(one, "yes that works").picked).toBe("slot1");
    expect(hear(one, "no thanks").picked).toBeUndefined();
  });

  test("an expired one is not picked", () => {
    const late = { ...RULES, now: RULES.now + 11 * 60_000 };
    expect(hear(onTuesday, "the second one", late).picked).toBeUndefined();
  });

  test.each<[string, Partial<Draft>]>([
    ["anything later?", { dates: [TUESDAY], timeRange: { start: 901 } }],
    ["something earlier please", { dates: [TUESDAY], timeRange: { end: 540 } }],
    ["what about Wednesday?", { dates: ["2026-03-11"] }],
    ["the day after", { dates: ["2026-03-11"] }],
    [
      "with Noah, but on Wednesday",
      { items: [{ serviceId: "cut", staffId: "noah" }], dates: ["2026-03-11"] },
    ],
    ["can I have it at 2 instead?", { dates: [TUESDAY], time: 840 }],
    ["not Tuesday", { dates: [], refusedDates: [TUESDAY] }],
    ["actually a full colour", { items: [{ serviceId: "colour" }], dates: [TUESDAY] }],
    ["and a blow-dry too", { items: [{ serviceId: "cut" }, { serviceId: "blow" }] }],
  ])("%s", (text, expected) => {
    expect(hear(onTuesday, text).draft).toMatchObject(expected);
  });
});

describe("a day of the month", () => {
  test.each<[string, Partial<Draft>, string]>([
    ["of the month that was spoken of", { dates: ["2026-04-20"] }, "2026-04-21"],
    ["the next one where nothing was", {}, "2026-03-21"],
  ])("is %s", (_what, before, date) => {
    const { draft } = hear(standing({ draft: { ...wish, ...before } }), "the 21st at 10");
    expect(draft.dates).toEqual([date]);
  });

  test("is in the month that was shown", () => {
    const state = standing({ draft: wish, ...shown(["2026-04-20T09:00", "mia"]) });
    expect(hear(state, "the 21st at 10").draft.dates).toEqual(["2026-04-21"]);
  });
});

describe("after a time was picked", () => {
  test.each<[string, Partial<Draft>]>([
    ["an hour later", { dates: [TUESDAY], time: 960 }],
    ["half an hour earlier would be better", { dates: [TUESDAY], time: 870 }],
    ["same time next week", { dates: ["2026-03-17"], time: 900 }],
    ["same time on Thursday", { dates: ["2026-03-12"], time: 900 }],
    ["with him instead", { items: [{ serviceId: "cut", staffId: "noah" }] }],
    ["make it Thursday", { dates: ["2026-03-12"] }],
    ["a day later", { dates: ["2026-03-11"], time: 900 }],
    ["Jo Brown", { name: "Jo Brown", dates: [TUESDAY] }],
  ])("%s", (text, expected) => {
    expect(hear(chosen, text).draft).toMatchObject(expected);
  });
});

describe("after a visit was booked", () => {
  const rules = { ...RULES, visits: [theirs("uid1", `${TUESDAY}T15:00`)] };
  const booked = standing({
    phase: "booked",
    verified: ["uid1"],
    draft: { name: "Jo Brown", email: "jo@example.com" },
  });

  test("one for somebody else is near it, and asks for their name", () => {
    const { draft } = hear(booked, "great, and one for my son please", rules);
    expect(draft).toMatchObject({
      goal: "book",
      items: [{ serviceId: "cut" }],
      dates: [TUESDAY],
      email: "jo@example.com",
    });
    expect(draft.name).toBeUndefined();
  });

  test("that visit is the one to move or cancel", () => {
    expect(hear(booked, "can I move it an hour later?", rules).draft).toMatchObject({
      goal: "reschedule",
      bookingUid: "uid1",
    });
    expect(hear(booked, "cancel it please", rules).draft).toMatchObject({
      goal: "cancel",
      bookingUid: "uid1",
    });
  });

  test("of two visits, the named one is meant, or the customer is asked which", () => {
    const two = { ...rules, visits: [...rules.visits, theirs("uid2", "2026-03-12T09:00", "noah")] };
    const both = { ...booked, verified: ["uid1", "uid2"] };
    expect(hear(both, "cancel the one on Thursday", two).draft.bookingUid).toBe("uid2");
    expect(hear(both, "cancel my appointment", two).doubts).toMatchObject([
      { about: "visit", uids: ["uid1", "uid2"] },
    ]);
  });
});

describe("a mere question", () => {
  test.each([
    "are you open on Sunday?",
    "how long are you open on Wednesday",
    "how much is a full colour?",
    "is an online haircut possible?",
  ])("%s does not change the wish", (text) => {
    const { changed, draft } = hear(chosen, text);
    expect(changed).toEqual([]);
    expect(draft).toEqual(chosen.draft);
  });

  test("can come with the day for a visit", () => {
    const { draft } = hear(chosen, "how long does it take, and can I come Wednesday before 11?");
    expect(draft.dates).toEqual(["2026-03-11"]);
  });

  test("repeating an earlier request is a change if another time was picked", () => {
    const other = { ...chosen, draft: { ...chosen.draft, dates: ["2026-03-11" as const] } };
    expect(hear(other, "no, on Wednesday").changed).toContain("date");
  });
});

describe("giving up", () => {
  test("does not count if the message says something else as well", () => {
    const { draft, abandoned } = hear(chosen, "wait, changed my mind: a full colour");
    expect(abandoned).toBe(false);
    expect(draft.items).toEqual([{ serviceId: "colour" }]);
  });

  test("never mind ends the wish and keeps the contact details", () => {
    const { draft, abandoned } = hear(
      standing({ ...onTuesday, draft: { ...onTuesday.draft, name: "Jo" } }),
      "never mind",
    );
    expect(abandoned).toBe(true);
    expect(draft).toMatchObject({ goal: null, items: [], dates: [], name: "Jo" });
  });

  test("my appointment refers to an existing visit instead", () => {
    expect(hear(onTuesday, "I want to cancel my appointment").draft.goal).toBe("cancel");
  });
});

describe("what cannot be used as stated", () => {
  const ask = standing({ draft: wish, asked: "date" });
  test.each<[string, object]>([
    ["Tuesday the 11th of March", { about: "date", why: "weekday_disagrees" }],
    ["on 2026-03-02", { about: "date", why: "past", date: "2026-03-02" }],
    ["on 2026-12-02", { about: "date", why: "too_far", date: "2026-12-02" }],
    ["Sunday at 2:30 am", { about: "time", why: "gap", date: "2026-03-08", minutes: 150 }],
    ["today at 9 am", { about: "time", why: "past", date: "2026-03-06", minutes: 540 }],
  ])("%s is asked about", (text, doubt) => {
    expect(hear(ask, text).doubts).toMatchObject([doubt]);
  });

  test("a person who does not perform it becomes a doubt and is not requested", () => {
    const { draft, doubts } = hear(
      standing({ draft: { goal: "book", items: [{ serviceId: "colour" }] } }),
      "with Mia",
    );
    expect(draft.items).toEqual([{ serviceId: "colour" }]);
    expect(doubts).toEqual([{ about: "staff", why: "not_theirs", staffId: "mia", serviceId: "colour" }]);
  });

  test("an invalid address", () => {
    expect(hear(standing({ draft: wish, asked: "email" }), "jo@example").doubts).toMatchObject([
      { about: "email" },
    ]);
    expect(hear(standing({ draft: wish, asked: "phone" }), "555 123").doubts).toMatchObject([
      { about: "phone" },
    ]);
  });
});
