import type { Language } from "#modules/language/language.ts";

import { actsOf } from "./acts.ts";
import { canonical } from "./canonical.ts";
import { readCatalogue } from "./catalogue.ts";
import { daysOnly } from "./days-only.ts";
import { findEmail, findPhoneDigits } from "./contact.ts";
import { hintsOf } from "./hints.ts";
import { intentsOf } from "./intents.ts";
import { findNote } from "./notes.ts";
import { withoutOccasions } from "./occasions.ts";
import { withoutOwnTimes } from "./own-times.ts";
import { pairsIn } from "./pairs.ts";
import { readParty } from "./party.ts";
import { asksForStranger, findFirstName, findName, findNameBefore, isFullName } from "./person-name.ts";
import { readValues } from "./read-values.ts";
import { readRepeat } from "./repeat.ts";
import { scopeOf } from "./scope.ts";
import { settle } from "./settle.ts";
import { severalVisits } from "./several-visits.ts";
import { topicsOf } from "./topics.ts";

/** English, typed and dictated. */
export const ENGLISH: Language = {
  findEmail,
  findPhoneDigits,
  findName,
  findNameBefore,
  findNote,
  findFirstName,
  isFullName,
  withoutOwnTimes,
  withoutOccasions,
  severalVisits,
  daysOnly,
  asksForStranger,
  canonical,
  readCatalogue,
  pairsIn,
  readRepeat,
  scopeOf,
  readParty,
  readValues,
  settle,
  actsOf: (words, clues) => actsOf(asWords(words), clues),
  hintsOf,
  topicsOf: (words) => topicsOf(asWords(words)),
  intentsOf: (read, words, clues) => intentsOf(asWords(read), asWords(words), clues),
};

const SPELLED: Readonly<Record<string, string>> = {
  U1: "one",
  U2: "two",
  Q1: "first",
  Q2: "second",
  Q3: "third",
};

/** Small numbers become words again: "one more time", "the second". */
function asWords(pieces: string): string {
  return pieces.replaceAll(/(?<![^ ])(?:U[12]|Q[123])(?![^ ])/g, (code) => SPELLED[code] ?? code);
}
