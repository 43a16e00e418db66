import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type ConversationState, type Draft, NEW_STATE } from "#modules/conversation/state.ts";

import { applyUpdate } from "./apply-update.ts";
import { hear, shown, standing } from "./test-kit.ts";

const DATES = ["2026-03-10", "2026-03-11", "2026-03-17"] as const;

/** A partially specified wish, with or without shown times. */
const conversations: fc.Arbitrary<ConversationState> = fc
  .record({
    goal: fc.constantFrom("book" as const, null),
    items: fc.subarray([{ serviceId: "cut" }, { serviceId: "blow", staffId: "mia" }]),
    dates: fc.subarray([...DATES]),
    time: fc.option(fc.constantFrom(540, 900), { nil: undefined }),
    name: fc.option(fc.constant("Jo Brown"), { nil: undefined }),
    email: fc.option(fc.constant("jo@example.com"), { nil: undefined }),
    isShown: fc.boolean(),
  })
  .map(({ isShown, time, name, email, ...wish }) =>
    standing({
      draft: {
        ...wish,
        ...(time !== undefined && { time }),
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
      },
      ...(isShown && shown(["2026-03-10T09:00", "mia"], ["2026-03-10T15:00", "noah"])),
    }),
  );

describe("whatever was said before", () => {
  test("an empty message changes nothing", () => {
    fc.assert(
      fc.property(conversations, fc.constantFrom("", "  ", "…", "hm"), (state, nothing) => {
        const update = hear(state, nothing);
        expect(update).toMatchObject({ draft: state.draft, changed: [], doubts: [], abandoned: false });
        expect(update.picked).toBeUndefined();
        expect(applyUpdate(state, update)).toEqual(state);
      }),
    );
  });

  test.each<[string, keyof Draft]>([
    ["Jo Lee, jo@lee.example", "items"],
    ["Jo Lee, jo@lee.example", "dates"],
    ["Jo Lee, jo@lee.example", "time"],
    ["on Wednesday please", "items"],
    ["on Wednesday please", "time"],
    ["on Wednesday please", "email"],
    ["after 4", "items"],
    ["after 4", "dates"],
    ["a full colour", "dates"],
    ["a full colour", "time"],
    ["a full colour", "name"],
    ["is there parking?", "dates"],
    ["is there parking?", "items"],
    ["how much is a full colour?", "time"],
    ["with Mia", "dates"],
    ["with Mia", "email"],
  ])("“%s” leaves %s as it was", (text, key) => {
    fc.assert(
      fc.property(conversations, (state) => {
        // If times of another day are shown, a bare hour refers to that day.
        fc.pre(
          key !== "dates" || text !== "after 4" || state.shown.length === 0 || state.draft.dates.length === 0,
        );
        expect(hear(state, text).draft[key]).toEqual(state.draft[key]);
      }),
    );
  });

  test("repeating a message changes nothing more", () => {
    const lines = fc.constantFrom(
      "a haircut",
      "on Wednesday",
      "at 3 pm",
      "after 4",
      "Jo Lee, jo@lee.example",
      "not Tuesday",
    );
    fc.assert(
      fc.property(conversations, lines, (state, text) => {
        const once = applyUpdate(state, hear(state, text));
        expect(hear(once, text).draft).toEqual(once.draft);
      }),
    );
  });

  test("noise neither throws nor books", () => {
    fc.assert(
      fc.property(conversations, fc.string({ unit: "binary", maxLength: 80 }), (state, noise) => {
        const { draft } = hear(state, noise);
        expect(draft.items.every(({ serviceId }) => ["cut", "blow", "colour"].includes(serviceId))).toBe(
          true,
        );
      }),
    );
    expect(hear(NEW_STATE, "\u0000").draft).toEqual(NEW_STATE.draft);
  });
});

describe("what becomes void", () => {
  const chosen = standing({
    draft: { goal: "book", items: [{ serviceId: "cut" }], dates: ["2026-03-10"] },
    ...shown(["2026-03-10T09:00", "mia"], ["2026-03-10T15:00", "noah"]),
    chosen: { slotId: "slot1", holdId: "hold", heldUntil: null },
    phase: "details",
  });

  test.each<[string, { readonly offers: boolean; readonly choice: boolean }]>([
    ["a full colour instead", { offers: false, choice: false }],
    ["with Noah instead", { offers: false, choice: false }],
    ["on Wednesday", { offers: true, choice: false }],
    ["at 4 pm instead", { offers: true, choice: false }],
    ["my name is Jo", { offers: true, choice: true }],
    ["jo@example.com", { offers: true, choice: true }],
    ["is there parking?", { offers: true, choice: true }],
  ])("%s", (text, { offers, choice }) => {
    const after = applyUpdate(chosen, hear(chosen, text));
    expect(after.offers.length > 0).toBe(offers);
    expect(after.chosen !== undefined).toBe(choice);
  });
});
