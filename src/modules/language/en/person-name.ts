import { spellerOf } from "#modules/language/spelling.ts";

import { BUSINESS_WORDS, LITTLE_WORDS } from "./vocabulary.ts";
import { MONTHS, WEEKDAYS } from "./words.ts";

const WORD = "[\\p{L}][\\p{L}'’.-]*";
const NAMES = `(${WORD}(?:\\s+${WORD}){0,3})`;
/** A name follows these, in upper or lower case. */
const INTRODUCED = new RegExp(
  `(?:my (?:full |first |last )?name(?: is|'s|’s)?|the name(?: is|'s|’s)|name(?: is|'s|:)|name (?:to|should be|as)|call me|(?:my|our|his|her) \\p{L}+(?:['’]s)? name(?: is|'s|’s|,|:)?|they call me|i(?: am|'m|’m) called|i go by|under (?:my|our|his|her) \\p{L}+(?:['’]s)? name(?: is|,|:)?|under(?: the name(?: of)?)?|in the name of|for the name of|booked as)\\s*:?\\s+${NAMES}`,
  "iu",
);
/** Only words capitalised like a name follow these, unless a name was asked for. */
const PERHAPS = new RegExp(
  `(?:^|[.,!?;\\s])(?:i am|i'm|i’m|im|this is|it is|it's|it’s|its)\\s+${NAMES}`,
  "iu",
);
/** "It's for Ann Lee", "Ann here": capitalised only. */
const WRITTEN = "(\\p{Lu}[\\p{L}'’.-]+(?:\\s+\\p{Lu}[\\p{L}'’.-]+){0,2})";
const FOR_ONE = new RegExp(`(?:^|[.,!?;\\s])(?:[Ii]t(?:['’]?s| is)|[Tt]his is) for\\s+${WRITTEN}`, "u");
const HERE = new RegExp(
  `(?:^|[.,!?;]\\s*|\\b(?:[Hh]i|[Hh]ello|[Hh]ey)\\s+)${WRITTEN}\\s+here(?=\\s*(?:[.,!?;]|$))`,
  "u",
);
const FIRST_AND_LAST = new RegExp(
  `\\bfirst name(?: is|'s|’s|:)?\\s+(${WORD})[\\s,]+(?:and\\s+)?(?:my\\s+)?(?:last name|surname|family name)(?: is|'s|’s|:)?\\s+(${WORD})`,
  "iu",
);
/** A lower-case name next to an e-mail address or phone number, which has been blanked out. */
const BESIDE_CONTACT = new RegExp(
  `(?:^|[.,!?;\\s])(?:i am|i'm|i’m|im|this is|it is|it's|it’s|its|name)\\s+(${WORD}(?:\\s+(?!and\\b)${WORD}){1,2}?)(?=,?\\s+(?:and\\s+)?(?:my\\s+)?(?:e-?mail|mail|phone|number|mobile|cell|tel|telephone)\\b|\\s*,|\\s{4})`,
  "iu",
);
/** "With Sophie", "with Dr Hall": asks for a person by name. */
const STRANGER =
  /\b(?:with|by|see)\s+(?:(?:[Dd]r|[Mm]rs?|[Mm]s|[Mm]iss)\b\.?\s+(\p{L}{3,})|(\p{Lu}\p{Ll}{2,}))/u;
const LEAD =
  /^(?:(?:hi|hello|hey|yes|yeah|yep|sure|ok|okay|of course|oh|um+|uh+|well|certainly|thanks|sorry|so|and|please|for)[\s,.!]+)*/iu;

