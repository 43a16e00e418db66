/** What a word is known by: itself; what begins with a capital (`W2`, `AM`), by that. */
export function cueOf(word: string): string {
  return letterOf(word) === 0 ? word : word.charAt(0);
}

/** A bit for the capital by which a value, or what may become one, is known; 0 for all other words. */
export function letterOf(word: string): number {
  const first = word.charCodeAt(0);
  return first >= 65 && first <= 90 ? 1 << (first - 65) : 0;
}

/** What all words are known by that begin so, with so many letters: `tha…` stands for thank, thanks and thanked. */
export function openCueOf(start: string): string | undefined {
  return start.length < START ? undefined : start.slice(0, START) + OPEN;
}

const START = 3;
const OPEN = "…";

/** Every cue that any form needs has a number: a word is looked up once for all who watch. */
const wholes = new Map<string, number>();
const starts = new Map<number, number>();
let count = 0;

export function cuesNumbered(): number {
  return count;
}

/** The number of a cue that a form needs. */
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

/** Hands on the numbers of the cues that a word is known by, of those that any form needs. */
export function eachCueOf(word: string, see: (number: number) => void): void {
  const whole = wholes.get(cueOf(word));
  if (whole !== undefined) see(whole);
  const start = word.length < START ? undefined : starts.get(startOf(word));
  if (start !== undefined) see(start);
}

/** The first letters as one number, so that no text has to be made of them. Where two are alike a form is tried in vain. */
function startOf(word: string): number {
  return (word.charCodeAt(0) << 16) ^ (word.charCodeAt(1) << 8) ^ word.charCodeAt(2);
}

/** What is seen in a text: cues by their numbers, and the letters of values. */
export type Seen = { readonly text: string; readonly cues: readonly number[]; readonly letters: number };

/** What is said is looked at by one watch after the other, now as words, now with values in their place. */
const REMEMBERED = 2;
let latest: readonly Seen[] = [];

/** The cues of a text of pieces that are separated by single spaces. */
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
