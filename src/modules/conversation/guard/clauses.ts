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

/** One clause of a sentence, as codes, and what kind of statement it makes. */
export type Clause = {
  readonly codes: string;
  /** Its dates and times. */
  readonly mentions: readonly Mention[];
  readonly denies: boolean;
  readonly asks: boolean;
  readonly isHours: boolean;
  /** Says that the customer has this visit. */
  readonly owns: boolean;
  /** Offers a time, which must then be a current offer or a visit. */
  readonly offers: boolean;
  /** May repeat the customer's own dates and times. */
  readonly repeats: boolean;
};

/** The clauses of a sentence. `wasHours`: the one before announced opening hours ("Our hours are:"). */
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

/** A list item: days and times with hardly any other words. */
function isFragment(codes: string): boolean {
  return !/ (?:i|you|slot|slots|appointment|have|has|book|offer) /.test(codes);
}
