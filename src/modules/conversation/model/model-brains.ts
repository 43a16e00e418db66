import type { Clock } from "#kernel/clock.ts";
import type { LanguageModel } from "#ports/language-model.ts";

import { createBreaker } from "./breaker.ts";
import { type ModelBrain, modelBrain } from "./model-brain.ts";
import type { Timers } from "./watch.ts";

export type ModelBrainsOptions = {
  readonly models: readonly LanguageModel[];
  readonly clock: Clock;
  readonly timers: Timers;
  /** Called when a provider refuses our account: only a configuration change can help. */
  readonly gaveUp: (provider: LanguageModel["provider"], detail: string) => void;
};

/** Brains for these models, each with its own breaker, shared by all businesses as the key is shared too. */
export function modelBrains({ models, clock, timers, gaveUp }: ModelBrainsOptions): ModelBrain[] {
  return models.map((model) => {
    const breaker = createBreaker({ clock, gaveUp: (detail) => gaveUp(model.provider, detail) });
    return modelBrain({ model, breaker, timers });
  });
}
