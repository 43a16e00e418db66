import { describe, expect, it } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import type { ModelFailure } from "#ports/language-model.ts";

import { createBreaker } from "./breaker.ts";

function aBreaker() {
  const clock = fixedClock(0);
  const given: string[] = [];
  const breaker = createBreaker({ clock, gaveUp: (detail) => given.push(detail) });
  const fail = (failure: ModelFailure = "server", retryAfter?: number) =>
    breaker.failed({ failure, detail: "500", ...(retryAfter !== undefined && { retryAfter }) });
  return { clock, given, breaker, fail, after: (seconds: number) => clock.advance(seconds * 1_000) };
}

describe("a breaker", () => {
  it("opens for 60 seconds after three failures within 30", () => {
    const { breaker, fail, after } = aBreaker();
    fail();
    after(14);
    fail();
    expect(breaker.tryNow()).toBe(true);
    after(14);
    fail();
    expect(breaker.tryNow()).toBe(false);
    after(59.9);
    expect(breaker.tryNow()).toBe(false);
    after(0.1);
    expect(breaker.tryNow()).toBe(true);
  });

  it("forgets old failures, and all failures before a success", () => {
    const { breaker, fail, after } = aBreaker();
    fail();
    fail();
    after(30);
    fail();
    expect(breaker.tryNow()).toBe(true);
    breaker.succeeded();
    fail();
    fail();
    expect(breaker.tryNow()).toBe(true);
  });

  it("lets one turn try after a rest: a success closes it, a failure reopens it at once", () => {
    const { breaker, fail, after } = aBreaker();
    for (let i = 0; i < 3; i += 1) fail();
    after(60);
    expect([breaker.tryNow(), breaker.tryNow(), breaker.tryNow()]).toEqual([true, false, false]);
    fail();
    expect(breaker.state()).toBe("open");
    after(60);
    expect(breaker.tryNow()).toBe(true);
    breaker.succeeded();
    expect([breaker.tryNow(), breaker.tryNow()]).toEqual([true, true]);
  });

  it("lets another turn try if the first one was inconclusive", () => {
    const { breaker, fail, after } = aBreaker();
    for (let i = 0; i < 3; i += 1) fail();
    after(60);
    expect(breaker.tryNow()).toBe(true);
    breaker.cancel();
    expect(breaker.tryNow()).toBe(true);
    fail("aborted");
    expect(breaker.tryNow()).toBe(true);
  });

  it("rests for as long as the provider asks, within reason", () => {
    const { breaker, fail, after } = aBreaker();
    fail("rate", 7_000);
    after(6.9);
    expect(breaker.tryNow()).toBe(false);
    after(0.2);
    expect(breaker.tryNow()).toBe(true);
    fail("rate", 86_400_000);
    after(600);
    expect(breaker.tryNow()).toBe(true);
  });

  it("gives up on an account until the configuration changes, and says so once", () => {
    const { breaker, given, fail, after } = aBreaker();
    fail("account");
    fail("account");
    expect(given).toEqual(["500"]);
    after(86_400);
    expect([breaker.tryNow(), breaker.state()]).toEqual([false, "given_up"]);
  });

  it("ignores answers that were aborted because nobody was listening", () => {
    const { breaker, fail } = aBreaker();
    for (let i = 0; i < 9; i += 1) fail("aborted");
    expect(breaker.state()).toBe("closed");
  });
});
