import { describe, expect, it } from "vitest";

import { build } from "#db/tenant-db.ts";
import { type AssistantSettings, changeSettings, getAssistant } from "#modules/business/index.ts";
import type { Brain, BrainName, ModelUse } from "#modules/conversation/brain.ts";
import { handleTurn, startConversation } from "#modules/conversation/index.ts";
import type { PlanName } from "#ports/control-plane.ts";
import { aSalon } from "#test/salon.ts";

import { addUsage } from "./add-usage.ts";
import { PLAN_BUDGET, spentThisMonth } from "./budget.ts";
import { brainChooser } from "./choose-brain.ts";
import { conversationCosts } from "./cost-per-booking.ts";

const USE: ModelUse = {
  provider: "openai",
  model: "gpt-5.6-luna",
  uncachedIn: 1_000,
  cacheRead: 200,
  cacheWrite: 30,
  output: 4,
  reasoning: 0,
  costMicros: 2_000,
  priceVersion: "v",
  estimated: false,
  firstTokenMs: 1,
  totalMs: 2,
  outcome: "ok",
};

function brainOf(name: BrainName): Brain {
  return {
    name,
    // oxlint-disable-next-line typescript/require-await -- a brain may take its time
    async *speak({ note }) {
      if (name !== "builtin") note({ kind: "used", use: { ...USE, provider: name } });
      yield { text: `I am ${name}.` };
    },
  };
}

type Setting = { readonly plan?: PlanName; readonly models?: readonly ("openai" | "anthropic")[] };

function aBusiness({ plan = "premium", models = ["openai", "anthropic"] }: Setting = {}) {
  const salon = aSalon({ plan }).offers("cut").employs("mia", ["cut"]);
  const chooseBrain = brainChooser({
    models: models.map(brainOf),
    builtin: brainOf("builtin"),
  });
  const ctx = () => salon.ctx({ kind: "customer", id: null, channel: "chat" });
  return {
    salon,
    ctx,
    wants: (settings: Partial<AssistantSettings>) =>
      void changeSettings(salon.ctx(), "assistant", { ...getAssistant(salon.db), ...settings }),
    spends: (micros: number) =>
      salon.db.write((tx) => addUsage(tx, "2026-03-06", [{ ...USE, costMicros: micros }])),
    /** Returns who answers, and the notes made. */
    ask: async () => {
      const { conversationId } = startConversation(ctx(), {
        channel: "chat",
        addressHash: null,
        userAgent: null,
      });
      const input = { kind: "message", text: "hello" } as const;
      const turn = handleTurn(ctx(), conversationId, input, {
        chooseBrain,
        signal: new AbortController().signal,
      });
      for await (const _ of turn);
      await turn.settled;
      const rows = build
        .selectFrom("conversation_turns")
        .selectAll()
        .orderBy("conversation", "desc")
        .limit(1);
      const row = salon.db.first(rows);
      const trace = JSON.parse(row?.trace ?? "[]") as { kind: string; reason?: string }[];
      return [row?.brain, trace.find(({ kind }) => kind === "taken_over")?.reason];
    },
  };
}

describe("the brain of a business", () => {
  it.each<[AssistantSettings["brain"], (string | undefined)[]]>([
    ["auto", ["openai", undefined]],
    ["openai", ["openai", undefined]],
    ["anthropic", ["anthropic", undefined]],
    ["builtin", ["builtin", undefined]],
  ])("with %s", async (brain, expected) => {
    const business = aBusiness();
    business.wants({ brain });
    expect(await business.ask()).toEqual(expected);
  });

  it("is the built-in one if the requested model is not configured", async () => {
    const business = aBusiness({ models: ["openai"] });
    business.wants({ brain: "anthropic" });
    expect(await business.ask()).toEqual(["builtin", "not_configured"]);
  });

  it("is the built-in one if no model is configured", async () => {
    expect(await aBusiness({ models: [] }).ask()).toEqual(["builtin", undefined]);
  });
});

