import type { NoteFound } from "#modules/language/language.ts";

/** Most texts contain none of these words and need no closer look. */
const PERHAPS =
  /note|comment|remark|request|tell|know|inform|remind|warn|aware|mind|fyi|heads up|allerg|sensitiv|react|pregnan|expecting|breast|nursing|diabet|epilep|deaf|blind|hearing|autis|disab|wheelchair|crutches|claustro|nervous|anxious|surgery|operation|skin|scalp|asthma|eczema|psoria|dermat|arthrit|pacemaker|migraine|injur|bad back|back pain|hair|bring|come along|coming along|come with|coming with|quiet|silen|chat/i;

const START = "(?<=^|[.!?;,\\n]|[.!?;,\\n] ?|\\b(?:and|also|but|because|since|as|so|plus) )\\s*";
const PLEASE =
  "(?:(?:please|pls|can you|could you|would you|will you|you can|i(?:'|’)?d like you to|i want you to|also|just|kindly|and|oh|ok|yes|hi|hello|maybe) )*";
const WHO =
  "(?:him|her|them|everyone|everybody|staff|(?:the|my|your) (?!owner|manager|boss)[a-z]+(?: (?!know|that)[a-z]+)?)";
/** Any name; what follows must show that it is one. */
const NAME =
  "(?!(?:me|us|you|it|i|if|what|when|how|that|who|where|which|why|whether|your|my|the|a)\\b)\\p{L}+(?: \\p{L}+)?";
const THAT = "(?:,? that| about|:|,)?\\s+(?!to (?:call|ring|phone|contact|text|e-?mail|reach))";

type Kind = Pick<NoteFound, "told" | "noWish" | "noWhen">;
const KEPT: Kind = { told: true, noWish: false, noWhen: false };
const NO_WISH: Kind = { told: true, noWish: true, noWhen: false };
const NO_WHEN: Kind = { told: true, noWish: true, noWhen: true };
/** Health information is a note even if it mentions a service: "I'm allergic to hair dye". */
const HEALTH: Kind = { told: false, noWish: false, noWhen: true };
const MENTIONED: Kind = { told: false, noWish: true, noWhen: true };

/** Explicit notes. If one contains a request as well, its kind decides whether it is still a note. */
const TOLD: readonly (readonly [RegExp, Kind])[] = [
  told(
    `(?:(?:a |as a )?(?:quick |short |small |little |special )?(?:note|notes|comment|comments|remark|special request)(?: (?:for|to) ${WHO})? ?[:–—-]|${PLEASE}(?:add|put|leave|make|write|include|attach)(?: down| in)? (?:a |the |this |my )?(?:short |small |little )?(?:note|comment|remark)(?: (?:for|to) ${WHO}| on it| (?:to|on|in|with|for) (?:the|my|this) [a-z]+| there)?(?: that says| saying| that|:|,))\\s*`,
    KEPT,
  ),
  told(
    `${PLEASE}(?:(?:tell|inform|remind|warn) (?:${WHO}|${NAME}(?= that |:| (?:i|my|we|our)(?:(?:'|’)[a-z]+)? ))|let (?:${WHO}|${NAME}) know)(?: in advance| beforehand)?${THAT}`,
    NO_WISH,
  ),
  told(
    "(?:can|could|may) i (?:also |please )?(?:add|leave|make|write|put) (?:a |one |another )?(?:short |little |quick )?(?:note|comment|remark)(?: (?:to|for|on|with) (?:it|that|her|him|them|(?:the|my) [a-z]+))?(?: please)? ?[?:.,-]+ *",
    KEPT,
  ),
  told(
    `${PLEASE}(?:note|be aware|keep in mind|bear in mind)${THAT}(?!my (?:name|e-?mail|phone|number|address))`,
    NO_WHEN,
  ),
  told(
    "(?:just )?(?:so (?:you|she|he|they)(?: all)? know|(?:for your information|fyi|heads up|just a heads up))(?: that|:|,|-)?\\s+",
    NO_WHEN,
  ),
];

function told(source: string, kind: Kind) {
  return [new RegExp(`${START}${source}`, "iu"), kind] as const;
}

const I_AM =
  "(?:i(?:'|’)?m|i am|she(?:'|’)?s|she is|he(?:'|’)?s|he is|we(?:'|’)?re|we are|my [a-z]+ is|i(?:'|’)?ve been|i get|i feel)";
const I_HAVE =
  "(?:(?:(?:i|we|they)(?:(?:'|’)?ve| have)?|(?:she|he|my [a-z]+)(?:(?:'|’)?s| have| has)?)(?: got| had)?)";
const SOME = "(?:[a-z]+,? ){0,4}?";

/** The note is for an existing visit. */
const OF_VISIT =
  /\b(?:my|our)\b(?: [a-z]+){0,2} (?:bookings?|appointments?|visits?|reservations?|sessions?|haircut)\b/i;