/** First names and a surname, capitalised, up to the end or to something that cannot be part of a name. */
const WRITTEN_AS_ONE =
  /^((?:\p{Lu}[\p{L}'’-]*\.?\s*(?:\p{Lu}\.)*\s+){1,3}\p{Lu}[\p{Ll}\p{Lu}'’-]+)(?=[^\p{L}\d'’-]*$|\s*[,;:(])/u;

/** Words of the vocabulary are not part of a name, except these, which are also names (Will, May, Rose). */
const NAMES_TOO = new Set(
  "will jan may april june august mark rose grace hope art dawn sunny joy frank bill rob pat sue jack chase grant dean ray wade summer autumn faith lily ivy ruby".split(
    " ",
  ),
);

const BROKEN_ADDRESS = /(?<=^|\s)[^\s@]{0,64}@[^\s@]{0,64}/g;

/**
 * The writer's name: "my name is …", "it's … here", or the whole answer if a name was asked for. Spelled as
 * written, but an all-lower-case name is capitalised.
 */
export function findName(original: string, isAsked: boolean): string | undefined {
  // Remains of a malformed e-mail address are not a name.
  const bare = original.includes("@") ? original.replaceAll(BROKEN_ADDRESS, "") : original;
  const text = bare.replaceAll(/[\p{Cf}\p{Extended_Pictographic}]/gu, "").trim();
  const introduced = introducedIn(text);
  if (introduced !== undefined) return nameOf(introduced, true);
  const perhaps = writtenIn(text) ?? PERHAPS.exec(text)?.[1];
  const named = (perhaps === undefined ? undefined : nameOf(perhaps, isAsked)) ?? besideContact(text);
  return named === undefined && isAsked ? answeredIn(text) : named;
}

function writtenIn(text: string): string | undefined {
  const isFor = text.includes(" for ") ? FOR_ONE.exec(text) : null;
  return (isFor ?? (text.includes(" here") ? HERE.exec(text) : null))?.[1];
}

function introducedIn(text: string): string | undefined {
  const [, first, last] = (text.includes(" name") ? FIRST_AND_LAST.exec(text) : null) ?? [];
  if (first !== undefined && last !== undefined) return `${first.replace(",", "")} ${last}`;
  return INTRODUCED.exec(text)?.[1];
}

/** The name at the start of an answer to "what is your name". */
function answeredIn(text: string): string | undefined {
  const rest = text.replace(LEAD, "");
  const written = WRITTEN_AS_ONE.exec(rest)?.[1]?.trim();
  if (written !== undefined && isWrittenAsName(written)) return written;
  const start = new RegExp(`^${NAMES}`, "u").exec(rest)?.[1];
  return start === undefined ? undefined : nameOf(start, true);
}

/** "Name jack, …", followed by an e-mail address or phone number. */
const NAMED = new RegExp(
  `(?:^|[.,!?;\\s])name\\s+(${WORD})(?=\\s*,|\\s+(?:e-?mail|phone|number|mobile)\\b|\\s{4})`,
  "iu",
);

function besideContact(text: string): string | undefined {
  const alone = NAMED.exec(text)?.[1];
  if (alone !== undefined && isWholeName(alone)) return nameOf(alone, true);
  const words = BESIDE_CONTACT.exec(text)?.[1];
  return words !== undefined && isWholeName(words) ? nameOf(words, true) : undefined;
}

function isWholeName(words: string): boolean {
  return nameOf(words, true)?.split(" ").length === words.split(/\s+/).length;
}

const ALONE = /^\W*(\p{Lu}\p{Ll}+)\W*$/u;
/** Interjections. */
const SHOUTED = new Set(
  "ugh argh aargh meh lol haha hehe wow yikes erm ehm nah nope yup jeez gosh damn ouch oops hooray yay seriously whatever nevermind sheesh bah hmph hmm mmm please bet word dope sick ya ye yo eh um uh oh ah ha hm na np ty tx si oui ja da hey".split(
    " ",
  ),
);

/** "Bob" alone: a capitalised word that is not in the vocabulary. */
export function findFirstName(text: string): string | undefined {
  const word = ALONE.exec(text)?.[1];
  const plain = word?.toLowerCase() ?? "";
  if (word === undefined || SHOUTED.has(plain) || SLIPS.correct(plain) !== undefined) return undefined;
  return isNamePart(word, 0, false) && !NAMES_TOO.has(plain) ? word : undefined;
}

const SLIPS = spellerOf(
  [...LITTLE_WORDS, ...BUSINESS_WORDS, ...WEEKDAYS.keys(), ...MONTHS.keys()].filter((word) =>
    /^[a-z]{5,}$/.test(word),
  ),
  new Set(),
);

/** "Mia Torres" alone; the second word must not be in the vocabulary, so that it is a surname. */
export function isFullName(text: string): boolean {
  const parts = FULL.exec(text)?.[1]?.split(/\s+/) ?? [];
  const last = parts.at(-1)?.toLowerCase() ?? "";
  return parts.length > 1 && parts.every((part, i) => isNamePart(part, i, false)) && !isVocabulary(last);
}

const FULL = /^\W*((?:\p{Lu}[\p{L}'’-]+\s+){1,2}\p{Lu}[\p{L}'’-]+)\W*$/u;

function isVocabulary(word: string): boolean {
  return LITTLE_WORDS.has(word) || BUSINESS_WORDS.has(word) || WEEKDAYS.has(word) || MONTHS.has(word);
}

/** Whether a text, from which the names of staff have been removed, asks for a person by name. */
export function asksForStranger(text: string): boolean {
  const [, titled, plain] = STRANGER.exec(text) ?? [];
  const word = (titled ?? plain)?.toLowerCase();
  return word !== undefined && isNamePart(word, 0, true);
}

const CAPITALS = new RegExp(
  `(?:^|[\\s,;:.])((?:\\p{Lu}[\\p{L}'’-]+\\s+){1,2}\\p{Lu}[\\p{L}'’-]+)[\\s,;:(-]*(?:and\\s*)?$`,
  "u",
);
const LAST_PART = /(?:^|[,;\n])\s*([\p{L}'’-]+(?:\s+[\p{L}'’-]+){1,2})\s*[,;]\s*$/u;

/**
 * The name at the end of a text, before an e-mail address: "… on Monday, Jo Brown jo@…". Anywhere if
 * capitalised; in lower case only between commas.
 */
export function findNameBefore(text: string, address = ""): string | undefined {
  const like = likeAddress(text, address.toLowerCase());
  if (like !== undefined) return like;
  const words = CAPITALS.exec(text)?.[1] ?? LAST_PART.exec(text)?.[1];
  if (words === undefined) return undefined;
  const name = nameOf(words, true);
  return name !== undefined && name.split(" ").length === words.split(/\s+/).length ? name : undefined;
}

const TWO_WORDS = /(?:^|[\s,;:.])([\p{L}'’-]{2,}\s+[\p{L}'’-]{2,})[\s,;:(-]*$/u;

/** "… kim park kim@park.com": two words of which at least one occurs in the address. */
function likeAddress(text: string, address: string): string | undefined {
  const words = TWO_WORDS.exec(text)?.[1];
  if (words === undefined || !isWholeName(words)) return undefined;
  const isMade = words.split(/\s+/).some((part) => part.length > 2 && address.includes(part.toLowerCase()));
  return isMade ? nameOf(words, true) : undefined;
}

/**
 * Whether capitalised words are a name even if some are ordinary words: Walk Smith, Drew Best, Sunny Day. At
 * least one must be a name or unknown, and no surname may be a word that makes a sentence.
 */
function isWrittenAsName(words: string): boolean {
  const parts = words.split(/\s+/).map((part) => part.toLowerCase().replaceAll(/['’.]/g, ""));
  const isOther = (part: string): boolean => LITTLE_WORDS.has(part) || BUSINESS_WORDS.has(part);
  const [first = "", ...surnames] = parts;
  if (NEVER.has(first) || (LITTLE_WORDS.has(first) && !NAMES_TOO.has(first))) return false;
  return (
    parts.some((part) => NAMES_TOO.has(part) || !isOther(part)) && !surnames.some((part) => TELLS.has(part))
  );
}

function nameOf(words: string, anyLetters: boolean): string | undefined {
  const parts: string[] = [];
  for (const part of words.split(/\s+/)) {
    const ends = /[.,]$/.test(part) && part.length > 3;
    const bare = part.replace(/[.,'’-]+$/u, "");
    if (!isNamePart(bare, parts.length, anyLetters)) break;
    // "It's Dave Dave Miller": speech recognition repeated a word.
    if (parts.at(-1)?.toLowerCase() !== bare.toLowerCase()) parts.push(bare);
    if (ends) break;
  }
  if (parts.length === 0) return undefined;
  const name = parts.join(" ");
  return name === name.toLowerCase()
    ? name.replaceAll(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase())
    : name;
}

const NEVER = new Set(
  "interested looking trying calling wondering hoping happy glad afraid busy sure thinking planning writing having running available flexible confused lost pretty getting hungry tired sick late done ready here there fine with from about been like under using booking trying want wanting feeling new old only in on regarding because also now thats its whats heres theres lets dont cant wont im ive youre isnt right correct exactly true wrong okay ok id ill theyre hes shes yes yeah yep yup nope no sure maybe whatever whoever none reach text contact write who whos what when whens where how hows which why whose".split(
    " ",
  ),
);

/** A capitalised sentence contains one of these: Reach Me At, Text This Number. */
const TELLS = new Set(
  "a an the this that it me my mine you your we us our is are was be am do can could would should shall at by for from in into of on to with and or but not no please thanks".split(
    " ",
  ),
);

function isNoName(part: string, plain: string): boolean {
  return isShortened(part) || (NEVER.has(plain) && !NAMES_TOO.has(plain));
}

/** "Where's", "we'll": a contraction of a function word, unlike O'Hara. */
function isShortened(part: string): boolean {
  const word = /^(\p{L}{2,})['’](?:s|re|ll|d|ve|m)$/iu.exec(part)?.[1]?.toLowerCase();
  return word !== undefined && (NEVER.has(word) || LITTLE_WORDS.has(word)) && !NAMES_TOO.has(word);
}

function isNamePart(part: string, place: number, anyLetters: boolean): boolean {
  const plain = part.toLowerCase().replaceAll(/['’.]/g, "");
  if (plain === "" || isNoName(part, plain)) return false;
  const hasCapital = /^\p{Lu}/u.test(part);
  if (NAMES_TOO.has(plain)) return hasCapital || (anyLetters && place === 0);
  // A capitalised surname may be any word: June Park, Ann Price.
  if (place > 0 && /^\p{Lu}\p{Ll}+$/u.test(part) && BUSINESS_WORDS.has(plain)) return true;
  if (LITTLE_WORDS.has(plain) || BUSINESS_WORDS.has(plain) || WEEKDAYS.has(plain) || MONTHS.has(plain))
    return false;
  return hasCapital || anyLetters;
}
