import { matchesOf } from "#modules/language/index.ts";

import type { Clause } from "./clauses.ts";
import { LENGTH_CUE } from "./en/length-words.ts";
import { PRICE_CUE } from "./en/money-words.ts";
import { FINE, type Judgement, offends } from "./facts.ts";
import { isKnownLength } from "./lengths.ts";
import { canMean } from "./local-span.ts";
import { mayBePrice, type Said } from "./money.ts";
import type { Prepared } from "./prepared.ts";

/** Figures, months and weekdays that became no value; "half past" without an hour. */
const LEFT =
  /(?<= )(?:([NU])(\d+)|([CK])(\d+):(\d+)|[XYWM]\d\S*|O\d+|half past|(?:a )?quarter (?:past|to|after|before)|OCLOCK|AM|PM|\d+)(?= )/g;

/**
 * Rejects what no reader understood. A bare number must be an hour, a price, a duration or a figure from the
 * business's own texts, depending on the words around it.
 */
export function judgeLeftovers(clause: Clause, said: Said, facts: Prepared): Judgement {
  for (const match of matchesOf(LEFT, clause.codes)) {
    const [words, kind, figure, clock, hour, minute] = match;
    const before = clause.codes.slice(0, match.index);
    const after = clause.codes.slice(match.index + words.length);
    if (isPronoun(words, before)) continue;
    if (clock && isHour(Number(hour) * 60 + Number(minute), clause, facts)) continue;
    if (kind && figure && isFigure(Number(figure), { clause, said, facts, before, after })) continue;
    return offends(offenceOf(words, said), words);
  }
  return FINE;
}

function offenceOf(words: string, { plain }: Said) {
  if (/^[XYWMO]\d/.test(words)) return "date" as const;
  if (PRICE_CUE.test(plain) && /^[NU]/.test(words)) return "price" as const;
  return "time" as const;
}

/** "The first one", "which one": a pronoun, not a number. */
function isPronoun(words: string, before: string): boolean {
  if (/^U[2-5]$/.test(words)) return / (?:the|these|those|all|any|either|both) $/.test(before);
  return words === "U1" && !/ (?:at|by|until|from|past|before|after|around) $/.test(before);
}

const LITTLE_BEFORE = /^(?:|at|for|is|on|about|be|and|or|have|from|to|until|by|only|just)$/;
const LITTLE_AFTER = /^(?:|am|pm|or|and|on|to|for|in|is|minutes?|hours?)$/i;

type Around = {
  readonly clause: Clause;
  readonly said: Said;
  readonly facts: Prepared;
  readonly before: string;
  readonly after: string;
};

function isFigure(figure: number, { clause, said, facts, before, after }: Around): boolean {
  if (isOwnFigure(String(figure), before, after, facts)) return true;
  const isPrice = PRICE_CUE.test(said.plain);
  const isLength = LENGTH_CUE.test(clause.codes);
  if (isPrice !== isLength)
    return isPrice ? mayBePrice(figure, said, facts) : isKnownLength(figure, said, facts);
  if (figure <= 24 && isHour(figure * 60, clause, facts)) return true;
  if (clause.repeats && facts.customer.numbers.has(figure)) return true;
  return !clause.offers && figure > 24 && mayBePrice(figure, said, facts);
}

/** Whether the business's own texts have it next to the same word: a house number, a name. */
function isOwnFigure(figure: string, before: string, after: string, { own }: Prepared): boolean {
  const first = /([\p{L}\d]+) $/u.exec(before)?.[1] ?? "";
  const next = /^ ([\p{L}\d]+)/u.exec(after)?.[1] ?? "";
  if (own.havePair(figure, next) && !LITTLE_AFTER.test(next)) return true;
  return own.havePair(first, figure) && !LITTLE_BEFORE.test(first);
}

function isHour(minutes: number, clause: Clause, facts: Prepared): boolean {
  const time = { minutes: minutes % 720, sure: false };
  const visits = clause.owns ? facts.bookings : [...facts.offers, ...facts.bookings];
  if (visits.some(({ start }) => canMean(time, start))) return true;
  if (clause.repeats && facts.customer.times.some((said) => said.minutes % 720 === time.minutes)) return true;
  return (
    clause.isHours &&
    [0, 1, 2, 3, 4, 5, 6].some((ahead) =>
      facts.hoursOn(facts.today + ahead).some(({ start, end }) => canMean(time, start) || canMean(time, end)),
    )
  );
}
