import { describe, expect, it } from "vitest";

import { A_REQUEST } from "#test/language-models.ts";

import { useOf } from "./meter.ts";
import { PRICE_VERSION } from "./prices.ts";

const usage = { uncachedIn: 1_000, cacheRead: 500, cacheWrite: 0, output: 40, reasoning: 10 };
const answered = {
  model: { provider: "openai", model: "gpt-5.6-luna" },
  request: A_REQUEST,
  usage,
  written: "Good morning.",
  startedAt: 1_000,
  firstAt: 1_400,
  endedAt: 2_500,
  outcome: "ok",
} as const;

describe("the recorded usage of an answer", () => {
  it("is what the provider reported", () => {
    expect(useOf(answered)).toEqual({
      provider: "openai",
      model: "gpt-5.6-luna",
      ...usage,
      costMicros: 258,
      priceVersion: PRICE_VERSION,
      estimated: false,
      firstTokenMs: 400,
      totalMs: 1_500,
      outcome: "ok",
    });
  });

  it("is an estimate if it was cut off, and never less than the text received", () => {
    const use = useOf({
      ...answered,
      outcome: "network",
      usage: { ...usage, output: 1 },
      written: "word ".repeat(70),
    });
    expect(use).toMatchObject({ estimated: true, uncachedIn: 1_000, output: 100 });
  });

  it("is an estimate if the provider reported nothing", () => {
    const use = useOf({ ...answered, usage: undefined, outcome: "timeout", firstAt: undefined });
    expect(use).toMatchObject({ estimated: true, firstTokenMs: null });
    expect(use.uncachedIn).toBeGreaterThan(50);
    expect(use.costMicros).toBeGreaterThan(0);
  });

  it.each(["account", "rate", "overloaded", "bad_request"])(
    "is zero if the request was refused: %s",
    (outcome) => {
      const use = useOf({ ...answered, usage: undefined, written: "", outcome });
      expect(use).toMatchObject({ costMicros: 0, uncachedIn: 0, outcome });
    },
  );

  it("is marked if the price is a guess", () => {
    const use = useOf({ ...answered, model: { provider: "openai", model: "their-own-model" } });
    expect(use.estimated).toBe(true);
    expect(use.costMicros).toBeGreaterThan(5_000);
  });
});
