import { LITTLE_WORDS } from "#modules/language/en/vocabulary.ts";

import { OTHER_WORDS, POLITE } from "./words.ts";

/** Only the beginning of a long text is examined, in characters. */
const MOST = 300;

/** Whether a text is in a language other than the supported one, judged by its script or its words. */
export function isOtherLanguage(text: string): boolean {
  const plain = text.slice(0, MOST).normalize("NFKC").toLowerCase();
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  const latin = plain.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 0 && latin * 2 < letters) return true;
  const words = plain.match(/[\p{L}]+(?:['’-][\p{L}]+)*/gu) ?? [];
  const others = words.filter((word) => OTHER_WORDS.has(word)).length;
  const ours = words.filter((word) => LITTLE_WORDS.has(word) && !OTHER_WORDS.has(word)).length;
  if (words.every((word) => POLITE.has(word))) return false;
  return others > ours && (others > 1 || others === words.length);
}
