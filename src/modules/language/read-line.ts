import { ENGLISH } from "./en/index.ts";
import type { Language } from "./language.ts";
import type { Line } from "./line.ts";
import { readingOf } from "./reading.ts";
import { tokenise } from "./tokens.ts";
import type { Context, Value } from "./values.ts";

/**
 * Every date, time, span and reference of a text, each at its place among the words: for whoever must find all
 * of them, where `understand` settles what is wanted. A piece is a word, or a letter and a number: `D`, `R`,
 * `T`, `S`, `P`, `I`, `G` stand for a value (see `Value`) by its index; numbers, weekdays and months that
 * were read as nothing stay as `N5`, `W2` and so on. Services and names are words here. Never throws.
 */
export function readLine(text: string, context: Context, language: Language = ENGLISH): Line<Value> {
  const line = { pieces: language.canonical(tokenise(text)), values: [] };
  return language.readValues(line, readingOf(context));
}
