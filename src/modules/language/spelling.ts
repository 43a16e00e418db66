/** A dictionary that finds words by their misspellings. */
export type Speller = {
  /** The word that a misspelling stands for; undefined if none is near enough. */
  readonly correct: (written: string) => string | undefined;
};

const SHORTEST = 5;
/** Words of at least this length may have two typos. */
const LONG = 8;

/**
 * A speller for these words. It tolerates one typo (a letter added, missing, wrong, or two swapped), two in
 * words of eight letters or more, and never one in the first letter. `innocent` words are left alone.
 */
export function spellerOf(words: readonly string[], innocent: ReadonlySet<string> = new Set()): Speller {
  const byFirst = Map.groupBy(words.map(spelledOf), ({ word }) => word.charCodeAt(0));
  const known = new Set(words);
  return {
    correct: (written) => {
      if (written.length < SHORTEST || written.length > 20) return undefined;
      const alike = byFirst.get(written.charCodeAt(0));
      if (alike === undefined || known.has(written) || innocent.has(written)) return undefined;
      return nearest(written, alike);
    },
  };
}

/**
 * A word with its letter mask and the number of typos allowed, which rule out most words before the costly
 * comparison.
 */
type Spelled = { readonly word: string; readonly letters: number; readonly allowed: number };

function spelledOf(word: string): Spelled {
  return { word, letters: lettersOf(word), allowed: slipsAllowed(word) };
}

function nearest(written: string, words: readonly Spelled[]): string | undefined {
  const letters = lettersOf(written);
  let best: string[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const { word, letters: other, allowed } of words) {
    const most = Math.min(allowed, fewest);
    if (Math.abs(word.length - written.length) > most || leastSlips(letters, other) > most) continue;
    const slips = slipsBetween(written, word);
    if (slips > most) continue;
    if (slips < fewest) best = [];
    best.push(word);
    fewest = slips;
  }
  return best.length > 1 ? mostAlike(written, best) : best[0];
}

/** Breaks ties: a missing letter is likelier than a wrong one, and an early typo likelier than a late one. */
function mostAlike(written: string, words: readonly string[]): string | undefined {
  const shortened = words.map((word) => withDeletions(word, slipsAllowed(word)));
  for (const form of withDeletions(written, slipsAllowed(written))) {
    const found = shortened.findIndex((forms) => forms.has(form));
    if (found !== -1) return words[found];
  }
  return words[0];
}

function withDeletions(word: string, count: number): Set<string> {
  const forms = new Set([word]);
  let last = [word];
  for (let round = 0; round < count; round += 1) {
    last = last.flatMap((form) => Array.from(form, (_, i) => form.slice(0, i) + form.slice(i + 1)));
    for (const form of last) forms.add(form);
  }
  return forms;
}

/** A bit mask of the letters a word contains; other characters share the bits of some letters. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i += 1) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

/**
 * A lower bound of the typos between two words with these masks: each typo adds at most one letter and
 * removes at most one.
 */
export function leastSlips(a: number, b: number): number {
  return Math.max(bitsOf(a & ~b), bitsOf(b & ~a));
}

function bitsOf(letters: number): number {
  let count = 0;
  for (let left = letters; left !== 0; left &= left - 1) count += 1;
  return count;
}

function slipsAllowed(word: string): number {
  return word.length >= LONG ? 2 : 1;
}

/** Damerau–Levenshtein distance: letters added, removed, changed or swapped with their neighbour. */
export function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let slips = Math.min(at(above, j) + 1, at(row, j - 1) + 1, changed);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) slips = Math.min(slips, at(before, j - 2) + 1);
      row.push(slips);
    }
    before = above;
    above = row;
  }
  return at(above, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
