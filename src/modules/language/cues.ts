import { ANYTHING, type Either, inARow, LETTERS, type Part, readForm } from "./read-form.ts";

/**
 * Which of many forms a text can match at all, told by its words: most forms need a word that most texts do not
 * have. `formOf` tells the form of one; what comes back keeps their order. A text is given by the cues of its words.
 */
export function byCues<T>(
  all: readonly T[],
  formOf: (one: T) => RegExp,
): (cues: readonly string[]) => readonly T[] {
  const needs = all.map((one) => cuesOf(formOf(one)));
  const places = new Map<string, number[]>();
  for (const [place, cues] of needs.entries())
    for (const cue of cues ?? []) places.set(cue, [...(places.get(cue) ?? []), place]);
  const always = all.filter((_, place) => needs[place] === undefined);
  const seenIn = new Uint32Array(all.length);
  let text = 0;
  return (cues) => {
    text += 1;
    let isAny = false;
    for (const cue of cues) {
      for (const place of places.get(cue) ?? NOWHERE) {
        seenIn[place] = text;
        isAny = true;
      }
    }
    if (!isAny) return always;
    return all.filter((_, place) => seenIn[place] === text || needs[place] === undefined);
  };
}

const NOWHERE: readonly number[] = [];

/** What a word is known by: itself; what begins with a capital (`W2`, `AM`), by that. */
export function cueOf(word: string): string {
  const first = word.charCodeAt(0);
  return first >= 65 && first <= 90 ? word.charAt(0) : word;
}

/**
 * Words one of which is in every text that the form matches. Undefined: it can do without, or its ends are not
 * those of words.
 */
export function cuesOf({ source, flags }: RegExp): ReadonlySet<string> | undefined {
  if (/[iuv]/.test(flags) || !STARTS_WORD.test(source) || !ENDS_WORD.test(source)) return undefined;
  const { ways } = readForm(source);
  return ways.length === 1 ? neededByAny({ ways }) : undefined;
}

const STARTS_WORD = /^(?:\^| |\(\?<!\[\^ \]\)|\(\?<= \))/;
const ENDS_WORD = /(?:\$| |\(\?!\[\^ \]\)|\(\?= \))$/;

function neededByAny({ ways }: Either): ReadonlySet<string> | undefined {
  const needed = new Set<string>();
  for (const way of ways) {
    const cues = neededByAll(way);
    if (cues === undefined) return undefined;
    for (const cue of cues) needed.add(cue);
  }
  return needed;
}

/** Of what is needed between two spaces, that which is least often said. */
function neededByAll(parts: readonly Part[]): ReadonlySet<string> | undefined {
  let best: ReadonlySet<string> | undefined;
  for (const words of betweenSpaces(parts)) {
    const cues = neededBy(words);
    if (cues && (best === undefined || oftenSaid(cues) < oftenSaid(best))) best = cues;
  }
  return best;
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

function neededBy(parts: readonly Part[]): ReadonlySet<string> | undefined {
  const [only, ...others] = parts;
  if (only && "ways" in only && others.length === 0) return neededByAny(only);
  const needed = new Set<string>();
  for (const text of inARow(parts)) {
    const cues = text.split(" ").map(cueOf).filter(isWhole);
    const rarest = cues.toSorted((a, b) => oftenSaid([a]) - oftenSaid([b])).at(0);
    if (rarest === undefined) return undefined;
    needed.add(rarest);
  }
  return needed;
}

function isWhole(word: string): boolean {
  return word !== "" && !word.includes(ANYTHING) && !word.includes(LETTERS);
}

const COMMON = new Set(
  "a an and any are at be can do for from have i in is it my next no not of on one or that the this to want will with would you your N U D T , . ?".split(
    " ",
  ),
);

function oftenSaid(words: Iterable<string>): number {
  return [...words].reduce((sum, word) => sum + (COMMON.has(word) ? 10 : 1), 0);
}
