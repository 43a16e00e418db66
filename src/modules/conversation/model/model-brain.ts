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

/** The most model answers in one turn; the last one must be text. */
export const MOST_ROUNDS = 6;
/** The approximate size of a turn's prompt, in tokens. */
export const PROMPT_TOKENS = 6_000;
const ANSWER_TOKENS = 350;

/**
 * How long a chatting customer waits, in milliseconds: for the first part, between two parts, and for the whole
 * turn.
 */
export const CHAT_PATIENCE: Patience = { first: 2 * SECOND, idle: 5 * SECOND, all: 20 * SECOND };

export type ModelBrainOptions = {
  readonly model: LanguageModel;
  readonly breaker: Breaker;
  readonly timers: Timers;
};

/**
 * A brain backed by an external language model. `wordsWithin` is the time in which its first text must arrive,
 * if set.
 */
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
      // The server asks for confirmation in its own words, and nothing continues before the reply.
      if (!said) yield { text: CHECK_THIS };
      turn.remember({});
      return;
    }
    messages.push(...carriedOn(text, call, withoutCapabilities(JSON.stringify(result))));
  }
  throw new BrainFailed("too_many_rounds");
}

/** Earlier proposals are answered or void; what a model asks now can only be inferred from the state. */
function remember(turn: BrainTurn, text: string): void {
  turn.remember({});
  turn.setAsked(text.includes("?") ? probablyAsked(turn.state()) : undefined);
}

type Ask = (request: ModelRequest, said: boolean) => AsyncGenerator<BrainOutput, RoundEnd, undefined>;

/** Requests one answer after the other, each limited by the time left in the turn. */
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
