/**
 * The approximate number of tokens in a text: for both providers' models, a token is three to four characters
 * of English.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 3.5);
}

/**
 * As many leading lines as fit, and whether that was all of them. Whole lines read better than a cut within
 * one.
 */
export function fitting(
  lines: readonly string[],
  tokens: number,
): { readonly lines: readonly string[]; readonly all: boolean } {
  const fit: string[] = [];
  let left = tokens;
  for (const line of lines) {
    left -= estimateTokens(line) + 1;
    if (left < 0) return { lines: fit, all: false };
    fit.push(line);
  }
  return { lines: fit, all: true };
}
