import { anthropicModel } from "#adapters/anthropic-model.ts";
import { openAiModel } from "#adapters/openai-model.ts";
import type { Config } from "#config";
import type { Clock } from "#kernel/clock.ts";
import { brainChooser, builtinBrain, type ChooseBrain, modelBrains } from "#modules/conversation/index.ts";
import type { Alarms } from "#ports/alarms.ts";
import type { LanguageModel } from "#ports/language-model.ts";

export type BrainDeps = { readonly config: Config; readonly clock: Clock; readonly alarms: Alarms };

/**
 * Chooses the brain of conversations: the models whose keys are set, and the built-in one, which needs none.
 */
export function chooseBrains({ config, clock, alarms }: BrainDeps): ChooseBrain {
  const models = modelBrains({
    models: chooseModels(config),
    clock,
    timers: { after },
    gaveUp: (provider, detail) =>
      alarms.raise(
        "provider_down",
        provider,
        `${provider} refuses our account (${detail}); it is not asked again before the next start.`,
      ),
  });
  return brainChooser({ models, builtin: builtinBrain });
}

function chooseModels({ providers: { openai, anthropic } }: Config): readonly LanguageModel[] {
  return [...(openai ? [openAiModel(openai)] : []), ...(anthropic ? [anthropicModel(anthropic)] : [])];
}

function after(milliseconds: number, call: () => void): { readonly cancel: () => void } {
  const timer = setTimeout(call, milliseconds);
  return { cancel: () => clearTimeout(timer) };
}
