import type { Value } from "#modules/language/index.ts";

import type { Days } from "./subject.ts";

/** A date or a time at its place among the codes. */
export type Mention = {
  readonly index: number;
  readonly kind: "days" | "time";
  readonly value: Value;
  /** The codes before it, up to the mention before. */
  readonly gap: string;
};

/** A time, or a span or part of day, and the days that it is said of; undefined: none is named beside it. */
export type Bound = { readonly mention: Mention; readonly days: readonly Days[] | undefined };

type Group = { readonly kind: Mention["kind"]; readonly gap: string; readonly mentions: Mention[] };

/** Dates and times in the order in which they are said. */
export function mentionsIn(codes: string, values: readonly Value[]): Mention[] {
  const mentions: Mention[] = [];
  let from = 0;
  for (const match of codes.matchAll(/(?<= )([DRTSPI])(\d+)(?= )/g)) {
    const value = values[Number(match[2])];
    if (value === undefined) continue;
    const kind = match[1] === "D" || match[1] === "R" ? "days" : "time";
    mentions.push({ index: Number(match[2]), kind, value, gap: codes.slice(from, match.index) });
    from = match.index + match[0].length;
  }
  return mentions;
}

/** Which days each time is said of: "Tuesday at 3 or 4, Wednesday at 5"; "3 pm on Tuesday and 4 pm on Friday". */
export function bindTimes(mentions: readonly Mention[]): Bound[] {
  const groups = groupsOf(mentions);
  const datesFirst = groups[0]?.kind === "days";
  return groups.flatMap((group, i) => {
    if (group.kind !== "time") return [];
    const [left, right] = [groups[i - 1], groups[i + 1]];
    return group.mentions.map((mention): Bound => {
      const sides = sidesOf(group, left, right, datesFirst);
      return { mention, days: sides.length === 0 ? undefined : sides.flatMap(daysOf) };
    });
  });
}

/** The group of days on the side from which nothing parts it; both, where that cannot be told. */
function sidesOf(
  group: Group,
  left: Group | undefined,
  right: Group | undefined,
  datesFirst: boolean,
): readonly Group[] {
  if (!left || !right) return [left ?? right].filter((side) => side !== undefined);
  const [partsLeft, partsRight] = [PARTS.test(group.gap), PARTS.test(right.gap)];
  if (partsLeft !== partsRight) return partsLeft ? [right] : [left];
  if (partsLeft) return [datesFirst ? left : right];
  return [left, right];
}

const PARTS = / (?:[,;/]|and|or|but|then|plus|also) /;
/** Only these stand between the items of one list. */
const LISTED =
  /^ (?:(?:[,&/;-]|and|or|also|then|to|at|on|plus|about|around|either|both|even|maybe|from|counted|the|in) )*$/;

function groupsOf(mentions: readonly Mention[]): Group[] {
  const groups: Group[] = [];
  for (const mention of mentions) {
    const last = groups.at(-1);
    if (last?.kind === mention.kind && (LISTED.test(mention.gap) || mention.kind === "time"))
      last.mentions.push(mention);
    else groups.push({ kind: mention.kind, gap: mention.gap, mentions: [mention] });
  }
  return groups;
}

function daysOf({ mentions }: Group): Days[] {
  return mentions.map(({ value }) => daysIn(value)).filter((days) => days !== undefined);
}

/** The days that a date or range names. */
export function daysIn(value: Value): Days | undefined {
  if (value.kind === "date") return { kind: "each", days: [value.day] };
  if (value.kind !== "dates") return undefined;
  return { kind: "range", from: value.from ?? -Infinity, to: value.to ?? Infinity };
}
