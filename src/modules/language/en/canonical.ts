import type { Piece } from "#modules/language/line.ts";
import type { Token } from "#modules/language/tokens.ts";

import { slipsBetween } from "#modules/language/spelling.ts";

import { LITTLE_WORDS } from "./vocabulary.ts";
import { HURRIED, readHurried } from "./hurried.ts";
import { readNumber } from "./read-number.ts";
import { splitWords, type Step, textAt, type Word } from "./split.ts";
import { HEARD_NUMBERS, MONTHS, NUMBERS, ORDINALS, WEEKDAYS } from "./words.ts";

/**
 * The canonical pieces that English rules are written for: `W1`–`W7` weekdays, `M1`–`M12` months, `N5` a
 * number in digits, `U5` in words, `O5` an ordinal in digits, `Q5` in words, `C3:30` and `K3.30` clock times,
 * `Y2026-03-05` and `X3/5` dates, `AM`, `PM`, `OCLOCK`; any other word stands for itself.
 */
export function canonical(tokens: readonly Token[]): Piece[] {
  const words = splitWords(tokens);
  const pieces: Piece[] = [];
  let i = 0;
  while (i < words.length) {
    const word = words[i] as Word;
    const step = readStep(words, i, pieces);
    const last = words[i + step.length - 1] ?? word;
    pieces.push({ code: step.code, start: word.start, end: last.end });
    i += step.length;
  }
  return pieces;
}

function readStep(words: readonly Word[], i: number, before: readonly Piece[]): Step {
  const text = textAt(words, i);
  if (!mayMeanMore(text)) return { code: text, length: 1 };
  return (
    readMark(words, i) ??
    readHalf(words, i, before) ??
    readWish(words, i, before) ??
    readPronoun(words, i) ??
    readHeard(words, i, before) ??
    readYear(words, i, before) ??
    readNumber(words, i) ??
    readWeekday(words, i) ??
    readMonth(words, i) ?? { code: text, length: 1 }
  );
}

/** Words that one of the readers below may interpret. */
const MEAN_MORE: ReadonlySet<string> = new Set([
  "o",
  "am",
  "pm",
  ...HURRIED,
  "good",
  ...HEARD_NUMBERS.keys(),
  ...NUMBERS.keys(),
  ...ORDINALS.keys(),
  ...WEEKDAYS.keys(),
  ...MONTHS.keys(),
]);

/** Most words are plain and skip the readers. Words of four letters may also be misspelled months. */
function mayMeanMore(text: string): boolean {
  return text.length === 4 || MEAN_MORE.has(text) || /^(?:\d|N\d|[ap]+m?$)/.test(text);
}

