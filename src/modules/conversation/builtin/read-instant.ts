import { type Instant, parseInstant } from "#kernel/instant.ts";

/** Parses an instant written by one of our own views. */
export function readInstant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`A view wrote ${JSON.stringify(text)} for an instant.`);
  return at;
}
