import type { Brain, BrainTurn } from "#modules/conversation/brain.ts";
import type { ConversationState } from "#modules/conversation/state.ts";

import { timesAsked } from "./asked-again.ts";
import { replyTo } from "./reply.ts";
import { openScene } from "./scene.ts";

/** The topic that a bare day or person asks about again. */
function toldIn({ understood, state }: BrainTurn): Pick<ConversationState, "told"> {
  if (state().draft.goal !== null) return {};
  if (understood.hints.includes("asks_presence")) return { told: "presence" };
  return understood.topics.includes("hours") ? { told: "hours" } : {};
}

/**
 * The assistant that works without a model: it acts on the same state through the same tools, and speaks from
 * templates. It can take over any turn of any conversation, and never fails for reasons outside this machine.
 */
export const builtinBrain: Brain = {
  name: "builtin",
  answersAtOnce: true,
  // oxlint-disable-next-line typescript/require-await -- a model's brain waits
  async *speak(turn) {
    const { text, asked, proposed, suggested, misses } = replyTo(openScene(turn));
    const again = timesAsked(turn, asked);
    turn.setAsked(asked);
    turn.remember({
      ...(proposed !== undefined && { proposed }),
      ...(suggested !== undefined && { suggested }),
      ...(misses > 0 && { misses }),
      ...(again > 0 && { again }),
      ...toldIn(turn),
    });
    yield { text };
  },
};
