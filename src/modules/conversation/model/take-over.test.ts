import { describe, expect, it } from "vitest";

import {
  type Brain,
  BrainFailed,
  type BrainNote,
  type BrainOutput,
  type BrainTurn,
} from "#modules/conversation/brain.ts";

import type { ModelBrain } from "./model-brain.ts";
import { takingOver } from "./take-over.ts";

type Said = { readonly words?: readonly string[]; readonly fails?: string; readonly calls?: string };

/** A brain that says something, calls tools and fails, with a record of what it was asked. */
function brainOf(name: "openai" | "anthropic", { words = [], fails, calls }: Said) {
  const asked: (number | undefined)[] = [];
  const brain: ModelBrain = {
    name,
    // oxlint-disable-next-line typescript/require-await -- a brain may take its time
    async *speak(turn, wordsWithin) {
      asked.push(wordsWithin);
      if (calls !== undefined) turn.tools.run({ name: calls, args: { b: 1, a: [2] } });
      for (const text of words) yield { text };
      if (fails !== undefined) throw new BrainFailed(fails);
    },
  };
  return { brain, asked };
}

const builtin: Brain = {
  name: "builtin",
  // oxlint-disable-next-line typescript/require-await -- a brain may take its time
  async *speak({ tools }) {
    tools.run({ name: "get_services", args: { a: [2], b: 1 } });
    yield { text: "built-in" };
  },
};

function aTurn(changes: Partial<BrainTurn> = {}) {
  const notes: BrainNote[] = [];
  const ran: string[] = [];
  const turn = {
    ctx: { log: { warn: () => {}, error: () => {} } },
    gate: { kind: "nothing_pending" },
    understood: { intents: [] },
    text: "hello",
    note: (note: BrainNote) => notes.push(note),
    tools: {
      run: ({ name }: { name: string }) => {
        ran.push(name);
        return { ok: true, code: "OK", data: null };
      },
    },
    signal: new AbortController().signal,
    ...changes,
  } as unknown as BrainTurn;
  return { turn, notes, ran };
}

async function hear(brain: Brain, turn: BrainTurn): Promise<BrainOutput[]> {
  const outputs: BrainOutput[] = [];
  for await (const output of brain.speak(turn)) outputs.push(output);
  return outputs;
}

const taken = (notes: readonly BrainNote[]) => notes.filter(({ kind }) => kind === "taken_over");
const speaker = (notes: readonly BrainNote[]) => notes.findLast((note) => note.kind === "spoke")?.brain;

describe("a turn is answered", () => {
  it("by the first model that can, and no other is called", async () => {
    const { turn, notes } = aTurn();
    const a = brainOf("openai", { words: ["One ", "two."] });
    const b = brainOf("anthropic", {});
    expect(await hear(takingOver([a.brain, b.brain], builtin), turn)).toEqual([
      { text: "One " },
      { text: "two." },
    ]);
    expect([a.asked, b.asked, taken(notes), speaker(notes)]).toEqual([[undefined], [], [], "openai"]);
  });

  it("by the next, with a time limit and unnoticed, if the first fails before any text", async () => {
    const { turn, notes } = aTurn();
    const a = brainOf("openai", { fails: "server" });
    const b = brainOf("anthropic", { words: ["Two."] });
    expect(await hear(takingOver([a.brain, b.brain], builtin), turn)).toEqual([{ text: "Two." }]);
    expect(b.asked).toEqual([1_500]);
    expect(taken(notes)).toEqual([{ kind: "taken_over", from: "openai", to: "anthropic", reason: "server" }]);
    expect(speaker(notes)).toBe("anthropic");
  });

  it("from the start if the first has already said something", async () => {
    const { turn } = aTurn();
    const a = brainOf("openai", { words: ["One "], fails: "network" });
    const b = brainOf("anthropic", { words: ["Two."] });
    expect(await hear(takingOver([a.brain, b.brain], builtin), turn)).toEqual([
      { text: "One " },
      { restart: true },
      { text: "Two." },
    ]);
  });

  it("by the built-in brain when no model can", async () => {
    const { turn, notes } = aTurn();
    const a = brainOf("openai", { fails: "timeout" });
    const b = brainOf("anthropic", { words: ["Hm"], fails: "overloaded" });
    expect(await hear(takingOver([a.brain, b.brain], builtin), turn)).toEqual([
      { text: "Hm" },
      { restart: true },
      { text: "built-in" },
    ]);
    expect(taken(notes).map((note) => note.kind === "taken_over" && note.to)).toEqual([
      "anthropic",
      "builtin",
    ]);
    expect(speaker(notes)).toBe("builtin");
  });

  it.each(["refusal", "too_many_rounds"])("by no other model after %s", async (reason) => {
    const { turn } = aTurn();
    const b = brainOf("anthropic", { words: ["Two."] });
    const brain = takingOver([brainOf("openai", { fails: reason }).brain, b.brain], builtin);
    expect(await hear(brain, turn)).toEqual([{ text: "built-in" }]);
    expect(b.asked).toEqual([]);
  });

  it("without a time limit if a model is resting, since no time was lost", async () => {
    const { turn } = aTurn();
    const b = brainOf("anthropic", { words: ["Two."] });
    await hear(takingOver([brainOf("openai", { fails: "resting" }).brain, b.brain], builtin), turn);
    expect(b.asked).toEqual([undefined]);
  });

  it("with earlier tool results: nothing is done twice", async () => {
    const { turn, ran } = aTurn();
    const a = brainOf("openai", { calls: "get_services", fails: "server" });
    const b = brainOf("anthropic", { calls: "get_services", fails: "server" });
    await hear(takingOver([a.brain, b.brain], builtin), turn);
    expect(ran).toEqual(["get_services"]);
  });

  it("no further once nobody is listening", async () => {
    const gone = new AbortController();
    gone.abort();
    const { turn } = aTurn({ signal: gone.signal });
    expect(await hear(takingOver([brainOf("openai", { fails: "aborted" }).brain], builtin), turn)).toEqual(
      [],
    );
  });

  it("by the built-in brain alone if a confirmed act is done and nothing else was said", async () => {
    const done = { gate: { kind: "done" } as never };
    const a = brainOf("openai", { words: ["One."] });
    const brain = takingOver([a.brain], builtin);
    expect(await hear(brain, aTurn({ ...done, text: "yes" }).turn)).toEqual([{ text: "built-in" }]);
    expect(await hear(brain, aTurn({ ...done, text: "yes, where are you?" }).turn)).toEqual([
      { text: "One." },
    ]);
  });

  it("with a note of why a model was not called", async () => {
    const { turn, notes } = aTurn();
    await hear(takingOver([], builtin, { from: "openai", reason: "budget_spent" }), turn);
    expect(taken(notes)).toEqual([
      { kind: "taken_over", from: "openai", to: "builtin", reason: "budget_spent" },
    ]);
  });
});
