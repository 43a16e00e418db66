import { FINE, type Judgement, offends } from "./facts.ts";

const ESCAPES = /\p{Cc}\[[\d;]*[a-z]/giu;
/** Invisible characters: format and control characters except line breaks and tabs. */
const UNSEEN = /\p{Cf}|(?![\n\t])\p{Cc}|[\u115f\u1160\u3164\uffa0]/gu;
const EMPHASIS = /(?<![\p{L}\d])(\*\*\*?|__|[*_`]|~~|``+)(?=\S)(.+?)(?<=\S)\1(?![\p{L}\d])/gu;

/** A sentence as it may be shown: without invisible characters and Markdown. */
export function withoutMarks(sentence: string): string {
  if (!MAY_HAVE_MARKS.test(sentence)) return sentence;
  return sentence
    .replaceAll(ESCAPES, "")
    .replaceAll(UNSEEN, "")
    .replaceAll(/(?<!!)\[([^\]\n]+)\]\(([^)\s]+)\)/g, (_, text: string, link: string) =>
      text === link ? link : `${text} (${link})`,
    )
    .replaceAll(/^(\s*)(?:#{1,6}|>+)[ \t]+/gm, "$1")
    .replaceAll(EMPHASIS, "$2")
    .replaceAll(EMPHASIS, "$2")
    .replaceAll(/\*\*+|`+/g, "");
}

/** Cheap pre-check: most sentences are ASCII without any of those marks. */
const MAY_HAVE_MARKS = /[^\n\t -~]|[[#>*_~`]/;

/** Rejects tags, entities, images, and words that mix alphabets to look like other words. */
export function judgeMarkup(sentence: string): Judgement {
  if (!MAY_BE_MARKUP.test(sentence)) return FINE;
  const found = MARKUP.exec(sentence) ?? MIXED.exec(sentence);
  return found ? offends("markup", found[0]) : FINE;
}

const MAY_BE_MARKUP = /[^\n\t -~]|[<&[{\]]/;
const MARKUP = /<\s*[a-z/!?]|&(?:#\d+|#x[\da-f]+|[a-z]{2,8});|!\[|^\s*\[[^\]]+\]:|\{\{|\]\s*\(/i;
const MIXED =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;

/** Normalises a text for reading and comparing: NFKC, lower case, ASCII digits, quotes and dashes. */
export function plainOf(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKC")
    .replaceAll(UNSEEN, "")
    .replaceAll(/\p{Nd}/gu, plainDigit)
    .replaceAll(/[‘’‚‛`´ʼ′]/g, "'")
    .replaceAll(/[“”„‟″«»]/g, '"')
    .replaceAll(/[‐‑‒–—―−]/g, "-")
    .toLowerCase();
}

/** A text of only these characters needs nothing but lower-casing. */
const PLAIN = /^[\n\t -_a-~]*$/;

/** In every script the decimal digits are ten consecutive code points, starting with zero. */
function plainDigit(digit: string): string {
  if (digit >= "0" && digit <= "9") return digit;
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** Letters and digits only, with look-alikes unified (0 and o, 1 and l). */
export function squeeze(text: string): string {
  return plainOf(text)
    .replaceAll(/[^a-z\d@$!|]/g, "")
    .replaceAll(/[01|!i345$78@]/g, (char) => ALIKE[char] ?? char);
}

const ALIKE: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "l",
  "|": "l",
  "!": "l",
  i: "l",
  "3": "e",
  "4": "a",
  "@": "a",
  "5": "s",
  $: "s",
  "7": "t",
  "8": "b",
};
