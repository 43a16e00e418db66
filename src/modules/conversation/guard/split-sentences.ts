import { cutLong } from "./cut-long.ts";
import { ABBREVIATIONS, CAPITALISED, HALVES_OF_DAY } from "./en/abbreviations.ts";

/** A sentence without an end within this many characters is cut. */
const LONGEST = 240;
/** How many characters are searched for the end of a sentence; with that many at hand it waits for no more. */
const WINDOW = LONGEST + 64;

/**
 * Splits a streamed text into sentences, each with the white space after it; joined they are the text again. The
 * splits depend on the text alone, never on how it is chunked. A line break ends a sentence too.
 */
export type Splitter = {
  /** Takes the next text and returns the sentences that it completes. */
  readonly push: (text: string) => string[];
  /** Returns the remaining sentences. */
  readonly end: () => string[];
};

export function splitSentences(): Splitter {
  let waiting = "";
  const take = (isEnd: boolean): string[] => {
    const sentences: string[] = [];
    for (;;) {
      const length = lengthOfFirst(waiting, isEnd);
      if (length === undefined) return sentences;
      sentences.push(waiting.slice(0, length));
      waiting = waiting.slice(length);
    }
  };
  return {
    push: (text) => {
      waiting += text;
      return take(false);
    },
    end: () => take(true),
  };
}

/** The sentences of a streamed text. */
export async function* sentencesOf(stream: AsyncIterable<string>): AsyncGenerator<string> {
  const splitter = splitSentences();
  for await (const text of stream) yield* splitter.push(text);
  yield* splitter.end();
}

/** Characters of the first sentence; undefined: it takes more text to tell, or there is none. */
function lengthOfFirst(text: string, isEnd: boolean): number | undefined {
  if (text === "") return undefined;
  const isAll = isEnd && text.length <= WINDOW;
  const isEnough = isEnd || text.length >= WINDOW;
  const window = text.slice(0, WINDOW);
  PLACES.lastIndex = 0;
  for (let match = PLACES.exec(window); match !== null; match = PLACES.exec(window)) {
    const length = match.index + match[0].length;
    const rest = window.slice(length);
    if (rest === "" && isAll) return length;
    if (!isEnough && leavesOpen(window.slice(0, match.index), rest)) return undefined;
    if (match.index >= LONGEST) break;
    if (endsSentence(window.slice(0, match.index), match[0], rest)) return length;
  }
  if (!isEnough) return undefined;
  return isAll && text.length <= LONGEST ? text.length : cutLong(window, LONGEST);
}

/** Punctuation that may end a sentence, with closing quotes or brackets and white space; or the end of a line. */
const PLACES = /[.!?…]+["'”’»)\]*_]*(?:\s+|$)|[。！？]+\s*|[^\S\n]*\n\s*/g;

function endsSentence(before: string, mark: string, rest: string): boolean {
  if (before === "" && mark.trim() === "") return false;
  if (mark.includes("\n")) return true;
  if (!mark.startsWith(".") || mark.startsWith("..") || /[!?]/.test(mark)) return true;
  const word = /\S*$/.exec(before)?.[0].replace(/^["'“‘(*_]+/, "") ?? "";
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (/^\s*(?:[-*•]\s*)?\d{1,2}$/.test(line) || /^[A-HJ-Z]$/.test(word)) return false;
  const plain = word.toLowerCase();
  if (HALVES_OF_DAY.has(plain) || /\d[ap]\.?m$/.test(plain)) return beginsSentence(rest);
  return !ABBREVIATIONS.has(plain);
}

/** Whether later text may still decide: white space belongs to the sentence, and "3 p.m." may go on. */
function leavesOpen(before: string, rest: string): boolean {
  return rest === "" || (/[ap]\.?m$|etc$/i.test(before) && !/\s/.test(rest));
}

function beginsSentence(rest: string): boolean {
  const next = /^\S*/.exec(rest)?.[0] ?? "";
  return /^["'“(]?\p{Lu}/u.test(next) && !CAPITALISED.test(next);
}