/** Written dates and times, and "o'clock" in all its spellings. */
function readMark(words: readonly Word[], i: number): Step | undefined {
  const text = textAt(words, i);
  const hurried = HURRIED.has(text) ? readHurried(words, i) : undefined;
  if (hurried !== undefined) return hurried;
  if (/^\d/.test(text)) return readFigures(text);
  if (text !== "o") return undefined;
  const next = textAt(words, i + 1);
  if (next === "OCLOCK") return { code: "OCLOCK", length: 2 };
  return /^["']$/.test(next) && textAt(words, i + 2) === "OCLOCK" ? { code: "OCLOCK", length: 3 } : undefined;
}

function readFigures(text: string): Step | undefined {
  if (/^\d{1,4}$/.test(text)) return undefined;
  if (/^\d{4}[-/.]/.test(text)) return { code: `Y${text.replaceAll(/[/.]/g, "-")}`, length: 1 };
  if (/^\d+([/.-])\d+\1\d+$/.test(text)) return { code: `X${text.replaceAll(/[.-]/g, "/")}`, length: 1 };
  if (/^\d+\/\d+$/.test(text)) return { code: `X${text}`, length: 1 };
  if (/^\d+:\d+/.test(text)) return { code: `C${text.slice(0, text.indexOf(":") + 3)}`, length: 1 };
  if (/^\d+\.\d+$/.test(text)) return { code: `K${text.replace(".", ":")}`, length: 1 };
  return undefined;
}

/** am and pm, also "p m", "p.m." and "10p". */
function readHalf(words: readonly Word[], i: number, before: readonly Piece[]): Step | undefined {
  const text = textAt(words, i);
  if (text === "pm") return { code: "PM", length: 1 };
  if (!/^[ap]+m?$/.test(text)) return undefined;
  const afterTime = /^(?:[NUCK]\d|OCLOCK)/.test(before.at(-1)?.code ?? "");
  if (text === "am") return afterTime || isOfDay(words, i, before) ? { code: "AM", length: 1 } : undefined;
  return afterTime ? readLetters(words, i, text) : undefined;
}

/** "In the am", "Monday am"; but not "Monday am I free". */
function isOfDay(words: readonly Word[], i: number, before: readonly Piece[]): boolean {
  if (textAt(words, i - 1) === "the") return true;
  return /^(?:W\d|today|tomorrow)$/.test(before.at(-1)?.code ?? "") && textAt(words, i + 1) !== "i";
}

function readLetters(words: readonly Word[], i: number, text: string): Step | undefined {
  const isGlued = words[i]?.glued === true;
  const code = text.startsWith("a") ? "AM" : "PM";
  if (text.length > 1) return isGlued ? { code, length: 1 } : undefined;
  const rest = textAt(words, i + 1) === "." ? 1 : 0;
  if (textAt(words, i + 1 + rest) !== "m") return isGlued ? { code, length: 1 } : undefined;
  const last = textAt(words, i + 2 + rest) === "." && words[i + 3 + rest] ? 1 : 0;
  return { code, length: 2 + rest + last };
}

/** "Good morning", "have a good evening": a greeting, not a part of the day. */
function readWish(words: readonly Word[], i: number, before: readonly Piece[]): Step | undefined {
  if (textAt(words, i) !== "good") return undefined;
  const next = textAt(words, i + 1);
  if (!/^(?:morning|afternoon|evening|night|day)$/.test(next)) return undefined;
  const last = before.at(-1)?.code ?? "";
  if (/^[a-z]/.test(last) && !/^(?:a|have|very|hi|hello|hey|thanks|you|and|ok|okay)$/.test(last))
    return undefined;
  return { code: next === "night" ? "goodnight" : "goodday", length: 2 };
}

const BEFORE_ONE = new Set(
  "me us have has had that this which get got want any no every need find other new see do like good take choose prefer only each a the morning afternoon evening later earlier earliest latest last middle".split(
    " ",
  ),
);

/** "Do you have one for Friday?" does not mean one o'clock. */
function readPronoun(words: readonly Word[], i: number): Step | undefined {
  if (textAt(words, i) !== "one" || !isPointedAt(textAt(words, i - 1), textAt(words, i - 2)))
    return undefined;
  const next = textAt(words, i + 1);
  if (isHalfDay(next, textAt(words, i + 2)) || MINUTES.has(next) || next === "oh") return undefined;
  return { code: "one", length: 1 };
}

/** "Have one", "a normal one". */
function isPointedAt(before: string, beforeThat: string): boolean {
  return BEFORE_ONE.has(before) || (/^(?:a|an|another)$/.test(beforeThat) && /^[a-z]+$/.test(before));
}

/** "tree thirty", "for pm", "at ate": numbers as speech recognition transcribes them. */
function readHeard(words: readonly Word[], i: number, before: readonly Piece[]): Step | undefined {
  const text = textAt(words, i);
  const value = HEARD_NUMBERS.get(text);
  if (value === undefined) return undefined;
  return makesHour(words, i, text) || endsTime(words, i, before)
    ? { code: `U${value}`, length: 1 }
    : undefined;
}

/** Judged by what follows: pm, o'clock, thirty; short words such as "for" need both minutes and pm. */
function makesHour(words: readonly Word[], i: number, text: string): boolean {
  if (isHalfDay(textAt(words, i + 1), textAt(words, i + 2))) return true;
  if (!MINUTES.has(textAt(words, i + 1))) return false;
  return !/^(?:too?|for|free)$/.test(text) || isHalfDay(textAt(words, i + 2), textAt(words, i + 3));
}

/** Judged by what precedes: at four, half past two; and the sentence must not go on after it. */
function endsTime(words: readonly Word[], i: number, before: readonly Piece[]): boolean {
  const next = textAt(words, i + 1);
  if (!/^(?:at|around|about|past)$/.test(before.at(-1)?.code ?? "")) return false;
  return next === "" || /^[.?!,]$/.test(next) || next === "please" || MINUTES.has(next);
}

const CENTURIES: ReadonlyMap<string, number> = new Map([
  ["eighteen", 1800],
  ["nineteen", 1900],
  ["twenty", 2000],
]);
const AFTER_MONTH = /(?:^| )M\d+(?: (?:,|of|the|[OQNU]\d+))*$/;

/**
 * "May the third nineteen ninety three", "twenty twenty seven": only after a month, since elsewhere it is a
 * time.
 */
function readYear(words: readonly Word[], i: number, before: readonly Piece[]): Step | undefined {
  const century = CENTURIES.get(textAt(words, i));
  if (century === undefined) return undefined;
  const last = before.slice(-4).map(({ code }) => code);
  if (!AFTER_MONTH.test(last.join(" "))) return undefined;
  const hundred = textAt(words, i + 1) === "hundred" ? 1 : 0;
  const skip = 1 + hundred + (hundred > 0 && textAt(words, i + 2) === "and" ? 1 : 0);
  const rest = readNumber(words, i + skip);
  const years = /^U(\d{1,2})$/.exec(rest?.code ?? "")?.[1];
  if (rest === undefined || years === undefined || (hundred === 0 && years.length < 2)) return undefined;
  return { code: `U${century + Number(years)}`, length: skip + rest.length };
}

const MINUTES = new Set(["fifteen", "thirty", "forty", "fortyfive", "15", "30", "45"]);

function isHalfDay(text: string, next: string): boolean {
  return /^(?:am|pm|OCLOCK)$/.test(text) || (/^[ap]$/.test(text) && next === "m");
}

/** Sat, sun and wed are also ordinary words. */
function readWeekday(words: readonly Word[], i: number): Step | undefined {
  const text = textAt(words, i);
  const day = WEEKDAYS.get(text);
  if (day === undefined) return undefined;
  const before = textAt(words, i - 1);
  if (text === "sun" && before === "the") return undefined;
  if ((text === "sat" || text === "wed") && /^(?:i|we|he|she|they|get|newly)$/.test(before)) return undefined;
  const hasDot = text.length < 6 && textAt(words, i + 1) === "." && words[i + 1]?.glued && words[i + 2];
  return { code: `W${day}`, length: hasDot ? 2 : 1 };
}

/** May and march are also ordinary words. */
function readMonth(words: readonly Word[], i: number): Step | undefined {
  const text = textAt(words, i);
  const month = MONTHS.get(text) ?? slippedMonth(words, i);
  if (month === undefined) return undefined;
  const isDoubtful = text === "may" || text === "mar" || text === "march";
  if (isDoubtful && !standsByDate(words, i, text)) return undefined;
  const hasDot = text.length < 5 && textAt(words, i + 1) === "." && words[i + 1]?.glued && words[i + 2];
  return { code: `M${month}`, length: hasDot ? 2 : 1 };
}

/** "10 Mrch": too short to correct anywhere but next to a day. */
function slippedMonth(words: readonly Word[], i: number): number | undefined {
  const text = textAt(words, i);
  const isBesideDay = /^\d/.test(textAt(words, i - 1)) || /^\d/.test(textAt(words, i + 1));
  if (!isBesideDay || !/^[a-z]{4}$/.test(text) || LITTLE_WORDS.has(text)) return undefined;
  for (const [name, month] of MONTHS)
    if (name.length === 5 && name[0] === text[0] && slipsBetween(text, name) === 1) return month;
  return SHORT_MONTHS.get(text);
}

/** Short months resemble ordinary words (a seat, Jane, just), so their misspellings are listed. */
const SHORT_MONTHS: ReadonlyMap<string, number> = new Map([
  ["juen", 6],
  ["jnue", 6],
  ["juli", 7],
  ["jully", 7],
  ["juyl", 7],
]);

function standsByDate(words: readonly Word[], i: number, text: string): boolean {
  const [before, next] = [textAt(words, i - 1), textAt(words, i + 1)];
  const afterNext = next === "the" || next === "." || next === "," ? textAt(words, i + 2) : next;
  if (readNumber(words, i + 1) !== undefined || /^\d/.test(afterNext)) return true;
  if (/^\d/.test(before) || /(?:st|nd|rd|th|first|second|third)$/.test(before)) return true;
  const places = text === "march" ? MARCH_AFTER : MAY_AFTER;
  return places.has(before) || readNumber(words, i + 2) !== undefined;
}

const MAY_AFTER = new Set("of in this next last early late mid until till by during since".split(" "));
const MARCH_AFTER = new Set([...MAY_AFTER, "for", "on", "to", "from", "and", "or", "-", "through"]);
