import type { LiveTurn } from "./live-turn.ts";

/**
 * How long a page waits for an answer, in milliseconds; after that it tells the browser where to look again.
 */
export const LONGEST_WAIT = 5_000;

/**
 * Waits for the running turns, but not forever. Whoever waits counts as a reader, so no model is stopped
 * meanwhile.
 */
export async function whenAnswered(turns: readonly LiveTurn[], longest = LONGEST_WAIT): Promise<void> {
  if (turns.length === 0) return;
  const leave = turns.map((turn) => turn.readBy());
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, longest).unref();
  await Promise.race([Promise.all(turns.map(({ settled }) => settled)), late.promise]);
  clearTimeout(timer);
  for (const leaves of leave) leaves();
}
