import { byWord } from "#modules/language/by-word.ts";
import { spellerOf } from "#modules/language/spelling.ts";
import { tokenise } from "#modules/language/tokens.ts";

import { BUSINESS_WORDS, LITTLE_WORDS } from "./vocabulary.ts";
import { EXPANSIONS, MONTHS, WEEKDAYS } from "./words.ts";

/** Synonyms in questions about a business, one group per line. */
const SAME: readonly (readonly string[])[] = `
park parking parked parks car lot garage
late delay delayed running tardy
cancel cancellation cancellations cancelled canceled cancelling
price prices cost costs charge fee fees much expensive cheap cheaper cheapest affordable rate rates
pay payment payments paying card cards cash credit debit
kid kids child children toddler baby son daughter
dog dogs pet pets puppy animal animals
wheelchair accessible accessibility disabled step ramp elevator lift stairs
wifi internet wi
gift voucher vouchers certificate certificates
tip tips tipping gratuity
refund refunds money
discount discounts deal deals offer offers promotion coupon student students senior seniors
walk walkin walkins walk-in
hour hours open opening close closing
where address location located directions find
phone telephone number call
product products brand brands shampoo
wedding weddings bridal bride brides bridesmaid bridesmaids married marry marrying occasion prom
allergy allergies allergic patch sensitive
pregnant pregnancy expecting
men man male guys gentlemen
women woman female ladies
bus train subway metro transit tram
insurance insured coverage covered cover covers
language languages speak spanish
coffee tea drink drinks water
mask masks covid vaccinated
deposit deposits prepay prepayment
appointment appointments booking bookings reservation visit visits slot slots
bathroom toilet restroom
hurt pain painful hurts
afraid scared terrified nervous anxious fear phobia frightened
bring wear prepare beforehand preparation
`
  .trim()
  .split("\n")
  .map((line) => line.split(" "));

const SYNONYMS = synonymsOf(SAME);

/** Words of a trade that lead to the same service, although an answer about one does not answer the other. */
const LEADS_TO_SAME = synonymsOf(
  `
hurt pain painful hurts hurting ache aches aching sore toothache killing throbbing agony
back backache
stiff stiffness tight tense tension
tooth teeth
chip chipped broken broke break crack cracked
swollen swelling
dye dyed dyeing dying colour color coloured colored colouring coloring tint tinted bleach bleached toner roots regrowth grey gray greys grays green orange brassy blonde brunette
cut cuts cutting haircut haircuts trim trimmed fringe bangs layers layered split buzz bob pixie mullet
blowout blowdry styling styled straighten straightened straightening curls curled
clean cleaned cleaning hygiene hygienist scale polish plaque tartar
whiten whitening stain stains stained yellow
checkup exam examination examined
big bigger large larger huge giant xl
small smaller little tiny mini
kid kids child children childrens toddler baby son sons daughter daughters boy boys girl girls
quick short
trial try trying taster tryout
eyelash eyelashes lash lashes
eyebrow eyebrows brow brows
tyre tyres tire tires
claw claws nail nails
bath bathe bathed wash washed
noise noises noisy rattle rattles rattling squeak squeaks squeaking squeal grinding
`
    .trim()
    .split("\n")
    .map((line) => line.split(" ")),
);

function synonymsOf(lines: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  return new Map(lines.flatMap((line) => line.map((word) => [word, line] as const)));
}

/** Too general to distinguish one question from another. */
const SAID_OF_ANYTHING = new Set(
  "allowed allow allows accept accepts accepted permitted welcome friendly offer offers provide provides available possible ok okay salon place business shop there here guys people anyone service services use used include included leave put go come lol haha hehe omg stuff thing things pls plz honestly".split(
    " ",
  ),
);

/** Words that identify the subject only if no other word does. */
const ASKING = new Set("where leave somewhere anywhere near nearby nearest around".split(" "));

/** Apply to any visit, whatever the service. */
const SAID_OF_VISITS = new Set(
  "appointment appointments booking bookings book booked reservation reserve visit visits slot slots session sessions schedule scheduled time times day days open opening hours hour available availability free come someone client customer quick urgent yesterday tonight ago".split(
    " ",
  ),
);

