import { byWord } from "#modules/language/by-word.ts";
import type { Line, Piece } from "#modules/language/line.ts";
import { findNamed, type Match, withoutWords, type Word, wordsSaid } from "#modules/language/match-names.ts";
import { narrowed, toldApart } from "#modules/language/narrow-names.ts";
import { wordsOf } from "#modules/language/name-words.ts";
import { tokenise, type Token } from "#modules/language/tokens.ts";
import type { Named, Reading, Value } from "#modules/language/values.ts";

import { alikeTo } from "./keywords.ts";
import { lengthsSaid } from "./lengths-said.ts";
import { BUSINESS_WORDS, LITTLE_WORDS } from "./vocabulary.ts";
import { EXPANSIONS, MONTHS, WEEKDAYS } from "./words.ts";

/** Words so common in names that they distinguish none. */
const TELL_NOTHING = new Set(
  "service treatment session appointment visit full basic classic standard premium express mini long short hour minute min dr doctor mr mrs ms women men kid".split(
    " ",
  ),
);

/** First names that are also words: read as a person only where the context calls for one. */
const WORDS_TOO = new Set(
  "will may april june august mark rose grace hope art dawn sunny joy frank bill rob sue chase grant summer autumn faith lily ivy ruby mason hunter drew chance eve star rich pat jay max page penny cash angel".split(
    " ",
  ),
);

const rules = {
  stem: byWord(stem),
  isTelling: (word: string) => word.length > 2 && !TELL_NOTHING.has(word) && !LITTLE_WORDS.has(word),
  alike: alikeTo,
  lengthsSaid,
  joints: /^(?:the|and|for|with|from|our|your|you|are|its|her|his|not|but|can|has|was|per|all|any)$/,
  whatFor: /^(?:for|in|of|on)$/,
  own: /^(?:my|our|his|her|their|both|two|three|four|[2-4])$/,
  parts: /^(?:[,.;:!?+&/]|and|or|plus|then|also|both|with|but|not|one)$/,
};

const SHORT: Readonly<Record<string, string>> = {
  mani: "manicure",
  manis: "manicure",
  pedi: "pedicure",
  pedis: "pedicure",
};

/** Haircuts, colouring and coloured reduce to the same stem as the plain word. */
function stem(word: string): string {
  const plain = (SHORT[word] ?? word).replace(/^colour/, "color").replace(/ies$/, "y");
  if (plain.length === 4) return /[^s]s$/.test(plain) ? plain.slice(0, 3) : plain;
  if (plain.length < 5) return plain;
  const bare = plain.replace(/(?:ings?|ed|s)$/, (ending) =>
    plain.length - ending.length >= 4 && !plain.endsWith("ss") ? "" : ending,
  );
  // Trimmed, cutting: the doubled consonant goes.
  return plain.length - bare.length > 1 ? bare.replace(/([bdgmnpt])\1$/, "$1") : bare;
}

type Catalogue = Pick<Reading, "asked" | "services" | "staff">;

/** Replaces the words that name the business's services (`V`) and staff (`F`) by values. */
export function readCatalogue(
  line: Line<Value>,
  tokens: readonly Token[],
  { asked, services = [], staff = [] }: Catalogue,
): Line<Value> {
  const words = wordsSaid(tokens, rules);
  const matches = findEach(words, services).filter((match) => !isPartOfOther(tokens, words, match));
  const found = narrowed(
    matches,
    isForSeveral(tokens, matches) ? tokens.map(asAnybody) : tokens,
    services,
    rules,
  );
  const people = findEach(words, staff).filter(
    (person) =>
      !isOwnName(tokens, person, asked === "name") &&
      (asked === "staff" ||
        (asked !== "date" && isAllThatIsSaid(tokens, person)) ||
        isSpokenOf(tokens, person) ||
        (asked !== "date" && isCalledFor(tokens, person))) &&
      !found.some(({ from, to }) => from < person.to && to > person.from),
  );
  const withServices = found.reduce((read, match) => put(read, tokens, match, "V"), line);
  return people.reduce((read, match) => put(read, tokens, match, "F"), withServices);
}

/** "For me and my two kids": who else comes does not say which service is for the speaker. */
function asAnybody(token: Token): Token {
  return alikeTo(token.text).includes("child") ? { ...token, text: "somebody" } : token;
}

function isForSeveral(tokens: readonly Token[], matches: readonly Match[]): boolean {
  if (matches.length > 1) return false;
  return tokens.some(
    ({ text }, i) =>
      (text === "me" || text === "myself") &&
      (/^(?:and|plus|&|,)$/.test(tokens[i + 1]?.text ?? "") ||
        /^(?:and|plus|&)$/.test(tokens[i - 1]?.text ?? "")),
  );
}

/**
 * Those that the words distinguish from the rest of the list: "the small one", "it's for my son". Empty if
 * nothing distinguishes them.
 */
export function tellApart(text: string, list: readonly Named[]): readonly Named[] {
  return toldApart(list, tokenise(text), rules);
}

/** Nobody asks for more than this at once. */
const MOST_NAMED = 4;

/** Finds names one by one, best match first; each word counts for one name only. */
function findEach(words: readonly Word[], list: readonly Named[]): Match[] {
  const found: Match[] = [];
  let left = words;
  while (list.length > 0 && found.length < MOST_NAMED) {
    const match = findNamed(left, list, rules);
    if (match === undefined) break;
    found.push(match);
    left = withoutWords(left, match);
  }
  return found;
}

