import { type Piece, readLine, type Value } from "#modules/language/index.ts";

import type { Prepared } from "./prepared.ts";

/**
 * A sentence as codes (see language's `readLine`), separated by single spaces, with a space at both ends: words,
 * `D0` date, `R1` dates, `T2` time, `S3` span of times, `P4` part of day, `I5` moment, `G6` reference.
 */
export type Line = {
  readonly codes: string;
  readonly values: readonly Value[];
  /** The words from which a value was read. */
  readonly wordsOf: (index: number) => string;
  /** The word after a value: tells a house number from an hour. */
  readonly wordAfter: (index: number) => string;
};

/** "Our hours are 9 to 5" is a span, although elsewhere "10 to 5" is 4:50. */
function spansOfHours(plain: string): string {
  if (!/\b(?:hours|open|close|closed)\b/.test(plain)) return plain;
  return plain.replaceAll(
    /(?<!\b(?:from|between) |[\d:./-])(\d{1,2}(?::\d\d)?) ?(?:to|till|-) ?(?=\d{1,2}(?![\d/-]))/g,
    "from $1 to ",
  );
}

/** Verbs hidden from `readLine`, which otherwise reads only one date in "moved from Friday to Monday". */
const MOVING =
  /\b(?:moved?|chang(?:ed?|ing)|switch(?:ed)?|shift(?:ed)?|push(?:ed)?|bump(?:ed)?|swap(?:ped)?|rescheduled?|transfer(?:red)?|postponed?|moving|rescheduling)\b/g;

/** The pieces that stand for values, indexed like the values. */
function placesOf(pieces: readonly Piece[]): readonly (Piece | undefined)[] {
  const places: (Piece | undefined)[] = [];
  for (const piece of pieces) {
    const index = "DRTSPIG".includes(piece.code.charAt(0)) ? Number(piece.code.slice(1)) : Number.NaN;
    if (index >= 0) places[index] = piece;
  }
  return places;
}

/** `readLine` would take these for a part of the day, but the hours themselves are meant. */
const HOURS_NOUN = /\b(?:our )?(open|clos)ing times? (?:is|are)(?: at)?/g;

export function lineOf(plain: string, { context }: Prepared): Line {
  const moves: string[] = [];
  const text = spansOfHours(plain)
    .replaceAll(HOURS_NOUN, (_, verb) => (verb === "open" ? "we open at" : "we close at"))
    .replaceAll(MOVING, (verb) => {
      moves.push(verb);
      return "xmoves";
    });
  const { pieces, values } = readLine(text, context);
  let places: readonly (Piece | undefined)[] | undefined;
  const pieceOf = (index: number) => (places ??= placesOf(pieces))[index];
  let next = 0;
  const codes = pieces.map(({ code }) => (code === "xmoves" ? (moves[next++] ?? code) : code));
  return {
    codes: ` ${codes.join(" ")} `,
    values,
    wordsOf: (index) => {
      const piece = pieceOf(index);
      return piece ? text.slice(piece.start, piece.end) : "";
    },
    wordAfter: (index) =>
      /^[^\p{L}\d]*([\p{L}\d]+)/u.exec(text.slice(pieceOf(index)?.end ?? text.length))?.[1] ?? "",
  };
}

/** Replaces whole codes; in `form` a space separates codes. */
export function swap(codes: string, form: RegExp, to: (...groups: string[]) => string): string {
  return codes.replaceAll(form, (...all: unknown[]) => {
    const groups = all.filter((part) => typeof part === "string" || part === undefined) as string[];
    return to(...groups.slice(0, -1).map((group) => group ?? ""));
  });
}

/** A pattern over codes: it matches between spaces and does not consume them. */
export function codeForm(source: string): RegExp {
  return new RegExp(`(?<= )(?:${source})(?= )`, "g");
}
