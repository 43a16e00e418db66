import type { Pending } from "#modules/conversation/state.ts";

/** Postpones the answer: neither yes nor no. */
const PUTS_OFF =
  /\b(?:wait|hold on|hang on|one moment|a (?:sec|second|moment|minute)|let me (?:think|check|see|ask))\b/i;

/** Retracts a yes, whatever else is said. A second check besides the classifier's own. */
const TAKES_BACK =
  /\b(?:actually|instead|rather|change|different|not yet|do ?n[o']?t|never ?mind|unless|only if|except)\b|\bbut (?:at|on|with|for|make|in)\b/i;

export type Veto = "puts_off" | "takes_back";

/** The kind of word in a text that keeps a yes from counting, if any. */
export function vetoIn(text: string): Veto | undefined {
  const plain = text.replaceAll("’", "'");
  if (PUTS_OFF.test(plain)) return "puts_off";
  return TAKES_BACK.test(plain) ? "takes_back" : undefined;
}

const IT = "(?: (?:it|that|this|(?:the|my|this|that) (?:visit|appointment|booking)))?";
const DEEDS: Readonly<Partial<Record<Pending["act"]["kind"], RegExp>>> = {
  cancel: new RegExp(`(?:please )?\\b(?:go ahead and )?cancel${IT}(?: please)?(?=[\\s.,;!]|$)`, "gi"),
  move: new RegExp(
    `(?:please )?\\b(?:go ahead and )?(?:move|reschedule)${IT}(?: please)?(?=[\\s.,;!]|$)`,
    "gi",
  ),
};

/**
 * Removes words that merely repeat the act, as in "yes, cancel it"; a text without any others, such as "cancel
 * it" alone, becomes a plain yes.
 */
export function withoutDeed(text: string, kind: Pending["act"]["kind"]): string {
  const deed = DEEDS[kind];
  if (!deed) return text;
  const rest = text.replaceAll(deed, " ");
  return /[\p{L}\p{N}]/u.test(rest) || rest === text ? rest : "yes";
}
