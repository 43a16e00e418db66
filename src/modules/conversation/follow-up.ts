import type { Understanding } from "#modules/language/index.ts";

import type { ConversationState } from "./state.ts";

/** "And on Friday?", after the hours of a day were told, asks for those of another day. */
export function followUp({ told }: ConversationState, understood: Understanding): Understanding {
  const { dates, times, timeRange, services, staff, topics, intents, acts } = understood;
  const isDayAlone = dates.length > 0 && times.length === 0 && timeRange === undefined;
  const isAboutElse = services.length > 0 || staff !== undefined || topics.length > 0;
  if (told !== "hours" || !isDayAlone || isAboutElse) return understood;
  if (intents.some((intent) => intent !== "availability")) return understood;
  return {
    ...understood,
    intents: ["faq"],
    topics: ["hours"],
    acts: [...new Set([...acts, "request" as const])],
  };
}
