import type { Context } from "./values.ts";

const NOON = 720;
/** Without hours to go by, people mean a time between seven in the morning and seven in the evening. */
const DAWN = 7 * 60;

/**
 * Morning or afternoon for a time that was said without either (`minutes` below 720): the only one of the
 * two at which the business is open, else the one between 07:00 and 19:00.
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
