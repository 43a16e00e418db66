import type { ConversationState } from "#modules/conversation/state.ts";

const ALONE =
  /^\W*(?:(?:i|we|no|nope|sorry|actually|wait|oh|mean|meant|come|coming|can|will|would|take|maybe|ok|okay|then|so|let'?s|say|make it|like|prefer|want|do)\W+)*(\d{1,2})(?:\W+(?:please|pls|then|ok|good|fine|works))*\W*$/i;

/** A number with nothing beside it but who comes: "10", "i come 11", "no 2". */
export function numberAlone(text: string): number | undefined {
  const digits = ALONE.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A time was taken, and who comes is asked now: a number is no place in the list of times any more. */
export function isPastList({ chosen, asked }: ConversationState): boolean {
  return chosen !== undefined && (asked === "name" || asked === "email" || asked === "phone");
}
