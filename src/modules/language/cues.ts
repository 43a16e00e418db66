import { cueOf, cuesIn, cuesNumbered, eachCueOf, letterOf, numberFor, openCueOf } from "./cue-numbers.ts";
import { ANYTHING, type Either, inARow, LETTERS, type Part, readForm } from "./read-form.ts";

/** Is shown the words of a text, and then tells which of many forms may match it. */
export type Watch<T> = {
  readonly see: (word: string) => void;
  /** To be called once values replace words: forgets values seen earlier and sees those among these words. */
  readonly seeValues: (words: Iterable<string>) => void;
  /** The forms that may match, in their order: all, or those from index `from` up to, not including, `to`. */
  readonly likely: (from?: number, to?: number) => T[];
};

/**
 * Prefilters forms by the words of a text, because most forms need words that most texts lack. `formOf`
 * returns the form of an item. Each call of the result starts a watch over one text.
 */
export function watchFor<T>(all: readonly T[], formOf: (one: T) => RegExp): () => Watch<T> {
  const begin = watchByNumber(all, formOf);
  return () => {
    const { see, likely } = begin();
    let letters = 0;
    const seeValue = (word: string): void => {
      const letter = letterOf(word);
      if (letter === 0 || (letters & letter) !== 0) return;
      letters |= letter;
      eachCueOf(word, see);
    };
    return {
      see: (word) => (letterOf(word) === 0 ? eachCueOf(word, see) : seeValue(word)),
      seeValues: (words) => {
        letters = 0;
        for (const word of words) seeValue(word);
      },
      likely: (from, to) => likely(letters, from, to),
    };
  };
}

/** As `watchFor`, for texts of pieces separated by single spaces. */
export function byCues<T>(all: readonly T[], formOf: (one: T) => RegExp): (...texts: string[]) => T[] {
  const begin = watchByNumber(all, formOf);
  return (...texts) => {
    const { see, likely } = begin();
    let all = 0;
    for (const text of texts) {
      const { cues, letters } = cuesIn(text);
      for (const number of cues) see(number);
      all |= letters;
    }
    return likely(all);
  };
}

/**
 * Analyses the forms when the first text is watched, so a process that never hears a sentence does not pay
 * for it at startup.
 */
function watchByNumber<T>(all: readonly T[], formOf: (one: T) => RegExp) {
  let known: Known | undefined;
  return () => {
    known ??= learn(all.map(formOf));
    const { places, wanted, values } = known;
    const seen = new Uint8Array(all.length);
    return {
      see: (number: number): void => {
        const needing = number < places.length ? places[number] : undefined;
        if (needing === undefined) return;
        for (const { place, bit } of needing) seen[place]! |= bit;
      },
      likely: (letters: number, from = 0, to = all.length): T[] => {
        const found: T[] = [];
        for (let i = from; i < to; i += 1)
          if (seen[i] === wanted[i] && haveEach(letters, values[i]!)) found.push(all[i]!);
        return found;
      },
    };
  };
}

function haveEach(letters: number, needs: readonly number[]): boolean {
  for (const need of needs) if ((letters & need) === 0) return false;
  return true;
}

type Known = {
  /** By cue number: the forms that need the cue. */
  readonly places: readonly (Place[] | undefined)[];
  /** By index of the form: a bit for each set of words of which one must occur. */
  readonly wanted: readonly number[];
  /** By index of the form: for each set that consists of values only, the bits of their capitals. */
  readonly values: readonly (readonly number[])[];
};

function learn(forms: readonly RegExp[]): Known {
  const all = forms.map((form) =>
    Object.groupBy(cuesOf(form), (cues) => (isOfValues(cues) ? "values" : "words")),
  );
  const needs = all.map(({ words = [] }) => words);
  return {
    places: placesByCue(needs),
    wanted: needs.map((sets) => (1 << sets.length) - 1),
    values: all.map(({ values = [] }) => values.map(lettersOf)),
  };
}

/**
 * Sets of values only are kept apart: reading a value removes others from the line, so they are checked anew
 * each time.
 */
function isOfValues(cues: ReadonlySet<string>): boolean {
  return [...cues].every((cue) => letterOf(cue) !== 0);
}

