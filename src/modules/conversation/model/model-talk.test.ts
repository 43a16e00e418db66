import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { bookingView, listBookings } from "#modules/booking/index.ts";
import { builtinBrain as builtin } from "#modules/conversation/index.ts";
import { getZone } from "#kernel/zone.ts";
import { type Answer, PROVIDERS, type Provider } from "#test/language-models.ts";
import { AGREES, ANSWERS_OF_A_BOOKING, ASKS, booksAHaircut, CUSTOMER, PICKS } from "#test/model-dialogue.ts";
import { ModelTalk, type ModelTurn, startProviders, until } from "#test/model-talk.ts";
import { aSalon, type Salon } from "#test/salon.ts";

let providers: Awaited<ReturnType<typeof startProviders>>;
beforeAll(async () => {
  providers = await startProviders();
});
afterAll(() => providers.stop());

function luna(): Salon {
  return aSalon().offers("cut", { name: "Haircut" }).employs("mia", ["cut"], { name: "Mia" });
}

function talkTo(...names: Provider[]): ModelTalk {
  return new ModelTalk(luna(), { builtin, models: names.map((name) => [name, providers.of[name]]) });
}

function bookingsOf({ salon }: ModelTalk) {
  return listBookings(salon.db, { limit: 9 }).map((one) => bookingView(one, getZone("America/New_York")));
}

/** Expects exactly the agreed visit. */
function expectTheVisit(talk: ModelTalk): void {
  expect(bookingsOf(talk)).toMatchObject([
    { start_local: "2026-03-09T09:00", source: "chat", customer: { email: "dana@example.com" } },
  ]);
}

describe.each(PROVIDERS)("a visit booked with a model of %s", (name) => {
  it("is offered, confirmed and booked once", async () => {
    const provider = providers.of[name];
    provider.play((request) => ({
      response: { ...booksAHaircut(request), usage: { input_tokens: 1_000, output_tokens: 50 } },
    }));
    const talk = talkTo(name);

    const offered = await talk.says(ASKS);
    expect(offered).toMatchObject({
      text: "Monday 9 March has 9:00 am free. Does that suit you?",
      brain: name,
    });
    expect(offered.events.map(({ event }) => event)).toEqual(["delta", "delta", "slots", "done"]);
    const summed = await talk.says(PICKS);
    expect(summed.events.find(({ event }) => event === "confirm")).toMatchObject({
      summary: expect.stringContaining("dana@example.com"),
    });
    const done = await talk.says(AGREES);
    expect(done.events.map(({ event }) => event)).toEqual(["booking", "delta", "done"]);
    expect(done.text).toContain("1 Main St");
    expectTheVisit(talk);
    expect(provider.requests()).toHaveLength(ANSWERS_OF_A_BOOKING);
  });
});

type Failure = { readonly answer: Answer; readonly reason: string; readonly slow?: number };

const error = (status: number, type: string): Answer => ({
  response: { status, error: { message: "", type } },
});

/** Text that is cut off, in pieces far enough apart to be delivered one by one. */
const CUT: Answer = {
  response: { content: "Let me see what I can do for you. One moment." },
  how: { chunkSize: 6, latency: 3, truncateAfterChunks: 9 },
};

const FAILURES: Readonly<Record<string, Failure>> = {
  "401": { answer: error(401, "authentication_error"), reason: "account" },
  "429": { answer: error(429, "rate_limit_error"), reason: "rate" },
  "500": { answer: error(500, "api_error"), reason: "server" },
  "529": { answer: error(529, "overloaded_error"), reason: "overloaded" },
  "a cut stream": { answer: CUT, reason: "network" },
  "a slow first event": {
    answer: { response: { content: "Late." }, how: { latency: 600_000 } },
    reason: "timeout",
    slow: 2_000,
  },
  "a slow answer": {
    answer: {
      response: { content: "Let me see what I can do for you. One moment." },
      how: {
        chunkSize: 6,
        recordedTimings: { ttftMs: 0, interChunkDelaysMs: [0, 0, 0, 0, 600_000], totalDurationMs: 1 },
      },
    },
    reason: "timeout",
    slow: 5_000,
  },
  "garbled arguments": {
    answer: { response: { toolCalls: [{ name: "check_availability", arguments: '{"service_id": "cu' }] } },
    reason: "garbled",
  },
  "no words": { answer: { response: { content: "" } }, reason: "empty" },
};

/** Advances time while the turn waits, until it is over. */
async function letPass(
  { timers }: ModelTalk,
  turn: Promise<unknown>,
  milliseconds: number,
  hasFailed: () => boolean,
): Promise<void> {
  let isOver = false;
  void turn.then(() => (isOver = true));
  await until(() => {
    if (hasFailed() && timers.waiting(milliseconds) > 0) timers.pass(milliseconds);
    return isOver;
  });
}

describe.each(PROVIDERS)("when a model of %s fails", (name) => {
  const cases = Object.keys(FAILURES)
    // The Anthropic stand-in repairs broken arguments; the adapter's own test covers that case.
    .filter((failure) => name === "openai" || failure !== "garbled arguments")
    .flatMap((failure) => Array.from({ length: ANSWERS_OF_A_BOOKING }, (_, i) => [failure, i + 1] as const));

  it.each(cases)("with %s at answer %i, the visit is still booked once", async (failure, at) => {
    const { answer, reason, slow } = FAILURES[failure]!;
    const provider = providers.of[name];
    let hasFailed = false;
    provider.play((request, number) => {
      if (number !== at) return { response: booksAHaircut(request) };
      hasFailed = true;
      return answer;
    });
    const talk = talkTo(name);
    const turns: ModelTurn[] = [];
    for (const said of CUSTOMER) {
      const turn = talk.says(said);
      if (slow !== undefined && !hasFailed) await letPass(talk, turn, slow, () => hasFailed);
      turns.push(await turn);
    }

    expectTheVisit(talk);
    const taken = turns.flatMap(({ trace }) => trace.filter(({ kind }) => kind === "taken_over"));
    expect(taken[0]).toEqual({ kind: "taken_over", from: name, to: "builtin", reason });
    for (const { text, events } of turns) {
      expect(text).not.toBe("");
      expect(events.at(-1)?.event).toBe("done");
      expect(events.filter(({ event }) => event === "error")).toEqual([]);
    }
    expect(talk.timers.waiting()).toBe(0);
  });
});