/** Traits of the customer, or who comes along: useful to know before a visit, and not a request. */
const MENTIONS: readonly (readonly [RegExp, Kind])[] = [
  mentioned(
    `${I_AM} ${SOME}(?:allergic|sensitive|pregnant|expecting|breastfeeding|nursing|diabetic|epileptic|deaf|blind|hard of hearing|autistic|disabled|claustrophobic|nervous|anxious|on crutches|in a wheelchair)\\b`,
    HEALTH,
  ),
  mentioned(
    `${I_HAVE} (?:a |an |some |very |really |quite |pretty |super |extremely |rather |slightly |bit of |)(?:[a-z]+,? )?(?:(?:nut|latex|dye|skin|food) )?(?:allerg(?:y|ies)|(?:sensitive|dry|oily|irritated|delicate|itchy|flaky) (?:skin|scalp)|skin condition|scalp condition|asthma|eczema|psoriasis|dermatitis|arthritis|epilepsy|diabetes|pacemaker|migraines?|bad back|bad knees?|back pain|neck pain|injur(?:y|ies)|wheelchair|hearing aids?|anxiety|surgery|operation)\\b`,
    HEALTH,
  ),
  mentioned("(?:i|she|he) (?:react(?:ed|s)?|had a(?: bad)? reaction)\\b", HEALTH),
  mentioned(
    `${I_HAVE} (?:(?:very|really|quite|pretty|super|extremely|rather|a lot of|lots of) )*(?:(?:long|short|thick|thin|fine|curly|wavy|coarse|bleached|coily|frizzy|natural)(?:,| and)? ?)+ hair\\b`,
    MENTIONED,
  ),
  mentioned(
    "(?:i|we)(?:(?:'|’)ll| will| am going to|(?:'|’)m going to| may| might)? (?:be |also |have to |need to )*bring(?:ing)?(?: along)? (?:my|our|a|the|two|both)\\b",
    MENTIONED,
  ),
  mentioned("(?:i(?:'|’)?m|i am|we(?:'|’)?re) (?:also )?bringing (?:along )?(?:my|our|a|the)\\b", MENTIONED),
  mentioned(
    "my (?!name)[a-z]+(?: [a-z]+)?(?:(?:'|’)ll| will| is going to| may| might|(?:'|’)s| is) (?:be |also )*(?:com(?:e|ing) (?:with|along)|bring)\\b",
    MENTIONED,
  ),
  mentioned("(?:i|she|he) (?:use|uses|need|needs) (?:a |my |the )?wheelchair\\b", MENTIONED),
  mentioned(
    "i(?:'|’)?(?:d| would)? (?:prefer|like|love) (?:a |it )?(?:quiet|silent|silence|no (?:chat|small talk|talking))",
    MENTIONED,
  ),
];

function mentioned(source: string, kind: Kind) {
  return [new RegExp(`${START}(?=${source})`, "iu"), kind] as const;
}

/** Where a note ends and something else begins. */
const ENDS =
  /[.!?;\n]|,? (?:and|but|so|then|,) (?=(?:please |then |also )*(?:i(?:'|’)?(?:d| would|ll| will)? ?(?:want|need|like|prefer)|want|need|would|book|make|can|could|would|what|how|when|where|do you|does|is there|are|my (?:name|e-?mail|phone|number)|(?:my )?name is|see you|thank|thanks|yes\b|no\b|let(?:'|’)?s))|,? (?=(?:can|could|would) (?:you|i|we)\b|what\b|how (?:much|long)\b|is (?:that|it|this)\b|do (?:you|i)\b|(?<=, )(?:is|are|does|will|should|which|when|where|how|can|could|would)\b|my (?:name|e-?mail|phone|number)\b|thanks\b|thank you\b)|,?\s*(?=\S+@\S|\+?\d[\d ().-]{6,}\d)/iu;

const LONGEST = 300;

/**
 * What staff should know before the visit: "please tell her that …", "note: …", "I'm allergic to …". The
 * customer's words without the introduction; undefined if there is no note.
 */
export function findNote(text: string): NoteFound | undefined {
  if (!PERHAPS.test(text)) return undefined;
  for (const [form, kind] of TOLD) {
    const match = form.exec(text);
    const found = match && bodyOf(text, match.index, match.index + match[0].length);
    if (found) return { ...found, ...kind, ...(OF_VISIT.test(match[0]) && { ofVisit: true as const }) };
  }
  for (const [form, kind] of MENTIONS) {
    const match = form.exec(text);
    const at = match && match.index + match[0].length;
    const found = at === null ? undefined : bodyOf(text, at, at);
    if (found && text[found.end] !== "?") return { ...found, ...kind };
  }
  return undefined;
}

function bodyOf(text: string, start: number, from: number) {
  const rest = text.slice(from, from + LONGEST);
  const ends = ENDS.exec(rest)?.index ?? rest.length;
  const value = rest.slice(0, ends).replaceAll(/\s+/gu, " ").trim();
  // "Please tell me", "note it": nothing to note.
  if (!/\p{L}{2}.*\p{L}{2}/u.test(value)) return undefined;
  return { value: value[0]!.toUpperCase() + value.slice(1), start, end: from + ends };
}