describe("a month's budget", () => {
  it.each(Object.entries(PLAN_BUDGET))("of %s ends at %i", async (plan, budget) => {
    const business = aBusiness({ plan: plan as PlanName });
    business.spends(budget - 1);
    expect(await business.ask()).toEqual(["openai", undefined]);
    expect(await business.ask()).toEqual(["builtin", "budget_spent"]);
  });

  it("can be lowered by the owner, never raised", async () => {
    const business = aBusiness({ plan: "starter" });
    business.wants({ monthly_budget_micros: 2_000 });
    expect(await business.ask()).toEqual(["openai", undefined]);
    expect(await business.ask()).toEqual(["builtin", "budget_spent"]);
    business.wants({ monthly_budget_micros: 900_000_000 });
    business.spends(PLAN_BUDGET.starter);
    expect(await business.ask()).toEqual(["builtin", "budget_spent"]);
  });

  it("of zero calls no model", async () => {
    const business = aBusiness();
    business.wants({ monthly_budget_micros: 0 });
    expect(await business.ask()).toEqual(["builtin", "budget_spent"]);
  });

  it("starts over with the month in the business's zone", async () => {
    const business = aBusiness({ plan: "starter" });
    business.spends(PLAN_BUDGET.starter);
    const { clock } = business.salon;
    // 1 April 2026, 03:59 in UTC is still March in New York.
    clock.advance(Date.UTC(2026, 3, 1, 3, 59) - clock.now());
    expect(await business.ask()).toEqual(["builtin", "budget_spent"]);
    clock.advance(60_000);
    expect(await business.ask()).toEqual(["openai", undefined]);
  });
});

describe("most of a month's budget", () => {
  const mails = ({ salon }: ReturnType<typeof aBusiness>) =>
    salon.db.all(build.selectFrom("outbox").select(["kind", "dedupe_key", "payload"]));

  it("is reported to the owner once, when four fifths are used", async () => {
    const business = aBusiness({ plan: "starter" });
    business.spends(3_995_000);
    await business.ask();
    expect(mails(business)).toEqual([]);
    for (let i = 0; i < 3; i += 1) await business.ask();
    expect(mails(business)).toMatchObject([{ dedupe_key: "model_budget_near/2026-03" }]);
    expect(JSON.parse(mails(business)[0]!.payload)).toEqual({
      month: "2026-03",
      spentMicros: 4_001_000,
      budgetMicros: 5_000_000,
    });
    const { clock } = business.salon;
    clock.advance(Date.UTC(2026, 3, 1, 5) - clock.now());
    await business.ask();
    expect(mails(business)).toHaveLength(1);
  });

  it("is reported even if one answer exceeds all of it", async () => {
    const business = aBusiness();
    business.wants({ monthly_budget_micros: 1_000 });
    await business.ask();
    expect(mails(business)).toHaveLength(1);
  });
});

describe("the cost of models", () => {
  it("is added up by day and model, with the turn", async () => {
    const business = aBusiness();
    await business.ask();
    await business.ask();
    expect(business.salon.db.all(build.selectFrom("model_usage").selectAll())).toEqual([
      {
        date: "2026-03-06",
        provider: "openai",
        model: "gpt-5.6-luna",
        turns: 2,
        uncached_in: 2_000,
        cache_read: 400,
        cache_write: 60,
        output: 8,
        cost_micros: 4_000,
      },
    ]);
    expect(spentThisMonth(business.ctx())).toBe(4_000);
    expect(business.salon.counted.filter(([what]) => what === "llmCostMicros")).toHaveLength(2);
  });

  it("is reported per booking, including conversations without one", async () => {
    const { salon, ask } = aBusiness();
    await ask();
    await ask();
    const now = salon.clock.now();
    expect(conversationCosts(salon.db, now, now + 1)).toEqual({
      conversations: 2,
      bookings: 0,
      costMicros: 4_000,
      microsPerBooking: null,
    });
  });
});
