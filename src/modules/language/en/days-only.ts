/** 1 for Monday to 7 for Sunday. */
export type WeekdayNumber = number;

const WEEKEND = [6, 7];
const WEEKDAYS = [1, 2, 3, 4, 5];

const ONLY: readonly (readonly [RegExp, readonly WeekdayNumber[]])[] = [
  [
    form(
      "(?:only|just) (?:(?:on|at|the|do|come|free|available|be|can) )*weekends?|weekends? (?:only|please|works? (?:best|better)|is best|are best|be best)|(?:on|at) (?:the )?weekends|has to be (?:on )?(?:a|the) weekend",
    ),
    WEEKEND,
  ],
  [
    form(
      "(?:only|just) (?:(?:on|at|the|do|come|free|available|be|can) )*week ?days|week ?days (?:only|please|works? (?:best|better))|not (?:on |at )?(?:the |a )?weekends?",
    ),
    WEEKDAYS,
  ],
];

function form(source: string): RegExp {
  return new RegExp(`(?<![^ ])(?:${source})(?![^ ])`);
}

/**
 * The weekdays that a text of plain words restricts itself to, whatever else it says; undefined if there is
 * no restriction.
 */
export function daysOnly(words: string): readonly WeekdayNumber[] | undefined {
  if (!words.includes("week")) return undefined;
  return ONLY.find(([said]) => said.test(words))?.[1];
}
