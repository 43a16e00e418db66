/** A list of words, ready to be found by what people write instead. */
export type Speller = {
  /** The word that a misspelling stands for, if there is one that is near enough. */
  readonly correct: (written: string) => string | undefined;
};

const SHORTEST = 5;
/** From this length on two slips are forgiven. */
const LONG = 8;

/**
 * A speller for these words. It knows one slip (a letter too many, missing, wrong, or two swapped), two in
 * words of eight letters and more, never in the first letter. `innocent` words are what they are.
 */
export function spellerOf(words: readonly string[], innocent: ReadonlySet<string> = new Set()): Speller {
  const byDeletion = new Map<string, string[]>();
  for (const word of words) {
    for (const form of withDeletions(word, slipsAllowed(word))) {
      const same = byDeletion.get(form);
      if (same) same.push(word);
      else byDeletion.set(form, [word]);
    }
  }
  const known = new Set(words);
  return {
    correct: (written) => {
      if (written.length < SHORTEST || written.length > 20) return undefined;
      if (known.has(written) || innocent.has(written)) return undefined;
      return nearest(written, byDeletion);
    },
  };
}

function nearest(written: string, byDeletion: ReadonlyMap<string, string[]>): string | undefined {
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const form of withDeletions(written, slipsAllowed(written))) {
    for (const word of byDeletion.get(form) ?? []) {
      if (word[0] !== written[0]) continue;
      const slips = slipsBetween(written, word);
      if (slips > slipsAllowed(word) || slips >= fewest) continue;
      best = word;
      fewest = slips;
    }
  }
  return best;
}

function slipsAllowed(word: string): number {
  return word.length >= LONG ? 2 : 1;
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

/** How many letters were added, left out, changed or swapped with their neighbour (Damerau, Levenshtein). */
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