/** Function words that still help to identify the subject. */
const TELLING = new Set("much hours hour number late where long walk call".split(" "));

/**
 * The words of a text that identify its subject, each followed by its synonyms: for lookups. Empty for a text
 * of function words alone.
 */
export function keywordsOf(text: string): readonly (readonly string[])[] {
  const all = tokenise(text)
    .flatMap((token) => (EXPANSIONS.get(token.text) ?? token.text).split(" "))
    .map((word, i, words) => (isOfBody(word, words[i - 1], words[i + 1]) ? "backache" : word))
    .filter((word, i, words) => isTelling(word) && !saysLittle(word, words[i + 1]));
  // "Where can I park?" is about parking; "where are you?" about the location.
  const words = all.some((word) => !ASKING.has(word)) ? all.filter((word) => !ASKING.has(word)) : all;
  return [...new Set(words)].map((word) => [...new Set([word, ...(SYNONYMS.get(word) ?? [])])]);
}

/**
 * "Is there parking close to you?" is not about closing times, and "is it free to park?" is about parking.
 */
function saysLittle(word: string, next: string | undefined): boolean {
  if (word === "free") return next === "to";
  return word === "close" && (next === "to" || next === "by");
}

/** "My back", "lower back", but not "call me back". */
function isOfBody(word: string, before = "", next = ""): boolean {
  return (
    word === "back" && /^(?:my|his|her|our|lower|upper|low|bad|sore|stiff)$/.test(before) && next !== "to"
  );
}

/** As `keywordsOf`, for services: dyed hair and roots lead to colour. */
export function tradeWordsOf(text: string): readonly (readonly string[])[] {
  return keywordsOf(text).map((words) => [
    ...new Set([...words, ...(LEADS_TO_SAME.get(words[0] ?? "") ?? [])]),
  ]);
}

/** Words that lead to the same thing as this one, which comes first. */
export function alikeTo(word: string): readonly string[] {
  return LEADS_TO_SAME.get(word) ?? SYNONYMS.get(word) ?? [word];
}

/** "For my shoulder": the text hints at the reason for a visit. */
export function saysWhatFor(text: string): boolean {
  return /\b(?:for|about|with) (?:my|his|her|our|an?|some) \p{L}|\b(?:put|hurt|broke|pulled|twisted|injured|strained|chipped|cracked|lost|sprained|threw) (?:out )?(?:my|his|her|our|an?)\b/iu.test(
    text,
  );
}

/** The words of a text that may describe the service wanted; empty if there are none. */
export function describingWords(text: string): readonly string[] {
  return keywordsOf(text).flatMap(([word = ""]) => (isOfVisits(word) ? [] : [word]));
}

/** About visits in general, or the day of one. */
function isOfVisits(word: string): boolean {
  return SAID_OF_VISITS.has(word) || WEEKDAYS.has(word) || MONTHS.has(word);
}

const isTelling = byWord((word) => {
  if (SAID_OF_ANYTHING.has(word)) return false;
  if (!/^[a-z\d]{2,}/.test(word)) return false;
  if (TELLING.has(word)) return true;
  // A misspelled function word is still a function word.
  return !LITTLE_WORDS.has(word) && LITTLE.correct(word) === undefined;
});

const LITTLE = spellerOf(
  [...LITTLE_WORDS].filter((word) => /^[a-z]{5,}$/.test(word)),
  new Set([...BUSINESS_WORDS, ...SYNONYMS.keys()]),
);

/** The questions that a business's policies answer, as customers phrase them. */
export const POLICY_QUESTIONS = {
  cancellation_text: [
    "What is your cancellation policy?",
    "cancel cancellation change reschedule notice fee refund",
  ],
  late_text: ["What if I am late?", "late delay running behind grace"],
  no_show_text: ["What happens if I do not show up?", "no-show miss missed forget"],
  payment_text: ["How can I pay?", "pay payment card cash credit tip"],
} as const;
