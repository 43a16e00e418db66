import {
  BETWEEN_CLAUSES,
  DENIES,
  ECHOES,
  HOURS,
  NO_DENIAL,
  NO_HOURS,
  OFFERS,
  OWNS,
  QUESTION_START,
  SEEKS,
  WH_QUESTION,
} from "./en/clause-words.ts";

/** One statement of a sentence, as codes, and in what way it speaks. */
export type Clause = {
  readonly codes: string;
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
export function clausesOf(codes: string, wasHours: boolean): Clause[] {
  const asksAll = / [?] *["')]* *$/.test(codes);
  const clauses: Clause[] = [];
  let isHours = wasHours;
  for (const part of partsOf(codes)) {
    const said = part.replaceAll(NO_DENIAL, " well ");
    const denies = DENIES.test(said);
    const asks = asksAll && (QUESTION_START.test(said) || clauses.length === 0);
    const offers = OFFERS.test(said) && !(asksAll && WH_QUESTION.test(said)) && !SEEKS.test(said);
    const startsHours = HOURS.test(said) && !NO_HOURS.test(said);
    isHours = startsHours || (isHours && !offers && isFragment(said));
    clauses.push({
      codes: part,
      denies,
      asks,
      isHours,
      owns: OWNS.test(said),
      offers,
      repeats: denies || ((SEEKS.test(said) || ECHOES.test(said) || asks) && !offers),
    });
  }
  return clauses;
}

function partsOf(codes: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of codes.matchAll(BETWEEN_CLAUSES)) {
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
