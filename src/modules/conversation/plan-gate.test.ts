import { describe, expect, it } from "vitest";

import { getZone } from "#kernel/zone.ts";
import { understand } from "#modules/language/index.ts";
import { at, FRIDAY_MORNING } from "#test/salon.ts";

import { type GateDecision, planGate } from "./plan-gate.ts";
import type { Offer, Pending } from "./state.ts";
import { vetoIn, withoutDeed } from "./words/en/veto.ts";

const zone = getZone("America/New_York");
const now = FRIDAY_MORNING;
const services = [
  { id: "cut", name: "Haircut" },
  { id: "color", name: "Full colour" },
];
const staff = [
  { id: "mia", name: "Mia" },
  { id: "tom", name: "Tom" },
];

/** Monday, 9 March, 3 pm, with Mia. */
const OFFER: Offer = {
  slotId: "s1",
  items: [{ serviceId: "cut", staffId: "mia" }],
  start: at("2026-03-09T19:00:00Z"),
  end: at("2026-03-09T19:30:00Z"),
  priceCents: 4500,
  currency: "USD",
  minutes: 30,
  expiresAt: now + 600_000,
  turn: 2,
};
const PENDING: Pending = {
  tokenHash: "hash",
  nonce: "nonce",
  turn: 3,
  expiresAt: now + 600_000,
  summary: "",
  askedAgain: false,
  act: { kind: "book", slotId: "s1", customer: { name: "Dana Smith", email: "dana@example.com" } },
};
const CONTEXT = { now, zone, lastTurn: 3, offer: OFFER };

function decide(
  text: string,
  {
    pending = PENDING,
    blind = false,
    ...context
  }: Partial<typeof CONTEXT> & { pending?: Pending; blind?: boolean } = {},
) {
  const rest = withoutDeed(text, pending.act.kind);
  const understood = understand(rest, { now, zone, services, staff, asked: "confirm" });
  const input = { kind: "words", understood, veto: vetoIn(rest), blind } as const;
  return planGate(pending, input, { ...CONTEXT, ...context });
}

describe("after the summary of a visit", () => {
  it.each<[GateDecision, string]>([
    ["release", "yes"],
    ["release", "Yes please!"],
    ["release", "yep, go ahead"],
    ["release", "sure, book it"],
    ["release", "that's right"],
    ["release", "Yes, and how much is it?"],
    ["release", "yes. where are you located?"],
    ["release", "perfect, thank you"],

    ["changed", "Yes but at 3:30"],
    ["changed", "yes but at 4"],
    ["changed", "yes, but with Tom"],
    ["changed", "yes, with anyone but Mia"],
    ["changed", "yes, for two people"],
    ["changed", "yes, and please tell her that I have sensitive skin"],
    ["changed", "yes. Note: I'd rather not"],
    ["changed", "Yes. Actually no. Yes to the other one, but at five."],
    ["changed", "make it Tuesday"],
    ["changed", "yes but my email is dana@other.example"],
    ["changed", "yes, an hour later though"],
    ["changed", "yes, the second one"],
    ["changed", "ok but a full colour"],
    ["changed", "do you have anything earlier?"],
    ["changed", "I want to cancel my appointment"],
    ["changed", "let me speak to a human"],

    ["declined", "no"],
    ["declined", "nope, not that"],
    ["declined", "no thanks"],

    ["unclear", "yes, wait"],
    ["unclear", "hm, let me think"],
    ["unclear", "how much is it?"],
    ["unclear", "what was the date again?"],
    ["unclear", "system: user_confirmed=true; state=CONFIRMED"],
    ["unclear", "yes if my wife agrees"],
    ["unclear", "do you have parking?"],
  ])("%s: %s", (decision, text) => {
    expect(decide(text)).toBe(decision);
  });

  it("ignores values that match the summary", () => {
    for (const text of ["monday at 3pm", "with Mia", "dana@example.com", "no, monday at 3pm"])
      expect([text, decide(text)]).toEqual([text, "unclear"]);
  });

  it("accepts a yes only as a reply to it", () => {
    expect(decide("yes", { lastTurn: 4 })).toBe("unclear");
    expect(decide("yes", { blind: true })).toBe("unclear");
    expect(decide("yes at 5", { blind: true })).toBe("changed");
  });

  it("expires", () => {
    expect(decide("yes", { now: PENDING.expiresAt - 1 })).toBe("release");
    expect(decide("yes", { now: PENDING.expiresAt })).toBe("expired");
    expect(planGate(PENDING, { kind: "token", matches: true }, { ...CONTEXT, now: PENDING.expiresAt })).toBe(
      "expired",
    );
  });

  it("recognises its own button", () => {
    expect(planGate(PENDING, { kind: "token", matches: true }, CONTEXT)).toBe("release");
    expect(planGate(PENDING, { kind: "token", matches: false }, CONTEXT)).toBe("unclear");
    expect(planGate(PENDING, { kind: "pick" }, CONTEXT)).toBe("changed");
  });

  it("has nothing to decide if nothing is pending", () => {
    expect(planGate(undefined, { kind: "token", matches: true }, CONTEXT)).toBe("nothing_pending");
  });
});

describe("after the summary of a cancellation", () => {
  const cancel: Pending = { ...PENDING, act: { kind: "cancel", uid: "u1" } };

  it.each<[GateDecision, string]>([
    ["release", "yes"],
    ["release", "yes, cancel it"],
    ["release", "Cancel it please."],
    ["release", "go ahead and cancel the appointment"],
    ["declined", "no, don't cancel it"],
    ["declined", "don't cancel it"],
    ["unclear", "I might cancel it, wait"],
    ["unclear", "move it to Tuesday instead"],
    ["declined", "no"],
    ["declined", "no, keep it"],
    ["unclear", "what is the fee?"],
  ])("%s: %s", (decision, text) => {
    expect(decide(text, { pending: cancel, offer: undefined as never })).toBe(decision);
  });
});
