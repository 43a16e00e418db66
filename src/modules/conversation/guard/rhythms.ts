import { ASKS, HOURS_WORDS, intervalOf, RHYTHM } from "./en/rhythm-words.ts";
import { FINE, type Judgement, offends } from "./facts.ts";
import type { Said } from "./money.ts";
import type { Prepared } from "./prepared.ts";

/**
 * Finds how often something comes again: said of visits, it must be as they were wished or booked; asked, it may be
 * anything. `rest` has no numbers of weeks any more, which are no lengths, and still the weekdays.
 */
export function judgeRhythms(
  text: string,
  said: Said,
  facts: Prepared,
): { readonly verdict: Judgement; readonly rest: string } {
  if (!/every|each|ly\b/.test(text)) return { verdict: FINE, rest: text };
  let verdict = FINE;
  const isFree = ASKS.test(said.plain) || HOURS_WORDS.test(said.plain);
  const rest = text.replaceAll(RHYTHM, (words: string, ...groups: unknown[]) => {
    const rhythm = rhythmOf(groups as (string | undefined)[]);
    if (verdict.ok && !isFree && !mayBeSaid(words, rhythm, said, facts)) verdict = offends("date", words);
    if (rhythm.weekday === undefined) return "regularly";
    return rhythm.interval === 1 ? words : rhythm.weekday;
  });
  return { verdict, rest };
}

type Rhythm = NonNullable<Prepared["rhythm"]> & { readonly weekday: string | undefined };

function rhythmOf([nth, unit = "", adverb]: readonly (string | undefined)[]): Rhythm {
  const every = (adverb ?? unit).includes("month") ? "month" : "week";
  const interval = adverb === undefined ? intervalOf(nth) : /^(?:weekly|monthly)$/.test(adverb) ? 1 : 2;
  return { every, interval, weekday: unit.endsWith("day") ? unit : undefined };
}

function mayBeSaid(
  words: string,
  { every, interval, weekday }: Rhythm,
  said: Said,
  facts: Prepared,
): boolean {
  const { rhythm } = facts;
  if (rhythm?.every === every && rhythm.interval === interval) return true;
  if (interval === 1 && weekday === undefined && !rhythm) return true;
  return said.denied() || facts.ownWordsSay(words, said.plain);
}
