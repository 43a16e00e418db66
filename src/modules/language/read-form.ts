/** Part of a form: the texts it can stand for, or alternatives, each a sequence of parts. */
export type Part = readonly string[] | Either;
export type Either = { readonly ways: readonly (readonly Part[])[] };

/**
 * In a text that a part stands for: any characters or none (`ANYTHING`); the same without spaces (`LETTERS`).
 */
export const ANYTHING = "\0";
export const LETTERS = "\u0001";

/** Beyond this many alternatives a form is not expanded. */
const MOST = 400;

function textsOf(part: Part): readonly string[] {
  if (!("ways" in part)) return part;
  const texts = part.ways.flatMap((way) => inARow(way));
  return texts.length > MOST ? [ANYTHING] : texts;
}

/** What a sequence of parts can stand for. */
export function inARow(parts: readonly Part[]): readonly string[] {
  let texts: readonly string[] = [""];
  for (const part of parts) {
    const more = textsOf(part);
    if (texts.length * more.length > MOST) return [ANYTHING];
    texts = more.length === 1 ? texts.map((text) => text + more[0]) : eachWithEach(texts, more);
  }
  return texts;
}

function eachWithEach(texts: readonly string[], more: readonly string[]): string[] {
  return texts.flatMap((text) => more.map((next) => text + next));
}

/**
 * Parses a form's source, in the subset of the syntax that forms are written in. Assertions match no text.
 */
export function readForm(source: string): Either {
  return readEither({ source, at: 0 });
}

type Reader = { readonly source: string; at: number };

function readEither(reader: Reader): Either {
  const ways: Part[][] = [[]];
  while (reader.at < reader.source.length) {
    const next = reader.source.charAt(reader.at);
    if (next === ")" || next === "|") reader.at += 1;
    if (next === ")") break;
    if (next === "|") ways.push([]);
    else ways.at(-1)?.push(readPart(reader));
  }
  return { ways };
}

function readPart(reader: Reader): Part {
  const letters = take(reader, LITERAL);
  if (letters !== "") return [letters];
  const part = readOnce(reader);
  const times = take(reader, TIMES);
  return times === "" ? part : orNone(textsOf(part), times === "?");
}

/** Literal letters that are not followed by a quantifier. */
const LITERAL = /[A-Za-z]+(?![?*+{A-Za-z])/y;
const TIMES = /(?:[?*+]|\{[\d,]+\})\??/y;

/**
 * The texts of an optional part (`once`: at most once, otherwise any number of times). A part that brings its
 * own space leaves the words beside it whole.
 */
function orNone(texts: readonly string[], once: boolean): readonly string[] {
  if (texts.every((text) => text.endsWith(" "))) return ["", `${ANYTHING} `];
  if (texts.every((text) => text.startsWith(" "))) return ["", ` ${ANYTHING}`];
  if (once) return ["", ...texts];
  return texts.some((text) => text.includes(" ") || text.includes(ANYTHING)) ? [ANYTHING] : [LETTERS];
}

function readOnce(reader: Reader): Part {
  const char = reader.source.charAt(reader.at);
  reader.at += 1;
  switch (char) {
    case "(":
      return readGroup(reader);
    case "[":
      return charactersOf(take(reader, SEVERAL));
    case "\\":
      return escapedOf(take(reader, /./y));
    case "^":
    case "$":
      return [""];
    default:
      return [char === "." ? ANYTHING : char];
  }
}

/** A lookaround matches no text. */
function readGroup(reader: Reader): Part {
  if (take(reader, LOOKAROUND) === "") {
    take(reader, UNCAUGHT);
    return readEither(reader);
  }
  for (let open = 1; open > 0; ) open += take(reader, UP_TO_BRACKET).endsWith("(") ? 1 : -1;
  return [""];
}

const LOOKAROUND = /\?<?[=!]/y;
const UNCAUGHT = /\?:/y;
const UP_TO_BRACKET = /(?:\\.|\[(?:\\.|[^\]])*\]|[^()[\\])*[()]/y;
/** The rest of a character class, including its closing bracket. */
const SEVERAL = /(?:\\.|[^\]])+\]/y;

function charactersOf(several: string): readonly string[] {
  const inside = several.slice(0, -1);
  if (/^[A-Za-z]+$/.test(inside)) return inside.split("");
  return inside.startsWith("^ ") || !/^\^| |\\[sSwWDpP]/.test(inside) ? [LETTERS] : [ANYTHING];
}

function escapedOf(char: string): readonly string[] {
  if (char === "d" || char === "S") return [LETTERS];
  return [/\w/.test(char) ? ANYTHING : char];
}

/** Consumes what matches at the current position; "" if nothing does. */
function take(reader: Reader, form: RegExp): string {
  form.lastIndex = reader.at;
  const found = form.exec(reader.source)?.[0] ?? "";
  reader.at += found.length;
  return found;
}
