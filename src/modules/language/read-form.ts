/** A part of a form: the texts that it can stand for, or the ways to go on, each of parts in a row. */
export type Part = readonly string[] | Either;
export type Either = { readonly ways: readonly (readonly Part[])[] };

/** In a text that a part stands for: any characters, or none; and the same without a space among them. */
export const ANYTHING = "\0";
export const LETTERS = "\u0001";

/** More ways to say something are not written out. */
const MOST = 1000;

function textsOf(part: Part): readonly string[] {
  if (!("ways" in part)) return part;
  const texts = part.ways.flatMap((way) => inARow(way));
  return texts.length > MOST ? [ANYTHING] : texts;
}

/** What several parts, one after the other, can stand for. */
export function inARow(parts: readonly Part[]): readonly string[] {
  let texts: readonly string[] = [""];
  for (const part of parts) {
    const more = textsOf(part);
    if (texts.length * more.length > MOST) return [ANYTHING];
    texts = texts.flatMap((text) => more.map((next) => text + next));
  }
  return texts;
}

/** The parts of a form by its source, in so much of the syntax as forms are written in. Places stand for nothing. */
export function readForm(source: string): Either {
  return readEither({ source, at: 0 });
}

type Reader = { readonly source: string; at: number };

function readEither(reader: Reader): Either {
  const ways: Part[][] = [[]];
  while (reader.at < reader.source.length && !take(reader, /\)/y)) {
    if (take(reader, /\|/y)) ways.push([]);
    else ways.at(-1)?.push(readPart(reader));
  }
  return { ways };
}

function readPart(reader: Reader): Part {
  const part = readOnce(reader);
  const times = take(reader, /(?:[?*+]|\{[\d,]+\})\??/y);
  return times === "" ? part : orNone(textsOf(part), times === "?");
}

/** So often (`once`: at most once), or not at all. What comes with its own space leaves the words beside it whole. */
function orNone(texts: readonly string[], once: boolean): readonly string[] {
  if (texts.every((text) => text.endsWith(" "))) return ["", `${ANYTHING} `];
  if (texts.every((text) => text.startsWith(" "))) return ["", ` ${ANYTHING}`];
  if (once) return ["", ...texts];
  return texts.some((text) => text.includes(" ") || text.includes(ANYTHING)) ? [ANYTHING] : [LETTERS];
}

function readOnce(reader: Reader): Part {
  if (take(reader, /\(\?<?[=!]/y)) {
    readEither(reader);
    return [""];
  }
  if (take(reader, /\((?:\?:)?/y)) return readEither(reader);
  if (take(reader, /[\^$]/y)) return [""];
  const several = take(reader, /\[(?:\\.|[^\]])+\]/y);
  if (several) return charactersOf(several.slice(1, -1));
  const escaped = take(reader, /\\./y);
  if (escaped) return [/\\[dS]/.test(escaped) ? LETTERS : /\w/.test(escaped) ? ANYTHING : escaped.charAt(1)];
  const char = take(reader, /./y);
  return [char === "." ? ANYTHING : char];
}

function charactersOf(several: string): readonly string[] {
  if (/^[A-Za-z]+$/.test(several)) return several.split("");
  return several.startsWith("^ ") || !/^\^| |\\[sSwWDpP]/.test(several) ? [LETTERS] : [ANYTHING];
}

/** What stands there, if it has the form; "" if not. */
function take(reader: Reader, form: RegExp): string {
  form.lastIndex = reader.at;
  const found = form.exec(reader.source)?.[0] ?? "";
  reader.at += found.length;
  return found;
}
