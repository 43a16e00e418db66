/** Normalised text, with the original offset of each of its characters (and of its end). */
export type Normalised = { readonly text: string; readonly at: readonly number[] };

/** Longer than any channel allows (a chat message is at most 1,000 characters). */
const LONGEST = 4000;

/** Emoji that stand for an answer. The words they map to exist only here and in a language's vocabulary. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...Array.from("👍👌✅✔☑🆗💯").map((sign) => [sign, " signyes "] as const),
  ...Array.from("👎❌✖🚫🙅").map((sign) => [sign, " signno "] as const),
  ["🙏", " signthanks "],
]);

const QUOTES: ReadonlyMap<string, string> = new Map([
  ...Array.from("‘’‚‛`´ʼ′＇").map((mark) => [mark, "'"] as const),
  ...Array.from("“”„‟″＂«»").map((mark) => [mark, '"'] as const),
  ...Array.from("‐‑‒–—―−﹣－").map((mark) => [mark, "-"] as const),
]);

/**
 * Lower case, without accents, with plain quotes and dashes. Compatibility forms (full width, circled digits,
 * styled letters) become the characters they show; invisible characters (zero-width, bidirectional, control)
 * are removed, and so are emoji, except those that mean yes, no or thanks. Never throws.
 */
export function normalise(original: string): Normalised {
  if (PLAIN.test(original) && original.length <= LONGEST)
    return { text: original.toLowerCase(), at: WHERE_IT_STOOD };
  let text = "";
  const at: number[] = [];
  let place = 0;
  for (const char of original.slice(0, LONGEST)) {
    const plain = plainOf(char);
    for (let i = 0; i < plain.length; i += 1) at.push(place);
    text += plain;
    place += char.length;
  }
  at.push(place);
  return { text, at };
}

/** Most texts contain only these characters, which normalisation leaves as they are. */
const PLAIN = /^[ -_a-~]*$/;
const WHERE_IT_STOOD: readonly number[] = Array.from({ length: LONGEST + 1 }, (_, place) => place);

function plainOf(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 128) return plainAscii(char, code);
  const known = QUOTES.get(char) ?? SIGNS.get(char);
  if (known !== undefined) return known;
  if (UNSEEN.test(char)) return "";
  if (PICTURE.test(char)) return " ";
  return char.normalize("NFKC").normalize("NFD").replace(UNSEEN_ALL, "").toLowerCase();
}

function plainAscii(char: string, code: number): string {
  if (code === 96) return "'";
  if (code >= 32 && code < 127) return char.toLowerCase();
  return code === 9 || code === 10 || code === 13 ? " " : "";
}

const UNSEEN = /^[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Emoji_Modifier}\u115f\u1160\u3164\uffa0]$/u;
const UNSEEN_ALL = /[\p{Cc}\p{Cf}\p{Mn}\p{Me}]/gu;
const PICTURE = /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{So}\p{Zs}\p{Zl}\p{Zp}]$/u;
