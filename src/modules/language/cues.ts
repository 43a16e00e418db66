import { cueOf, cuesIn, cuesNumbered, eachCueOf, letterOf, numberFor, openCueOf } from "./cue-numbers.ts";
import { ANYTHING, type Either, inARow, LETTERS, type Part, readForm } from "./read-form.ts";

/** Sees the words of a text and tells then which of many forms may match it. */
export type Watch<T> = {
  readonly see: (word: string) => void;
  /** Values stand in place of what they were read from: only those of these words are left. */
  readonly seeValues: (words: Iterable<string>) => void;
  /** In their order; of all, or of those from one place up to another. */
  readonly likely: (from?: number, to?: number) => T[];
};

/**
 * Which of many forms a text can match at all, told by its words: most forms need words that most texts do not
 * have. `formOf` tells the form of one. What comes back begins a watch of one text.
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

/** The same for a text of pieces that are separated by single spaces. */
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

/** Reads the forms when the first text is watched: a process that never hears a sentence starts without. */
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
  /** By the numbers of cues, the forms that need them. */
  readonly places: readonly (Place[] | undefined)[];
  /** By the places of forms, a bit for each set of words one of which must be there. */
  readonly wanted: readonly number[];
  /** The same for sets of values alone, each with the letters of all of them. */
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

/** What has been read stands no more where it was: values are looked for anew whenever that happens. */
function isOfValues(cues: ReadonlySet<string>): boolean {
  return [...cues].every((cue) => letterOf(cue) !== 0);
}

function lettersOf(cues: ReadonlySet<string>): number {
  return [...cues].reduce((letters, cue) => letters | letterOf(cue), 0);
}

/** A form that needs a cue, and for which of its sets. */
type Place = { readonly place: number; readonly bit: number };

/** By the numbers of cues, the forms that need them. */
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

/** Of a form with more needs those that are seldom met count. */
const MOST_NEEDS = 4;

/**
 * Sets of words: of each, one is in every text that the form matches. None: it can do without, or its ends are
 * not those of words.
 */
export function cuesOf({ source, flags }: RegExp): readonly ReadonlySet<string>[] {
  if (/[iuv]/.test(flags) || !STARTS_WORD.test(source) || !ENDS_WORD.test(source)) return [];
  const { ways } = readForm(source);
  const sets = ways.length === 1 ? neededByAny({ ways }) : [];
  return sets.toSorted((a, b) => oftenSaid(a) - oftenSaid(b)).slice(0, MOST_NEEDS);
}

const STARTS_WORD = /^(?:\^| |\(\?<!\[\^ \]\)|\(\?<= \))/;
const ENDS_WORD = /(?:\$| |\(\?!\[\^ \]\)|\(\?= \))$/;

/** Of several ways to go on each has needs of its own: what is met least often of each, together. */
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

/** What is needed between each two spaces. */
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

/** What a word of a form is known by: one that goes on anyhow, by how it begins. */
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
