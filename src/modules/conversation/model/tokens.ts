/** Tokens of a text, about: both providers' models take three to four characters of English for one. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 3.5);
}

/** As many lines from the top as have room, and whether that was all. Milder than a cut within a line. */
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
