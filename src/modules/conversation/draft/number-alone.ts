import type { ConversationState } from "#modules/conversation/state.ts";

const ALONE =
  /^\W*(?:(?:i|we|no|nope|sorry|actually|wait|oh|mean|meant|come|coming|can|will|would|take|maybe|ok|okay|then|so|let'?s|say|make it|like|prefer|want|do)\W+)*(\d{1,2})(?:\W+(?:please|pls|then|ok|good|fine|works))*\W*$/i;

/** A number on its own, apart from words such as "I come": "10", "i come 11", "no 2". */
export function numberAlone(text: string): number | undefined {
  const digits = ALONE.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

const PLACE =
  /^\W*(?:(?:ok|okay|then|so|and|take|i'?ll take|the)\W+)*(?:first|second|third|fourth|fifth|last|\d(?:st|nd|rd|th))(?:\W+(?:one|please|pls|then))*\W*$/i;

/** "The second" and nothing else. */
export function isPlaceAlone(text: string): boolean {
  return PLACE.test(text);
}

/** A time was taken and contact details are being asked for: a number no longer refers to the list of times. */
export function isPastList({ chosen, asked }: ConversationState): boolean {
  return chosen !== undefined && (asked === "name" || asked === "email" || asked === "phone");
}
