import { describe, expect, it } from "vitest";

import { costOf } from "./prices.ts";

const usage = { uncachedIn: 1_000, cacheRead: 2_000, cacheWrite: 400, output: 100, reasoning: 40 };

describe("the cost of an answer, in millionths of a dollar", () => {
  it.each([
    ["gpt-5.6-luna", 1_000 * 0.2 + 2_000 * 0.02 + 400 * 0.25 + 100 * 1.2],
    ["gpt-5.6-luna-2026-05-01", 460],
    ["claude-haiku-4-5", 1_000 + 200 + 500 + 500],
    ["claude-haiku-4-5-20251001", 2_200],
    ["claude-haiku-5-5", 100 + 20 + 50 + 50],
    ["gpt-4o-mini", 150 + 150 + 60 + 60],
  ])("of %s is %i", (model, micros) => {
    expect(costOf(model, usage)).toEqual({ micros, known: true });
  });

  it("is a high guess for an unlisted model", () => {
    const guess = costOf("somebody-elses-1", usage);
    expect(guess.known).toBe(false);
    expect(guess.micros).toBeGreaterThan(costOf("claude-sonnet-5-5", usage).micros);
    expect(costOf("gpt-4other", usage).known).toBe(false);
  });

  it("is rounded up, and zero tokens cost nothing", () => {
    const none = { uncachedIn: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 };
    expect(costOf("gpt-5.6-luna", none).micros).toBe(0);
    expect(costOf("gpt-5.6-luna", { ...none, cacheRead: 1 }).micros).toBe(1);
    expect(costOf("gpt-5.6-luna", { ...none, uncachedIn: 15 }).micros).toBe(3);
  });
});
