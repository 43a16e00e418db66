/** Chooses between phrasings; always the same one for the same conversation and turn. */
export type OneOf = (...ways: readonly [string, ...string[]]) => string;

/** Varies phrasings between conversations, and between the turns of one. */
export function variantsFor(conversationId: string, turn: number): OneOf {
  let seed = 2166136261;
  for (const char of conversationId) seed = Math.imul(seed ^ char.charCodeAt(0), 16777619) >>> 0;
  return (...ways) => ways[(seed + turn) % ways.length] ?? ways[0];
}
