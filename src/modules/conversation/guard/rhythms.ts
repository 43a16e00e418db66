import { ASKS, HOURS_WORDS, intervalOf, RHYTHM } from "./en/rhythm-words.ts";
import { FINE, type Judgement, offends } from "./facts.ts";
import type { Said } from "./money.ts";
import type { Prepared } from "./prepared.ts";

/**
 * Judges how often visits are said to repeat: as requested or booked, while a question may ask anything. `rest`
 * keeps the weekdays but loses the numbers of weeks, which are not durations.
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
