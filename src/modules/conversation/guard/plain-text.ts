import { FINE, type Judgement, offends } from "./facts.ts";

const ESCAPES = /\p{Cc}\[[\d;]*[a-z]/giu;
/** What cannot be seen: format and control characters, but for line breaks and tabs. */
const UNSEEN = /\p{Cf}|(?![\n\t])\p{Cc}|[\u115f\u1160\u3164\uffa0]/gu;
const EMPHASIS = /(?<![\p{L}\d])(\*\*\*?|__|[*_`]|~~|``+)(?=\S)(.+?)(?<=\S)\1(?![\p{L}\d])/gu;

/** A sentence as it may be shown: without characters that cannot be seen, and without marks of Markdown. */
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

/** Most sentences are of plain characters without any of those marks. */
const MAY_HAVE_MARKS = /[^\n\t -~]|[[#>*_~`]/;

/** Tags, entities, images, and words that mix alphabets so as to look like others. */
export function judgeMarkup(sentence: string): Judgement {
  if (!MAY_BE_MARKUP.test(sentence)) return FINE;
  const found = MARKUP.exec(sentence) ?? MIXED.exec(sentence);
  return found ? offends("markup", found[0]) : FINE;
}

const MAY_BE_MARKUP = /[^\n\t -~]|[<&[{\]]/;
const MARKUP = /<\s*[a-z/!?]|&(?:#\d+|#x[\da-f]+|[a-z]{2,8});|!\[|^\s*\[[^\]]+\]:|\{\{|\]\s*\(/i;
const MIXED =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;

/** How a text is compared and read: lower case, compatibility forms as what they show, plain digits and quotes. */
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

/** Such characters are but put into lower case. */
const PLAIN = /^[\n\t -_a-~]*$/;

/** Decimal digits stand in tens, from zero, in every script. */
function plainDigit(digit: string): string {
  if (digit >= "0" && digit <= "9") return digit;
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** Letters and digits only, those that look alike taken for one another (0 and o, 1 and l). */
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
