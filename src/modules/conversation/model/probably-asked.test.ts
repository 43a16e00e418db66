import { describe, expect, it } from "vitest";

import { type ConversationState, type Draft, EMPTY_DRAFT, NEW_STATE } from "#modules/conversation/state.ts";

import { probablyAsked } from "./probably-asked.ts";

const wish = (draft: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, goal: "book", ...draft });
const items = [{ serviceId: "cut" }];
const chosen = { slotId: "a", holdId: null, heldUntil: null };

describe("a model's question probably asks for", () => {
  it.each<[string | undefined, Partial<ConversationState>]>([
    [undefined, {}],
    ["service", { draft: wish({}) }],
    ["date", { draft: wish({ items }) }],
    ["time", { draft: wish({ items, dates: ["2026-03-09"] }) }],
    ["choice", { draft: wish({ items }), shown: ["a", "b"] }],
    ["name", { draft: wish({ items }), shown: ["a"], chosen }],
    ["email", { draft: wish({ items, name: "Dana" }), chosen }],
    [undefined, { draft: wish({ items, name: "Dana", phone: "+12125550100" }), chosen }],
    ["confirm", { draft: wish({ items }), chosen, pending: {} as never }],
  ])("%s", (asked, state) => {
    expect(probablyAsked({ ...NEW_STATE, ...state })).toBe(asked);
  });
});
