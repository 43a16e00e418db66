import type { Understanding } from "#modules/language/index.ts";

import type { ConversationState } from "./state.ts";

/** After opening hours were told, "And on Friday?" asks for the hours of that day. */
export function followUp({ told }: ConversationState, understood: Understanding): Understanding {
  if (told === "presence") return whoElse(understood);
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

/** Reads "And Mia?" or "and on Saturday?" after the customer was told whether somebody is in. */
function whoElse(understood: Understanding): Understanding {
  const { dates, times, services, staff, topics, intents, hints, acts } = understood;
  const isAlone = times.length === 0 && services.length === 0 && topics.length === 0;
  const asksOfDay = intents.every((intent) => intent === "availability");
  const isAsked = acts.includes("request") || acts.every((act) => act === "inform" || act === "unknown");
  if (!isAlone || !asksOfDay || !isAsked || (dates.length === 0 && staff === undefined)) return understood;
  return {
    ...understood,
    intents: [],
    hints: [...hints, "asks_presence"],
    acts: [...new Set([...acts, "request" as const])],
  };
}
