import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { listBookings } from "#modules/booking/index.ts";
import { builtinBrain as builtin } from "#modules/conversation/index.ts";
import type { Answer, Provider } from "#test/language-models.ts";
import { AGREES, ASKS, booksAHaircut, CUSTOMER, PICKS, resultsSince } from "#test/model-dialogue.ts";
import { ModelTalk, startProviders, until } from "#test/model-talk.ts";
import { aSalon } from "#test/salon.ts";

let providers: Awaited<ReturnType<typeof startProviders>>;
beforeAll(async () => {
  providers = await startProviders();
});
afterAll(() => providers.stop());

const DOWN: Answer = { response: { status: 500, error: { message: "", type: "api_error" } } };
const REFUSED: Answer = { response: { status: 401, error: { message: "", type: "authentication_error" } } };
const BUSY: Answer = {
  response: { status: 429, error: { message: "", type: "rate_limit_error" }, retryAfter: 20 },
};
const HANGING: Answer = { response: { content: "Late." }, how: { latency: 600_000 } };
const CUT: Answer = {
  response: { content: "Let me see what I can do for you. One moment, and I will look it up." },
  how: { chunkSize: 6, latency: 3, truncateAfterChunks: 11 },
};

function talk() {
  const salon = aSalon().offers("cut", { name: "Haircut" }).employs("mia", ["cut"], { name: "Mia" });
  const models: [Provider, (typeof providers.of)[Provider]][] = [
    ["openai", providers.of.openai],
    ["anthropic", providers.of.anthropic],
  ];
  return new ModelTalk(salon, { builtin, models });
}

const plays = (name: Provider, answer?: Answer) =>
  providers.of[name].play((request) => answer ?? { response: booksAHaircut(request) });
const asked = (name: Provider) => providers.of[name].requests().length;
const notes = (trace: readonly { kind: string }[]) =>
  trace.filter(({ kind }) => kind === "taken_over").map((note) => ({ ...note, kind: undefined }));

describe("when the first provider is down", () => {
  it("the second books the visit without anybody noticing", async () => {
    plays("openai", DOWN);
    plays("anthropic");
    const one = talk();
    const texts: string[] = [];
    for (const said of CUSTOMER) {
      const turn = await one.says(said);
      texts.push(turn.text);
      expect(turn.brain).toBe("anthropic");
      expect(turn.events.some(({ event }) => event === "replace" || event === "error")).toBe(false);
    }
    expect(texts[0]).toBe("Monday 9 March has 9:00 am free. Does that suit you?");
    expect(listBookings(one.salon.db, { limit: 9 })).toHaveLength(1);
  });

  it("the first is skipped after three failures, and tried again a minute later", async () => {
    plays("openai", DOWN);
    plays("anthropic");
    const one = talk();
    for (let i = 0; i < 5; i += 1) await one.says("Where are you?");
    expect(asked("openai")).toBe(3);
    plays("openai");
    one.salon.clock.advance(60_000);
    const again = await one.says("Where are you?");
    expect([again.brain, asked("openai")]).toEqual(["openai", 2]);
  });

  it("the first is skipped for as long as it asks", async () => {
    plays("openai", BUSY);
    plays("anthropic");
    const one = talk();
    const first = await one.says("Where are you?");
    expect(notes(first.trace)).toMatchObject([{ from: "openai", to: "anthropic", reason: "rate" }]);
    one.salon.clock.advance(19_000);
    const second = await one.says("Where are you?");
    expect(notes(second.trace)).toMatchObject([{ from: "openai", to: "anthropic", reason: "resting" }]);
    one.salon.clock.advance(2_000);
    await one.says("Where are you?");
    expect(asked("openai")).toBe(2);
  });

  it("the first is skipped for good if it refuses the account, which is reported once", async () => {
    plays("openai", REFUSED);
    plays("anthropic");
    const one = talk();
    for (let i = 0; i < 3; i += 1) {
      await one.says("Where are you?");
      one.salon.clock.advance(600_000);
    }
    expect(asked("openai")).toBe(1);
    expect(one.gaveUp).toEqual(["openai 401 authentication_error"]);
  });
});

describe("when the first provider breaks off", () => {
  it("the second starts over: the text is replaced, and results are reused", async () => {
    const found = (name: Provider, broken?: Answer) =>
      providers.of[name].play((request) =>
        broken && resultsSince(request) > 0 ? broken : { response: booksAHaircut(request) },
      );
    found("openai", CUT);
    found("anthropic");
    const one = talk();
    const turn = await one.says(ASKS);
    const kinds = turn.events.map(({ event }) => event);
    expect(kinds.indexOf("delta")).toBeLessThan(kinds.indexOf("replace"));
    expect(turn.text).toBe("Monday 9 March has 9:00 am free. Does that suit you?");
    expect(turn.trace.filter(({ kind }) => kind === "tool")).toHaveLength(1);
    expect(notes(turn.trace)).toMatchObject([{ from: "openai", to: "anthropic", reason: "network" }]);
    expect(turn.uses.map(({ provider, outcome }) => `${provider} ${outcome}`)).toEqual([
      "openai ok",
      "openai network",
      "anthropic ok",
      "anthropic ok",
    ]);
    await one.says(PICKS);
    await one.says(AGREES);
    expect(listBookings(one.salon.db, { limit: 9 })).toHaveLength(1);
  });
});

describe("when both providers fail", () => {
  it("the built-in brain books the visit", async () => {
    plays("openai", DOWN);
    plays("anthropic", REFUSED);
    const one = talk();
    for (const said of CUSTOMER) expect((await one.says(said)).brain).toBe("builtin");
    expect(listBookings(one.salon.db, { limit: 9 })).toHaveLength(1);
  });

  it("the built-in brain speaks a second and a half after the first failure, however long the second would take", async () => {
    plays("openai", DOWN);
    plays("anthropic", HANGING);
    const one = talk();
    let isOver = false;
    const turn = one.says(ASKS).finally(() => (isOver = true));
    await until(() => asked("anthropic") === 1 && one.timers.waiting(1_500) === 1);
    one.timers.pass(1_499);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isOver).toBe(false);
    one.timers.pass(1);
    const { brain, trace, text } = await turn;
    expect(brain).toBe("builtin");
    expect(notes(trace)).toMatchObject([
      { from: "openai", to: "anthropic", reason: "server" },
      { from: "anthropic", to: "builtin", reason: "timeout" },
    ]);
    expect(text).not.toBe("");
  });

  it("the whole turn takes twenty seconds at most", async () => {
    plays("openai");
    const one = talk();
    providers.of.openai.play((request) => {
      one.salon.clock.advance(21_000);
      return { response: booksAHaircut(request) };
    });
    plays("anthropic", DOWN);
    const turn = one.says(ASKS);
    await until(() => one.timers.waiting(0) > 0);
    one.timers.pass(0);
    expect((await turn).brain).toBe("builtin");
  });
});

describe("when nobody is listening any more", () => {
  it("the model is stopped, and its usage is recorded", async () => {
    plays("openai", HANGING);
    plays("anthropic");
    const one = talk();
    const gone = new AbortController();
    const turn = one.does({ kind: "message", text: "hello" }, one.id, gone.signal);
    await until(() => asked("openai") === 1);
    gone.abort();
    const { uses } = await turn;
    expect(uses).toMatchObject([{ outcome: "aborted", estimated: true }]);
    expect(asked("anthropic")).toBe(0);
    plays("openai");
    expect((await one.says("Where are you?")).brain).toBe("openai");
  });
});
