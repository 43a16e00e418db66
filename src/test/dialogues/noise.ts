import type { Chance } from "#test/proof/chance.ts";

/** How carefully a customer types. */
export type Hand = "careful" | "hasty" | "spoken";

/**
 * Text as this customer would enter it: hasty typing has a typo or two and no capitals; speech has neither
 * capitals nor punctuation. Words with a digit or an @, and those in `keep`, stay intact.
 */
export function written(text: string, hand: Hand, chance: Chance, keep: readonly string[] = []): string {
  if (hand === "careful") return text;
  if (hand === "spoken") return text.toLowerCase().replace(/[,!?]/g, "");
  const words = text.split(" ");
  const slips = words.length > 6 ? 2 : 1;
  for (let slip = 0; slip < slips; slip += 1) {
    const at = chance.below(words.length);
    const word = words[at] ?? "";
    if (/^[A-Za-z]{5,}$/.test(word) && !keep.includes(word)) words[at] = slipOn(word, chance);
  }
  const slipped = words.join(" ");
  return chance.below(2) === 0 ? slipped.toLowerCase() : slipped;
}

function slipOn(word: string, chance: Chance): string {
  const at = 1 + chance.below(word.length - 3);
  const [before, one, two, after] = [
    word.slice(0, at),
    word[at] ?? "",
    word[at + 1] ?? "",
    word.slice(at + 2),
  ];
  switch (chance.below(3)) {
    case 0:
      return `${before}${two}${one}${after}`;
    case 1:
      return `${before}${two}${after}`;
    default:
      return `${before}${one}${one}${two}${after}`;
  }
}
