import type { ConversationState } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

import type { DraftRules } from "./draft-update.ts";

type Parts = readonly { readonly serviceId: string }[];

/**
 * Which of several combined services are to be dropped: "drop the colour", "cancel the colour", "no blow-dry".
 */
export function droppedOf(
  parts: Parts,
  { services, refusedServices = [], intents, hints, dates, times }: Understanding,
): readonly string[] {
  const isOf = ({ id }: { readonly id: string }) => parts.some(({ serviceId }) => serviceId === id);
  const cancels = intents.includes("cancel") && dates.length + times.length === 0 && services.every(isOf);
  const gone = cancels && !hints.includes("also") ? [...services, ...refusedServices] : refusedServices;
  const ids = [...new Set(gone.filter(isOf).map(({ id }) => id))];
  return ids.length < parts.length ? ids : [];
}

/**
 * If a cut and a colour are requested or booked together, "cancel the colour" drops only that part: it neither
 * cancels the visit nor abandons the wish, and requests nothing new.
 */
export function withoutParts(
  { draft, verified }: ConversationState,
  understood: Understanding,
  { visits }: DraftRules,
): Understanding {
  const isWish = draft.goal === "book" || draft.goal === "waitlist";
  const parts = isWish ? draft.items : verified.length > 0 ? (visits.at(-1)?.items ?? []) : [];
  const gone = droppedOf(parts, understood);
  if (gone.length === 0) return understood;
  const { service: _, services, intents, refusedServices = [], ...rest } = understood;
  const isGone = ({ id }: { readonly id: string }) => gone.includes(id);
  const left = services.filter((one) => !isGone(one));
  return {
    ...rest,
    intents: intents.filter((intent) => intent !== "cancel" && (left.length > 0 || intent !== "book")),
    ...(left[0] && { service: left[0] }),
    services: left,
    refusedServices: [...refusedServices, ...services.filter(isGone)],
  };
}
