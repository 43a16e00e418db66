import { type Line, textOf } from "#modules/language/line.ts";
import type { Value } from "#modules/language/values.ts";

import { CLOSE_ONES } from "./hints.ts";

/** Things brought along, each of which needs a visit of its own. */
const THINGS =
  "(?:(?:cars?|vehicles?|vans?|trucks?|bikes?|bicycles?|motorbikes?|scooters?|dogs?|cats?|pups?|puppies|pets?|kittens?|rabbits?|horses?|[a-z]*doodles?|poodles?|labs?|labradors?|terriers?|spaniels?|chihuahuas?)(?! (?:park|parking|food|friendly|allergy)))";
const MANY_ONES = `(?:${THINGS}|(?:[a-z]+ )?${CLOSE_ONES}s?)`;

/** Who comes and how many they are, in a line in which services appear as `V0`. */
const FORMS: readonly (readonly [RegExp, (count: string) => number])[] = [
  form("[NU]([2-9]) (?:people|persons|adults|guests|of us|folks)", Number),
  form(
    "(?<=(?:for|be|are|we|us) )[NU]([2-9]) (?:friends|ladies|girls|guys|men|women|kids|children|sisters|brothers)",
    Number,
  ),
  form("(?:party|group) of [NU]([2-9])", Number),
  // "Two haircuts", but not "at 2, haircut".
  form(
    "(?<=^|(?:book|need|want|like|get|have|reserve|us|schedule|make|please|do|,|\\.|and) )U([2-6])(?= V\\d+)",
    Number,
  ),
  form(
    "(?<=(?:book|need|want|like|get|reserve|us|schedule|make) )[NU]([2-6]) (?:appointments|bookings|visits|haircuts)",
    Number,
  ),
  form(
    `(?:for )?(?:me|myself|us) and (?:my|our|the) [NU]([2-5]) (?:[a-z]+ )?${CLOSE_ONES}`,
    (count) => Number(count) + 1,
  ),
  form(
    `(?:(?:both|each)(?: of)?|for|bring in)(?: (?:my|our|the|all))? [NU]([2-5]) (?:[a-z]+ )?${MANY_ONES}`,
    Number,
  ),
  form(`(?:have|got|with) [NU]([2-5]) (?:[a-z]+ )?${THINGS}`, Number),
  form(`(?:my|our) [NU]([2-5]) (?:[a-z]+ )?${THINGS} (?:need|are due|both|all|could|should|want)`, Number),
  form(`both(?: of)?(?: (?:my|our|the|his|her|your))? ${MANY_ONES}`, () => 2),
  form("for (?:my|our|the) (?:[a-z]+ )?twins", () => 2),
  form("for (?:my|our|the) (?:[a-z]+ )?triplets", () => 3),
  form(`for (?:my|our|the) [NU]([2-6]) (?:[a-z]+ )?${CLOSE_ONES}s?`, Number),
  form(`(?:book|bring|get|take)(?: in)? (?:my|our) [NU]([2-6]) (?:[a-z]+ )?${CLOSE_ONES}s?`, Number),
  form("(?:me|myself) (?:plus|[+]) (?:[NU]1|one|a guest|an extra)(?= (?:[.,!?]|please|at|on)|$)", () => 2),
  form("and so do (?:i|we)|and the same for me|and me as well|and one for me(?: too| as well)?", () => 2),
  form("(?:both|all) of us|us both|we both|(?:the )?pair of us|for both", () => 2),
  form(`(?:me|myself|us) (?:and|n|&) (?:my|our|a|the) (?:[a-z]+ )?${CLOSE_ONES}`, () => 2),
  form(
    `(?:my|our) (?:[a-z]+ )?${CLOSE_ONES} and (?:me|i|myself)(?! (?:(?:a|an|the|just|get|for) )*V\\d)`,
    () => 2,
  ),
  form(
    `(?:and )?(?:for )?(?:my|our) (?:[a-z]+ )?${CLOSE_ONES}(?: (?:needs?|wants?|would like|one|[NU]1|to have|have|get|a|an|V\\d+))* (?:too|as well|also)`,
    () => 2,
  ),
  form(`for (?:my|our) ${CLOSE_ONES} and (?:my |our )?${CLOSE_ONES}`, () => 2),
  form(
    "(?:just|only) (?:for )?(?:me|myself|[NU]1 person|one person)|for (?:myself only|me alone|me only)",
    () => 1,
  ),
];

function form(source: string, read: (count: string) => number) {
  return [new RegExp(`(?<![^ ])(?:${source})(?![^ ])`), read] as const;
}

/** Most lines contain none of these. */
const PERHAPS =
  / (?:people|persons|adults|guests|of us|folks|and|both|pair|twins|triplets|party|group|each|just|only|me|too|also|as well|U[2-6]|[NU][2-9] [a-z]+)(?= |$)/;

/**
 * The number of people a visit is for, if given. In the line the word `people` then replaces the words that
 * say so, so that the number is not read as an hour.
 */
export function readParty(line: Line<Value>): { readonly line: Line<Value>; readonly people?: number } {
  const text = textOf(line);
  if (!PERHAPS.test(` ${text}`)) return { line };
  for (const [said, read] of FORMS) {
    const match = said.exec(text);
    if (match) return { line: without(line, text, match), people: read(match[1] ?? "") };
  }
  return { line };
}

function without({ pieces, values }: Line<Value>, text: string, match: RegExpExecArray): Line<Value> {
  const from = wordsIn(text.slice(0, match.index));
  const count = wordsIn(match[0]);
  const first = pieces[from];
  const last = pieces[from + count - 1];
  if (!first || !last) return { pieces, values };
  const people = { code: "people", start: first.start, end: last.end };
  return { pieces: [...pieces.slice(0, from), people, ...pieces.slice(from + count)], values };
}

function wordsIn(text: string): number {
  return text.split(" ").filter((word) => word !== "").length;
}
