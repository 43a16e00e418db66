import type { Clock } from "#kernel/clock.ts";
import type { LanguageModel } from "#ports/language-model.ts";

import { createBreaker } from "./breaker.ts";
import { type ModelBrain, modelBrain } from "./model-brain.ts";
import type { Timers } from "./watch.ts";

export type ModelBrainsOptions = {
  readonly models: readonly LanguageModel[];
  readonly clock: Clock;
  readonly timers: Timers;
  /** Told when a provider refuses our account: nothing will help until the configuration changes. */
  readonly gaveUp: (provider: LanguageModel["provider"], detail: string) => void;
};

/** Brains of these models, each with a breaker of its own, which all businesses share: so is the key. */
export function modelBrains({ models, clock, timers, gaveUp }: ModelBrainsOptions): ModelBrain[] {
  return models.map((model) => {
    const breaker = createBreaker({ clock, gaveUp: (detail) => gaveUp(model.provider, detail) });
    return modelBrain({ model, breaker, timers });
  });
}
