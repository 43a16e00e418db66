import { matchesOf, type Value } from "#modules/language/index.ts";

import type { Days } from "./subject.ts";

/** A date or a time mentioned in a clause. `index`: that of its value. */
export type Mention = {
  readonly index: number;
  readonly kind: "days" | "time";
  readonly value: Value;
  /** The codes between the previous mention and this one. */
  readonly gap: string;
};

/** A time, span or part of day, and the days it applies to; undefined: no day is mentioned with it. */
export type Bound = { readonly mention: Mention; readonly days: readonly Days[] | undefined };

const MENTION = /(?<= )([DRTSPI])(\d+)(?= )/g;

/** Dates and times in order of appearance. */
export function mentionsIn(codes: string, values: readonly Value[]): Mention[] {
  const mentions: Mention[] = [];
  let from = 0;
  for (const match of matchesOf(MENTION, codes)) {
    const value = values[Number(match[2])];
    if (value === undefined) continue;
    const kind = match[1] === "D" || match[1] === "R" ? "days" : "time";
    mentions.push({ index: Number(match[2]), kind, value, gap: codes.slice(from, match.index) });
    from = match.index + match[0].length;
  }
  return mentions;
}

/**
 * Binds each time to its days: "Tuesday at 3 or 4, Wednesday at 5"; "3 pm on Tuesday or Friday". An ambiguous time
 * gets the days of both readings, so that it must be true under each.
 */
export function bindTimes(mentions: readonly Mention[]): readonly Bound[] {
  if (!mentions.some(({ kind }) => kind === "time")) return NONE;
  const partners = partnersOf(mentions);
  return mentions.flatMap((mention, i): Bound[] => {
    if (mention.kind !== "time") return [];
    const places = daysBeside(i, mentions, partners);
    const days = places
      .flatMap((place) => listAround(place, mentions, partners))
      .map(({ value }) => daysIn(value));
    return [{ mention, days: days.length === 0 ? undefined : days.filter((one) => one !== undefined) }];
  });
}

const NONE: readonly Bound[] = [];

/** The gap between a day and a time that belong together. */
const TIGHT =
  /^ (?:(?:at|on|this|the|of|around|about|by|from|until|for|then|coming|just|exactly|only|is|in|[-:(@])+ )*$/;
/** The same with a comma: a time may follow its day this way, but not a day its time. */
const AFTER_COMMA = /^ (?:(?:at|on|this|the|around|about|from|,) )*$/;
/** The gap between two items of one list. */
const LISTED =
  /^ (?:(?:[,&/;-]|and|or|also|then|to|at|on|plus|about|around|either|both|even|maybe|from|counted|the|in|as well as|this|coming) )*$/;

type Partners = ReadonlyMap<number, number>;

/** Pairs adjacent days and times, by position, from left to right. Each belongs to at most one pair. */
function partnersOf(mentions: readonly Mention[]): Partners {
  const partners = new Map<number, number>();
  for (const form of [TIGHT, AFTER_COMMA]) {
    for (let i = 0; i + 1 < mentions.length; i += 1) {
      const [first, second] = [mentions[i]!, mentions[i + 1]!];
      if (first.kind === second.kind || partners.has(i) || partners.has(i + 1)) continue;
      if (!form.test(second.gap) || (form === AFTER_COMMA && first.kind === "time")) continue;
      partners.set(i, i + 1).set(i + 1, i);
    }
  }
  return partners;
}

/** Positions of a time's days: next to it, else next to the times of its list, else before or after it. */
function daysBeside(i: number, mentions: readonly Mention[], partners: Partners): readonly number[] {
  const beside = partners.get(i);
  if (beside !== undefined) return [beside];
  const left = mentions.findLastIndex(({ kind }, at) => at < i && kind === "days");
  const right = mentions.findIndex(({ kind }, at) => at > i && kind === "days");
  const fromLeft = left !== -1 && (partners.get(left) ?? left + 1) > left;
  const fromRight = right !== -1 && !leadsOn(right, mentions, partners) && isListed(i, right, mentions);
  if (fromLeft || fromRight) return [...(fromLeft ? [left] : []), ...(fromRight ? [right] : [])];
  return [left === -1 ? right : left].filter((place) => place !== -1);
}

/** Whether times of its own follow a day, or a day in apposition to it: "tomorrow, Saturday 7 March at 9". */
function leadsOn(place: number, mentions: readonly Mention[], partners: Partners): boolean {
  let last = place;
  while (!partners.has(last) && mentions[last + 1]?.kind === "days") last += 1;
  return (partners.get(last) ?? last) > last;
}

function isListed(from: number, to: number, mentions: readonly Mention[]): boolean {
  return mentions.slice(from + 1, to).every(({ gap }) => LISTED.test(gap));
}

/** A day and those listed with it that have no times of their own: "Tuesday or Wednesday at 3". */
function listAround(place: number, mentions: readonly Mention[], partners: Partners): readonly Mention[] {
  const isMore = (at: number, gap: string | undefined) =>
    mentions[at]?.kind === "days" && !partners.has(at) && gap !== undefined && LISTED.test(gap);
  const list = [mentions[place]!];
  for (let at = place - 1; isMore(at, mentions[at + 1]?.gap); at -= 1) list.push(mentions[at]!);
  for (let at = place + 1; isMore(at, mentions[at]?.gap); at += 1) list.push(mentions[at]!);
  return list;
}

/** The days of a date or a range; undefined for other values. */
export function daysIn(value: Value): Days | undefined {
  if (value.kind === "date") return { kind: "each", days: [value.day] };
  if (value.kind !== "dates") return undefined;
  return { kind: "range", from: value.from ?? -Infinity, to: value.to ?? Infinity };
}
