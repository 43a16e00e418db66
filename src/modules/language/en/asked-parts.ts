import { tokenise } from "#modules/language/tokens.ts";
import { textOf } from "#modules/language/line.ts";
import type { Topic } from "#modules/language/values.ts";

import { canonical } from "./canonical.ts";
import { topicsOf } from "./topics.ts";

/** One of several questions in a text, in its own words. */
export type AskedPart = { readonly text: string; readonly topics: readonly Topic[] };

const STARTS =
  "(?:is|are|do|does|did|can|could|how|hows|what|whats|what's|where|wheres|where's|when|who|whos|who's|which|will|may|should|any)";
const ENDS = new RegExp(
  `([?!.;\\n]+)\\s*|,?\\s+(?:and|but|also|plus|btw|by the way)\\s+(?=(?:also |then |btw |by the way,? )?${STARTS}\\b)|,\\s+(?=(?:${STARTS}|my|our|i|i'm|im|we|she|he|they|because|since|so)\\b)`,
  "i",
);
const ASKS = new RegExp(
  `^(?:(?:and|also|but|hi|hello|hey|ok|okay|so|oh|btw|then|by the way|yes|no)[ ,]+)*${STARTS}\\b`,
  "i",
);

/** The questions in a text, each with its topics; statements are left out. */
export function askedParts(text: string): readonly AskedPart[] {
  const pieces = text.split(ENDS);
  return pieces.flatMap((words, i) => {
    const part = (words ?? "").trim();
    const isMark = i % 2 === 1;
    if (isMark || part === "") return [];
    const isAsked = ASKS.test(part) || pieces[i + 1]?.startsWith("?") === true;
    return isAsked ? [new Part(part)] : [];
  });
}

/** Topics are read lazily: with a single question they are seldom needed. */
class Part implements AskedPart {
  readonly text: string;
  #topics: readonly Topic[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get topics(): readonly Topic[] {
    return (this.#topics ??= topicsOf(textOf({ pieces: canonical(tokenise(this.text)) })));
  }
}
