import { JOINED } from "./en/abbreviations.ts";

/**
 * Where to cut an overlong text: after punctuation, else between words, and if possible not inside a date, a time
 * or an amount. At most `longest` characters.
 */
export function cutLong(text: string, longest: number): number {
  const places = [...text.slice(0, longest).matchAll(/\s+/g)].map((match) => match.index + match[0].length);
  const later = places.toReversed().filter((place) => place >= longest / 3);
  const safe = later.filter((place) => isSafe(text, place));
  const isMarked = (place: number) => /[,;:–—]\s+$/.test(text.slice(0, place));
  // Each item of a list of times begins with a day or an hour: "with Mia, | Friday at 2:30 pm".
  const inList = later.find((place) => isMarked(place) && !isJoined(wordBefore(text, place)));
  return safe.find(isMarked) ?? inList ?? safe[0] ?? later[0] ?? places.at(-1) ?? withoutHalf(text, longest);
}

function isSafe(text: string, place: number): boolean {
  const next = /^\S*/.exec(text.slice(place))?.[0] ?? "";
  return !isJoined(wordBefore(text, place)) && !isJoined(next);
}

function wordBefore(text: string, place: number): string {
  return /\S*$/.exec(text.slice(0, place).trimEnd())?.[0] ?? "";
}

function isJoined(word: string): boolean {
  return JOINED.test(word.replace(/[,;:.]+$/, ""));
}

/** Never between the two halves of a surrogate pair. */
function withoutHalf(text: string, place: number): number {
  const code = text.charCodeAt(place - 1);
  return code >= 0xd8_00 && code <= 0xdb_ff ? place - 1 : Math.min(place, text.length);
}
