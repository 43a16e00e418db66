import { Counter, Histogram, type Registry } from "prom-client";

/** Metrics of conversations and of the language models used in them. */
export function conversationMetrics(registry: Registry, prefix: string) {
  const registers = [registry];
  return {
    chatTurns: new Counter<string>({
      name: `${prefix}chat_turns_total`,
      help: "Turns of conversations, by what came of them.",
      labelNames: ["outcome"],
      registers,
    }),
    chatTurnSeconds: new Histogram<string>({
      name: `${prefix}chat_turn_seconds`,
      help: "Time of a turn, from when it is taken up until all is said and written down.",
      labelNames: ["brain"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20],
      registers,
    }),
    llmAnswers: new Counter<string>({
      name: `${prefix}llm_answers_total`,
      help: "Answers of language models: ok, or why they ended early.",
      labelNames: ["provider", "outcome"],
      registers,
    }),
    llmFirstTokenSeconds: new Histogram<string>({
      name: `${prefix}llm_first_token_seconds`,
      help: "Time from a request to a language model until its first words or call.",
      labelNames: ["provider"],
      buckets: [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
      registers,
    }),
    llmCostMicros: new Counter<string>({
      name: `${prefix}llm_cost_micros_total`,
      help: "What language models cost, in millionths of a dollar, by the prices that we know.",
      registers,
    }),
  };
}
