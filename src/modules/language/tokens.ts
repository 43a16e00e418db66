import { normalise } from "./normalise.ts";

/**
 * A word, number, written date, clock time or single punctuation mark, with its range in the original text.
 */
export type Token = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** No space between it and the previous token. */
  readonly glued: boolean;
};

/** Written dates and clock times stay in one token: 2026-03-05, 3/5/2026, 3/5, 15:30, 3.30. */
const FIGURES =
  /\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{4}\/\d{1,2}\/\d{1,2}(?!\d)|\d{4}\.\d{1,2}\.\d{1,2}(?!\d)|\d{1,2}([/.-])\d{1,2}\1\d{2,4}(?!\d)|\d{1,2}\/\d{1,2}(?![\d/])|\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\d{1,2}\.[0-5]\d(?![\d.])|\d+/y;

/** The tokens of a text in order, normalised (see `normalise`). */
export function tokenise(original: string): Token[] {
  const { text, at } = normalise(original);
  const tokens: Token[] = [];
  let last = -1;
  for (let start = 0; start < text.length; ) {
    if (text.charCodeAt(start) === SPACE) {
      start += 1;
      continue;
    }
    const end = endOfToken(text, start);
    tokens.push({
      text: text.slice(start, end),
      start: at[start] as number,
      end: endInOriginal(original, at[end - 1] as number),
      glued: start === last,
    });
    last = end;
    start = end;
  }
  return tokens;
}

const SPACE = 32;
const APOSTROPHE = 39;

/** A run of letters, possibly with apostrophes between them; a run of digits; or one mark. */
function endOfToken(text: string, start: number): number {
  if (isDigit(text.charCodeAt(start))) return endOfFigures(text, start);
  let end = start;
  while (isLetter(text.charCodeAt(end))) {
    end += 1;
    if (text.charCodeAt(end) === APOSTROPHE && isLetter(text.charCodeAt(end + 1))) end += 1;
  }
  return Math.max(end, start + 1);
}

function endOfFigures(text: string, start: number): number {
  FIGURES.lastIndex = start;
  return FIGURES.test(text) ? FIGURES.lastIndex : start + 1;
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function endInOriginal(original: string, place: number): number {
  return place + ((original.codePointAt(place) ?? 0) > 0xffff ? 2 : 1);
}