/**
 * "Root canal" does not name a root touch-up: one word of a name is not enough if the next word leads
 * elsewhere.
 */
function isPartOfOther(
  tokens: readonly Token[],
  words: readonly Word[],
  { named, from, to }: Match,
): boolean {
  const next = tokens[to];
  if (to - from !== 1 || next === undefined || next.start - tokens[from]!.end !== 1) return false;
  const said = words[from]!.stem;
  const ways = [named.name, ...(named.aliases ?? [])].map((name) => wordsOf(name, rules));
  const isWhole = ways.some((way) => way.length === 1 && way[0]!.stem === said);
  const isNamed = ways.some((way) => way.some(({ stem: one }) => one === words[to]!.stem));
  return (
    !isWhole && !isNamed && (isForeign(next.text) || AFTER_VERB.test(next.text) || OF_BODY.test(next.text))
  );
}

/** "For dry hair" does not name a blow-dry. */
const OF_BODY = /^(?:hair|scalp|skin|ends|lips|hands|feet|face)$/;

/** "Can you check if …" does not name a check-up. */
const AFTER_VERB = /^(?:if|whether|my|your|that|out|again)$/;

/** Single words for urgency. */
const HURRIED = new Set(
  "asap tonight whenever urgent soonest immediate quick weekdays midweek flexible option version variant kind stuff".split(
    " ",
  ),
);

/** Neither a calendar word nor one that is common in questions to a business. */
function isForeign(word: string): boolean {
  const isKnown =
    LITTLE_WORDS.has(word) || BUSINESS_WORDS.has(word) || MONTHS.has(word) || WEEKDAYS.has(word);
  const isAdverb = word.endsWith("ly") || HURRIED.has(word);
  return !isKnown && !isAdverb && /^[a-z]{4,}$/.test(word) && !EXPANSIONS.has(word);
}

/** "Aoife Kelly", where the staff member is Aoife Byrne. */
function hasOtherSurname(tokens: readonly Token[], { named, from, to }: Match): boolean {
  const next = tokens[to];
  const hasSurname = wordsOf(named.name, rules).filter(({ raw }) => rules.isTelling(raw)).length > 1;
  if (!hasSurname || to - from !== 1 || next === undefined || next.start - tokens[from]!.end !== 1)
    return false;
  return isForeign(next.text);
}

/** Words that may accompany a chosen name. */
const BESIDE_CHOICE = new Set(
  "just only please then ok okay yes fine good great is be works sure alright perfect".split(" "),
);

/** "June" alone, in answer to a question that a month does not answer. */
function isAllThatIsSaid(tokens: readonly Token[], { from, to }: Match): boolean {
  const others = tokens.filter((_, i) => i < from || i >= to).map(({ text }) => text);
  return others.every((text) => /^\W+$/.test(text) || BESIDE_CHOICE.has(text));
}

/**
 * "My name is Mia Park", where a Mia is on the staff. A name in answer to "what is your name" is the
 * customer's own.
 */
function isOwnName(tokens: readonly Token[], match: Match, isAsked: boolean): boolean {
  const { from } = match;
  const before = tokens
    .slice(Math.max(0, from - 4), from)
    .map(({ text }) => text)
    .join(" ");
  if (/(?:^| )(?:with|by|see|for|from|not|or)(?: dr)?$/.test(before)) return false;
  // "Can Mia do it?", when asked for a name.
  if (/(?:^| )(?:can|could|does|would|will)$/.test(before)) return false;
  if (hasOtherSurname(tokens, match)) return true;
  return isAsked || /(?:^| )(?:name(?: is|'s)?|name's|call me|under|i am|i'm|im|this is)$/.test(before);
}

function isSpokenOf(tokens: readonly Token[], { from, to }: Match): boolean {
  const text = tokens[from]?.text ?? "";
  if (to - from > 1 || !(WORDS_TOO.has(text) || MONTHS.has(text) || WEEKDAYS.has(text))) return true;
  return (
    /^(?:with|by|see|for|to|ask|want|prefer|dr|is|rather|like|and|or|either|but|except|than|not)$/.test(
      tokens[from - 1]?.text ?? "",
    ) && !/^\d/.test(tokens[to]?.text ?? "")
  );
}

/** "June then", "can June do it?", when no date was asked for. */
function isCalledFor(tokens: readonly Token[], { from, to }: Match): boolean {
  const [before = "", next = ""] = [tokens[from - 1]?.text, tokens[to]?.text];
  if (/^(?:then|please|instead|does|offers|treats)$/.test(next)) return true;
  return /^(?:can|could|does|will|would)$/.test(before) && /^(?:do|cut|fit|see|take|be|have)$/.test(next);
}

function put(line: Line<Value>, tokens: readonly Token[], match: Match, code: "V" | "F"): Line<Value> {
  const start = tokens[match.from]?.start ?? 0;
  const end = tokens[match.to - 1]?.end ?? start;
  const piece: Piece = { code: `${code}${line.values.length}`, start, end };
  const before = line.pieces.filter((other) => other.end <= start);
  const after = line.pieces.filter((other) => other.start >= end);
  return { pieces: [...before, piece, ...after], values: [...line.values, valueOf(match, code)] };
}

function valueOf({ named, alternatives }: Match, code: "V" | "F"): Value {
  return { kind: code === "V" ? "service" : "staff", named, alternatives };
}