function lettersOf(cues: ReadonlySet<string>): number {
  return [...cues].reduce((letters, cue) => letters | letterOf(cue), 0);
}

/** A form that needs a cue, and the bit of the set it belongs to. */
type Place = { readonly place: number; readonly bit: number };

/** By cue number: the forms that need the cue. */
function placesByCue(needs: readonly (readonly ReadonlySet<string>[])[]): readonly (Place[] | undefined)[] {
  for (const cue of needs.flat().flatMap((cues) => [...cues])) numberFor(cue);
  const places = Array.from({ length: cuesNumbered() }, (): Place[] | undefined => undefined);
  for (const [place, sets] of needs.entries()) {
    for (const [i, cues] of sets.entries()) {
      for (const cue of cues) (places[numberFor(cue)] ??= []).push({ place, bit: 1 << i });
    }
  }
  return places;
}

/** Of a form with more needs, the rarest words are kept. */
const MOST_NEEDS = 4;

/**
 * Sets of words such that any text the form matches contains one of each set. Empty if the form needs no
 * particular word, or may begin or end within a word.
 */
export function cuesOf({ source, flags }: RegExp): readonly ReadonlySet<string>[] {
  if (/[iuv]/.test(flags) || !STARTS_WORD.test(source) || !ENDS_WORD.test(source)) return [];
  const { ways } = readForm(source);
  const sets = ways.length === 1 ? neededByAny({ ways }) : [];
  return sets.toSorted((a, b) => oftenSaid(a) - oftenSaid(b)).slice(0, MOST_NEEDS);
}

const STARTS_WORD = /^(?:\^| |\(\?<!\[\^ \]\)|\(\?<= \))/;
const ENDS_WORD = /(?:\$| |\(\?!\[\^ \]\)|\(\?= \))$/;

/** If there are several alternatives: the rarest need of each, combined into one set. */
function neededByAny({ ways }: Either): readonly ReadonlySet<string>[] {
  const [only, ...others] = ways;
  if (only && others.length === 0) return neededByAll(only);
  const needed = new Set<string>();
  for (const way of ways) {
    const [rarest] = neededByAll(way).toSorted((a, b) => oftenSaid(a) - oftenSaid(b));
    if (rarest === undefined) return [];
    for (const cue of rarest) needed.add(cue);
  }
  return [needed];
}

/** The needs of each stretch between spaces. */
function neededByAll(parts: readonly Part[]): readonly ReadonlySet<string>[] {
  return betweenSpaces(parts).flatMap(neededBy);
}

function betweenSpaces(parts: readonly Part[]): Part[][] {
  const stretches: Part[][] = [[]];
  for (const part of parts) {
    if (isText(part, " ")) stretches.push([]);
    else if (!isText(part, "")) stretches.at(-1)?.push(part);
  }
  return stretches;
}

function isText(part: Part, text: string): boolean {
  return !("ways" in part) && part.length === 1 && part[0] === text;
}

function neededBy(parts: readonly Part[]): readonly ReadonlySet<string>[] {
  const [only, ...others] = parts;
  if (only && "ways" in only && others.length === 0) return neededByAny(only);
  const needed = new Set<string>();
  for (const text of inARow(parts)) {
    const rarest = rarestIn(text);
    if (rarest === undefined) return [];
    needed.add(rarest);
  }
  return [needed];
}

function rarestIn(text: string): string | undefined {
  let rarest: string | undefined;
  for (const word of text.split(" ")) {
    const cue = knownBy(word);
    if (cue === undefined) continue;
    if (!COMMON.has(cue)) return cue;
    rarest ??= cue;
  }
  return rarest;
}

/** The cue of a word of a form; if the word may continue freely, of its beginning. */
function knownBy(word: string): string | undefined {
  const cue = cueOf(word);
  if (cue === "" || cue.includes(ANYTHING)) return undefined;
  const end = cue.indexOf(LETTERS);
  return end === -1 ? cue : openCueOf(cue.slice(0, end));
}

const COMMON = new Set(
  "a an and any are at be can do for from have i in is it my next no not of on one or that the this to want will with would you your N U D T , . ?".split(
    " ",
  ),
);

function oftenSaid(words: Iterable<string>): number {
  return [...words].reduce((sum, word) => sum + (COMMON.has(word) ? 10 : 1), 0);
}
