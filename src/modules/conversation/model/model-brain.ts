import { SECOND } from "#kernel/instant.ts";
import {
  type BrainName,
  BrainFailed,
  type BrainOutput,
  type BrainTurn,
  type ModelUse,
} from "#modules/conversation/brain.ts";
import { withoutCapabilities } from "#modules/conversation/verify.ts";
import { CHECK_THIS } from "#modules/conversation/words/en/prompt-rules.ts";
import { MODEL_TOOLS } from "#modules/conversation/words/en/prompt-tools.ts";
import type { LanguageModel, ModelMessage, ModelRequest } from "#ports/language-model.ts";

import type { Breaker } from "./breaker.ts";
import { fillFromDraft } from "./fill-from-draft.ts";
import { messagesFor } from "./messages.ts";
import { probablyAsked } from "./probably-asked.ts";
import { modelRound, type RoundEnd, type ToolWish } from "./model-round.ts";
import { systemPrompt } from "./system-prompt.ts";
import { estimateTokens } from "./tokens.ts";
import type { Patience, Timers } from "./watch.ts";

/** So many answers of a model make one turn at most; the last one has to be words. */
export const MOST_ROUNDS = 6;
/** What a turn begins with, about. */
export const PROMPT_TOKENS = 6_000;
const ANSWER_TOKENS = 350;

/** How long somebody who chats waits: for the first sign of an answer, between two, and for the whole turn. */
export const CHAT_PATIENCE: Patience = { first: 2 * SECOND, idle: 5 * SECOND, all: 20 * SECOND };

export type ModelBrainOptions = {
  readonly model: LanguageModel;
  readonly breaker: Breaker;
  readonly timers: Timers;
};

/** A brain that is a language model of somebody else's. It may be told within how long there have to be words. */
export type ModelBrain = {
  readonly name: BrainName;
  readonly speak: (turn: BrainTurn, wordsWithin?: number) => AsyncIterable<BrainOutput>;
};

export function modelBrain(options: ModelBrainOptions): ModelBrain {
  return {
    name: options.model.provider,
    speak: (turn, wordsWithin) => speakTurn(options, turn, wordsWithin),
  };
}

type Speech = AsyncGenerator<BrainOutput, void, undefined>;

async function* speakTurn(options: ModelBrainOptions, turn: BrainTurn, wordsWithin?: number): Speech {
  const request = firstRequest(turn);
  if (!options.breaker.tryNow()) throw new BrainFailed("resting");
  const messages = [...request.messages];
  const ask = askingWithin(options, turn, wordsWithin);
  let said = false;
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const mayCallTools = round < MOST_ROUNDS;
    const answer: RoundEnd = yield* ask({ ...request, messages: [...messages], mayCallTools }, said);
    const { text, call } = answer;
    said ||= text.trim() !== "";
    if (!call) {
      if (!said) throw new BrainFailed("empty");
      remember(turn, text);
      return;
    }
    const args = fillFromDraft(call.name, JSON.parse(call.json) as object, turn.state().draft);
    const result = turn.tools.run({ name: call.name, args });
    if (result.code === "NEEDS_CONFIRMATION") {
      // The server asks for the customer's yes in its own words, and nothing goes on before that.
      if (!said) yield { text: CHECK_THIS };
      turn.remember({});
      return;
    }
    messages.push(...carriedOn(text, call, withoutCapabilities(JSON.stringify(result))));
  }
  throw new BrainFailed("too_many_rounds");
}

/** What a brain proposed before is answered or gone; what a model asks now, only the state can tell. */
function remember(turn: BrainTurn, text: string): void {
  turn.remember({});
  turn.setAsked(text.includes("?") ? probablyAsked(turn.state()) : undefined);
}

type Ask = (request: ModelRequest, said: boolean) => AsyncGenerator<BrainOutput, RoundEnd, undefined>;

/** Asks the model for one answer after the other, none of them longer than the turn has time. */
function askingWithin(options: ModelBrainOptions, turn: BrainTurn, wordsWithin?: number): Ask {
  const { clock } = turn.ctx;
  const startedAt = clock.now();
  const left = (of: number): number => Math.max(0, startedAt + of - clock.now());
  const used = (use: ModelUse): void => turn.note({ kind: "used", use });
  return (request, said) => {
    const words = said || wordsWithin === undefined ? undefined : left(wordsWithin);
    const patience = { ...CHAT_PATIENCE, all: left(CHAT_PATIENCE.all), words };
    return modelRound({ ...options, clock, patience, signal: turn.signal, used }, request);
  };
}

function carriedOn(text: string, { id, name, json }: ToolWish, result: string): ModelMessage[] {
  return [
    ...(text.trim() === "" ? [] : [{ role: "assistant", text } as const]),
    { role: "tool_call", id, name, json },
    { role: "tool_result", id, json: result },
  ];
}

function firstRequest(turn: BrainTurn): ModelRequest {
  const { capabilities } = turn.ctx;
  const system = systemPrompt(turn.ctx);
  const room = PROMPT_TOKENS - estimateTokens(system) - TOOL_TOKENS;
  return {
    system,
    tools: MODEL_TOOLS,
    messages: messagesFor(turn, room),
    maxOutputTokens: ANSWER_TOKENS,
    mayCallTools: true,
    safetyId: capabilities.issue(`safety:${turn.conversationId}`),
    cacheKey: capabilities.issue("prompt cache"),
  };
}

const TOOL_TOKENS = estimateTokens(JSON.stringify(MODEL_TOOLS));
