/** Chooses one of several ways to say the same; always the same one for the same conversation and turn. */
export type OneOf = (...ways: readonly [string, ...string[]]) => string;

/** Two conversations differ, and so do two turns of one that say the same. */
export function variantsFor(conversationId: string, turn: number): OneOf {
  let seed = 2166136261;
  for (const char of conversationId) seed = Math.imul(seed ^ char.charCodeAt(0), 16777619) >>> 0;
  return (...ways) => ways[(seed + turn) % ways.length] ?? ways[0];
}
