import type { Context } from "./values.ts";

const NOON = 720;
/** If opening hours do not decide, people mean a time between 07:00 and 19:00. */
const DAWN = 7 * 60;

/**
 * Chooses morning or afternoon for a time given without either (`minutes` below 720): the one during opening
 * hours if only one is, otherwise the one between 07:00 and 19:00.
 */
export function chooseHalf(
  minutes: number,
  day: number | undefined,
  { isOpen }: Pick<Context, "isOpen">,
): number {
  const usual = minutes >= DAWN ? minutes : minutes + NOON;
  if (isOpen === undefined) return usual;
  const [morning, afternoon] = [isOpen(minutes, day), isOpen(minutes + NOON, day)];
  if (morning === afternoon) return usual;
  return morning ? minutes : minutes + NOON;
}
