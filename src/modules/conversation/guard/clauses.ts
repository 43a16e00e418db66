import { matchesOf, type Value } from "#modules/language/index.ts";

import { type Mention, mentionsIn } from "./bind-times.ts";
import {
  BETWEEN_CLAUSES,
  DENIES,
  ECHOES,
  GIVES,
  HOURS,
  NO_DENIAL,
  NO_HOURS,
  OFFERS,
  OWNS,
  QUESTION_START,
  SEEKS,
  STATES,
  WAITS,
  WH_QUESTION,
} from "./en/clause-words.ts";

/** One statement of a sentence, as codes, and in what way it speaks. */
export type Clause = {
  readonly codes: string;
  /** Its dates and times. */
  readonly mentions: readonly Mention[];
  readonly denies: boolean;
  readonly asks: boolean;
  readonly isHours: boolean;
  /** It says that the customer has this visit. */
  readonly owns: boolean;
  /** It gives time: then only offers and visits will do. */
  readonly offers: boolean;
  /** The customer's own dates and times may be said back. */
  readonly repeats: boolean;
};

/** The statements of a sentence. A list that begins with its subject before ("Our hours are:") keeps it. */
export function clausesOf(codes: string, values: readonly Value[], wasHours: boolean): Clause[] {
  const asksAll = / [?] *["')]* *$/.test(codes);
  let isHours = wasHours;
  return partsOf(codes).map((part) => {
    const clause = clauseOf(part, asksAll, isHours);
    ({ isHours } = clause);
    return { ...clause, mentions: mentionsIn(part, values) };
  });
}

function clauseOf(codes: string, asksAll: boolean, wasHours: boolean): Omit<Clause, "mentions"> {
  const said = codes.replaceAll(NO_DENIAL, " well ");
  const denies = DENIES.test(said) && !GIVES.test(said);
  const asks = asksAll && (QUESTION_START.test(said) || !STATES.test(said));
  const seeks = SEEKS.test(said);
  const offers = OFFERS.test(said) && !(asksAll && WH_QUESTION.test(said)) && !seeks;
  const gives = GIVES.test(said);
  const wishes = asks || ((seeks || ECHOES.test(said)) && !gives);
  return {
    codes,
    denies,
    asks,
    isHours: speaksOfHours(said, wasHours && !offers),
    owns: OWNS.test(said) && !asks,
    offers,
    repeats: denies || WAITS.test(said) || (wishes && !offers),
  };
}

function speaksOfHours(said: string, goesOn: boolean): boolean {
  return (HOURS.test(said) && !NO_HOURS.test(said)) || (goesOn && isFragment(said));
}

function partsOf(codes: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of matchesOf(BETWEEN_CLAUSES, codes)) {
    parts.push(codes.slice(from, match.index + 1));
    from = match.index;
  }
  parts.push(codes.slice(from));
  return parts.filter((part) => /[a-zA-Z\d]/.test(part));
}

/** Days and times with few words: an item of a list. */
function isFragment(codes: string): boolean {
  return !/ (?:i|you|slot|slots|appointment|have|has|book|offer) /.test(codes);
}
