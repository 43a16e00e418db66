import { COUNTED, LASTS, LENGTHS, MAY_BE_LENGTH, minutesIn, MOMENTS } from "./en/length-words.ts";
import { FINE, type Judgement, offends } from "./facts.ts";
import { swap } from "./line.ts";
import type { Said } from "./money.ts";
import type { Prepared } from "./prepared.ts";

/** Judges durations. `rest`: the codes with a placeholder for each duration and count. */
export function judgeLengths(
  codes: string,
  said: Said,
  facts: Prepared,
): { verdict: Judgement; rest: string } {
  if (!MAY_BE_LENGTH.test(codes)) return { verdict: FINE, rest: codes };
  let verdict = FINE;
  const withoutMoments = swap(codes, MOMENTS, () => "moment");
  const rest = swap(withoutMoments, LENGTHS, (words) => {
    if (verdict.ok && !isKnownLength(minutesIn(words), said, facts)) verdict = offends("duration", words);
    return "length";
  });
  return { verdict, rest: swap(rest, COUNTED, () => "counted") };
}

/** Whether a duration may be said. The duration of a service may be said of that service only. */
export function isKnownLength(minutes: number, said: Said, facts: Prepared): boolean {
  const { plain, named, carried } = said;
  const mine = named.length > 0 ? named.map(({ service }) => service) : carried;
  if (mine.some((service) => service.minutes === minutes)) return true;
  if (mine.length > 1 && mine.reduce((sum, service) => sum + service.minutes, 0) === minutes) return true;
  const lasts = LASTS.test(plain);
  if (facts.minutes.has(minutes) && !(mine.length > 0 && (lasts || isServices(minutes, facts)))) return true;
  if (mine.length === 0 && lasts && isServices(minutes, facts)) return true;
  return writings(minutes).some((words) => facts.ownWordsSay(words, plain));
}

function isServices(minutes: number, { services }: Prepared): boolean {
  return services.some((service) => service.minutes === minutes);
}

const UNITS = [
  ["minute", 1],
  ["hour", 60],
  ["day", 1440],
  ["week", 10_080],
  ["month", 43_200],
  ["year", 525_600],
] as const;

/** The ways in which the business may have written a duration. */
function writings(minutes: number): string[] {
  return UNITS.flatMap(([unit, size]) => {
    const count = minutes / size;
    if (!Number.isInteger(count) || count > 200) return [];
    const words = [String(count), WORDS[count] ?? String(count), ...(count === 1 ? ["an", "a"] : [])];
    return words.flatMap((word) => [`${word} ${unit}`, `${word} ${unit}s`]);
  });
}

const WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
