import { build } from "#db/tenant-db.ts";
import type { Brain, EngineEvent, ModelUse, TurnInput } from "#modules/conversation/index.ts";
import { handleTurn, startConversation } from "#modules/conversation/index.ts";
import { createBreaker } from "#modules/conversation/model/breaker.ts";
import { brainChooser } from "#modules/conversation/model/choose-brain.ts";
import { type ModelBrain, modelBrain } from "#modules/conversation/model/model-brain.ts";

import { type HandTimers, handTimers } from "./hand-timers.ts";
import { type Provider, startProvider, type TestProvider } from "./language-models.ts";
import type { Salon } from "./salon.ts";

/** The result of one turn, as the customer saw it and as it was stored. */
export type ModelTurn = {
  readonly events: readonly EngineEvent[];
  /** The final text that the customer reads. */
  readonly text: string;
  readonly brain: string;
  readonly trace: readonly { readonly kind: string; readonly [key: string]: unknown }[];
  readonly uses: readonly ModelUse[];
};

/** A conversation with a business that asks these models, in this order, before the built-in brain. */
export class ModelTalk {
  readonly salon: Salon;
  readonly id: string;
  readonly timers: HandTimers;
  readonly gaveUp: string[] = [];
  readonly #choose: ReturnType<typeof brainChooser>;

  constructor(
    salon: Salon,
    { builtin, models }: { readonly builtin: Brain; readonly models: readonly [Provider, TestProvider][] },
  ) {
    this.salon = salon;
    this.timers = handTimers();
    const brains = models.map(([name, provider]): ModelBrain => {
      const gaveUp = (detail: string) => this.gaveUp.push(`${name} ${detail}`);
      const breaker = createBreaker({ clock: salon.clock, gaveUp });
      return modelBrain({ model: provider.model(name), breaker, timers: this.timers });
    });
    this.#choose = brainChooser({ models: brains, builtin });
    this.id = this.again();
  }

  /** Starts another conversation with the same brains. */
  again(): string {
    const started = { channel: "chat", addressHash: null, userAgent: "test" } as const;
    return startConversation(this.#ctx(), started).conversationId;
  }

  says(text: string, id = this.id): Promise<ModelTurn> {
    return this.does({ kind: "message", text }, id);
  }

  async does(input: TurnInput, id = this.id, signal = new AbortController().signal): Promise<ModelTurn> {
    const turn = handleTurn(this.#ctx(), id, input, { chooseBrain: this.#choose, signal });
    const events: EngineEvent[] = [];
    for await (const { event } of turn) events.push(event);
    await turn.settled;
    return { events, text: textOf(events), ...this.#written() };
  }

  /** The last turn as stored. */
  #written() {
    const query = build.selectFrom("conversation_turns").selectAll().orderBy("conversation", "desc");
    const row = this.salon.db.first(query.orderBy("turn", "desc").limit(1))!;
    return {
      brain: row.brain ?? "",
      trace: JSON.parse(row.trace ?? "[]") as ModelTurn["trace"],
      uses: JSON.parse(row.usage ?? "[]") as ModelUse[],
    };
  }

  #ctx() {
    return this.salon.ctx({ kind: "customer", id: null, channel: "chat" });
  }
}

function textOf(events: readonly EngineEvent[]): string {
  let text = "";
  for (const event of events) {
    if (event.event === "delta") text += event.text;
    if (event.event === "replace") text = event.text;
  }
  return text;
}

/** Two stand-ins, one per provider. */
export async function startProviders() {
  const [openai, anthropic] = await Promise.all([startProvider(), startProvider()]);
  const of = { openai, anthropic } as const;
  return { of, stop: () => Promise.all([openai.stop(), anthropic.stop()]) };
}

/** Waits until a condition holds, without a clock. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 100_000) throw new Error("It never came to that.");
    await new Promise<void>((resolve) => setTimeout(resolve, tries > 200 ? 1 : 0));
  }
}
