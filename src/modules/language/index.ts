/**
 * Natural language understanding: acts, intents, dates, times, names. Pure: no clock, network or database.
 */
export { byCues } from "./cues.ts";
export { matchesOf, type Piece } from "./line.ts";
export { readLine } from "./read-line.ts";
export { type Speller, spellerOf } from "./spelling.ts";
export { understand } from "./understand.ts";
export {
  ACTS,
  type Act,
  INTENTS,
  type Intent,
  type Question,
  type Pair,
  type Understanding,
  type VisitSaid,
} from "./understanding.ts";
export {
  ASKED,
  type Asked,
  type Context,
  type Hint,
  type Named,
  type Reference,
  type Repeating,
  type Scope,
  type Topic,
  type Value,
} from "./values.ts";
export { type AskedPart, askedParts } from "./en/asked-parts.ts";
export { tellApart } from "./en/catalogue.ts";
export { type Comparison, comparisonIn, wantsBoth } from "./en/comparisons.ts";
export { lengthsIn } from "./en/lengths-said.ts";
export { isOtherLanguage } from "./others/other-language.ts";
export { describingWords, keywordsOf, POLICY_QUESTIONS, saysWhatFor, tradeWordsOf } from "./en/keywords.ts";
