import type { Found } from "#modules/language/language.ts";
import { normalise } from "#modules/language/normalise.ts";

const EMAIL = /[\p{L}\d][\p{L}\d._%+'-]*@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/u;
const PART = "[a-z\\d]+";
const DOT = "(?: dot | ?[([] ?dot ?[)\\]] ?)";
const JOIN = `(?: ?(?:\\.|_|-|\\+) ?| (?:period|point|underscore|dash|hyphen|minus|plus) |${DOT})`;
const AT = "(?: (?:at(?: sign)?|@) | ?[([] ?at ?[)\\]] ?)";
const SPOKEN = new RegExp(
  `(?<![a-z\\d])((?:(?:[a-z\\d] )+[a-z\\d]|${PART})(?:${JOIN}${PART})*)${AT}((?:${PART})(?:[ -]${PART})?(?:(?:\\.|${DOT})(?:com|net|org|edu|gov|info|biz|io|co|us|uk|ca|de|fr|ie|eu|au|nz|me|app|dev|example|test))+)(?![a-z\\d])`,
);
/** Most texts contain no domain name, typed or spoken, and need no closer look. */
const PERHAPS_SPOKEN = /[ ([]dot[ )\]]|[a-z\d]\.[a-z]{2}/;
const SIGNS: Readonly<Record<string, string>> = {
  dot: ".",
  period: ".",
  point: ".",
  underscore: "_",
  dash: "-",
  hyphen: "-",
  minus: "-",
  plus: "+",
};

/**
 * An e-mail address, typed or dictated ("jo dot smith at gmail dot com", spelled letters joined). ASCII
 * letters only: an address that mixes alphabets is rejected.
 */
export function findEmail(original: string): Found | undefined {
  const { text, at } = normalise(original);
  const typed = text.includes("@") ? EMAIL.exec(text) : null;
  const spoken = typed || !PERHAPS_SPOKEN.test(text) ? null : SPOKEN.exec(text);
  const match = typed ?? spoken;
  if (!match) return undefined;
  const value = typed ? typed[0].replace(/[.'-]+$/, "") : dictated(spoken ?? match);
  if (!/^[\x21-\x7e]+$/.test(value)) return undefined;
  return { value, start: at[match.index] ?? 0, end: at[match.index + match[0].length] ?? original.length };
}

function dictated([, name = "", host = ""]: RegExpExecArray): string {
  return `${joined(name)}@${joined(host)}`;
}

function joined(words: string): string {
  return words
    .replaceAll(/[()[\]]/g, " ")
    .split(" ")
    .map((word) => SIGNS[word] ?? word)
    .join("");
}

const TYPED_NUMBER =
  /(?<![\d/:-])(?:\+|00)?\(?(?:\d{3}\/(?=\d{3}[ .-]?\d{4}))?\d(?:(?:[ ().-]{0,2}| - )\d){6,14}(?![\d/:])/g;
const DIGITS: Readonly<Record<string, string>> = {
  zero: "0",
  oh: "0",
  o: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
};
const DIGIT = Object.keys(DIGITS).join("|");
const SPOKEN_NUMBER = new RegExp(
  `(?<![a-z])(?:(?:plus )?(?:(?:double|triple) )?(?:${DIGIT}|\\d)[ ,-]+){5,14}(?:(?:double|triple) )?(?:${DIGIT}|\\d)(?![a-z\\d])`,
);

/**
 * The digits of a phone number, typed or dictated, with the leading + if given. `readPhone` decides whether
 * it is valid.
 */
export function findPhoneDigits(original: string): Found | undefined {
  const { text, at } = normalise(original);
  for (const match of text.matchAll(TYPED_NUMBER)) {
    const digits = match[0].replaceAll(/[^\d+]/g, "").replace(/^00/, "+");
    if (looksLikeDate(match[0])) continue;
    return {
      value: digits,
      start: at[match.index] ?? 0,
      end: at[match.index + match[0].length] ?? original.length,
    };
  }
  const spoken = SPOKEN_NUMBER.exec(text);
  if (!spoken) return undefined;
  return {
    value: digitsOf(spoken[0]),
    start: at[spoken.index] ?? 0,
    end: at[spoken.index + spoken[0].length] ?? original.length,
  };
}

function looksLikeDate(text: string): boolean {
  return /^(?:19|20)\d\d[ .-]\d{1,2}[ .-]\d{1,2}$|^\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d\d$|^20\d\d[01]\d[0-3]\d$/.test(
    text,
  );
}

function digitsOf(words: string): string {
  let digits = "";
  let times = 1;
  for (const word of words.split(/[ ,-]+/)) {
    if (word === "double" || word === "triple") times = word === "double" ? 2 : 3;
    else if (word === "plus") digits += "+";
    else {
      digits += (DIGITS[word] ?? word).repeat(times);
      times = 1;
    }
  }
  return digits;
}
