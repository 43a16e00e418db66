/** The cue of a word: the word itself, or only the capital of a coded piece (`W2`, `AM`). */
export function cueOf(word: string): string {
  return letterOf(word) === 0 ? word : word.charAt(0);
}

/** One bit for the leading capital of a value, or of a piece that may become one; 0 for all other words. */
export function letterOf(word: string): number {
  const first = word.charCodeAt(0);
  return first >= 65 && first <= 90 ? 1 << (first - 65) : 0;
}

/**
 * The cue shared by all words with this beginning: `tha…` stands for thank, thanks and thanked. Undefined if
 * the beginning is too short.
 */
export function openCueOf(start: string): string | undefined {
  return start.length < START ? undefined : start.slice(0, START) + OPEN;
}

const START = 3;
const OPEN = "…";

/** Cues that some form needs are numbered across all forms, so that a word is looked up only once. */
const wholes = new Map<string, number>();
const starts = new Map<number, number>();
let count = 0;

/** The number of cues numbered so far. */
export function cuesNumbered(): number {
  return count;
}

/** The number of a cue that a form needs; assigned on first use. */
export function numberFor(cue: string): number {
  if (cue.endsWith(OPEN) && cue.length > START) return numberIn(starts, startOf(cue));
  return numberIn(wholes, cue);
}

function numberIn<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  latest = [];
  numbers.set(key, count);
  return count++;
}

/** Calls `see` with the numbers of a word's cues; cues that no form needs have none. */
export function eachCueOf(word: string, see: (number: number) => void): void {
  const whole = wholes.get(cueOf(word));
  if (whole !== undefined) see(whole);
  const start = word.length < START ? undefined : starts.get(startOf(word));
  if (start !== undefined) see(start);
}

/**
 * The first three letters as a number, which avoids allocating a string. A collision only costs a form tried
 * in vain.
 */
function startOf(word: string): number {
  return (word.charCodeAt(0) << 16) ^ (word.charCodeAt(1) << 8) ^ word.charCodeAt(2);
}

/** What was seen in a text: the numbers of its cues, and the capitals of its values as bits. */
export type Seen = { readonly text: string; readonly cues: readonly number[]; readonly letters: number };

/**
 * Cached texts: the watches of a turn see the same text in succession, as words and then with values in
 * place.
 */
const REMEMBERED = 2;
let latest: readonly Seen[] = [];

/** The cues of a text of pieces separated by single spaces. */
export function cuesIn(text: string): Seen {
  for (const seen of latest) if (seen.text === text) return seen;
  const cues: number[] = [];
  let letters = 0;
  for (const word of text.split(" ")) {
    letters |= letterOf(word);
    eachCueOf(word, (number) => cues.push(number));
  }
  const seen = { text, cues, letters };
  latest = [seen, ...latest.slice(0, REMEMBERED - 1)];
  return seen;
}
