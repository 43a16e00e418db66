import type { Step, Word } from "./split.ts";
import { NUMBERS, ORDINALS } from "./words.ts";

/**
 * A number or ordinal that starts at word `i`, in digits or words. Tens join with units (twenty-one), but
 * "three thirty" stays two numbers, since it is a time.
 */
export function readNumber(words: readonly Word[], i: number): Step | undefined {
  const text = words[i]?.text ?? "";
  if (/^N\d+$/.test(text)) return { code: text, length: 1 };
  if (/^\d+$/.test(text)) return readDigits(words, i, text);
  const ordinal = ORDINALS.get(text);
  if (ordinal !== undefined) {
    const isMoment = text === "second" && /^(?:a|one|per|wait|sec)$/.test(words[i - 1]?.text ?? "");
    return isMoment ? undefined : { code: `Q${ordinal}`, length: 1 };
  }
  const value = NUMBERS.get(text);
  if (value === undefined) return undefined;
  if (value < 20) return readThousands(words, i, value);
  return readTens(words, i, value);
}

function readDigits(words: readonly Word[], i: number, text: string): Step | undefined {
  if (text.length > 4) return undefined;
  const next = words[i + 1];
  const isOrdinal =
    /^(?:st|nd|rd|th)$/.test(next?.text ?? "") && (next?.glued === true || next?.text !== "st");
  if (isOrdinal) return { code: `O${Number(text)}`, length: 2 };
  return { code: `N${text}`, length: 1 };
}

/** "two thousand and nineteen": used for years. */
function readThousands(words: readonly Word[], i: number, value: number): Step {
  if (words[i + 1]?.text !== "thousand") return { code: `U${value}`, length: 1 };
  const skip = words[i + 2]?.text === "and" ? 3 : 2;
  const rest = readNumber(words, i + skip);
  const small = rest && /^U\d{1,2}$/.test(rest.code) ? rest : undefined;
  if (small === undefined) return { code: `U${value * 1000}`, length: 2 };
  return { code: `U${value * 1000 + Number(small.code.slice(1))}`, length: skip + small.length };
}

function readTens(words: readonly Word[], i: number, tens: number): Step {
  const skip = words[i + 1]?.text === "-" ? 2 : 1;
  const next = words[i + skip]?.text ?? "";
  const unit = NUMBERS.get(next);
  if (unit !== undefined && unit > 0 && unit < 10) return { code: `U${tens + unit}`, length: skip + 1 };
  const ordinal = ORDINALS.get(next);
  if (ordinal !== undefined && ordinal < 10) return { code: `Q${tens + ordinal}`, length: skip + 1 };
  return { code: `U${tens}`, length: 1 };
}
