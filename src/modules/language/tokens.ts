import { normalise } from "./normalise.ts";

/** A word, a number, a written date or clock time, or one mark; with its place in the original text. */
export type Token = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Nothing stood between it and the token before. */
  readonly glued: boolean;
};

/** Written dates and clock times stay whole: 2026-03-05, 3/5/2026, 3/5, 15:30, 3.30. */
const FORMS =
  /\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{4}\/\d{1,2}\/\d{1,2}(?!\d)|\d{1,2}([/.-])\d{1,2}\1\d{2,4}(?!\d)|\d{1,2}\/\d{1,2}(?![\d/])|\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\d{1,2}\.[0-5]\d(?![\d.])|\d+|[a-z]+(?:'[a-z]+)*|\S/g;

/** The tokens of a text, in order, made plain (see `normalise`). */
export function tokenise(original: string): Token[] {
  const { text, at } = normalise(original);
  const tokens: Token[] = [];
  let last = -1;
  for (const match of text.matchAll(FORMS)) {
    const end = match.index + match[0].length;
    tokens.push({
      text: match[0],
      start: at[match.index] as number,
      end: endInOriginal(original, at[end - 1] as number),
      glued: match.index === last,
    });
    last = end;
  }
  return tokens;
}

function endInOriginal(original: string, place: number): number {
  return place + ((original.codePointAt(place) ?? 0) > 0xffff ? 2 : 1);
}
