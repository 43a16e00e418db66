import type { Asked, Scope } from "#modules/language/values.ts";

function form(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![^ ])(?:${alternatives.join("|")})(?![^ ])`);
}

const VISIT = "(?:visits?|appointments?|bookings?|sessions?|ones?|dates?|times?|haircuts?|V\\d+)";
/** A date in a line before values are read. */
const DAY =
  "(?:(?:the )?[NOQU]\\d+(?: of)? M\\d+|M\\d+(?: the)? [NOQU]\\d+|(?:the )?[OQ]\\d+|(?:next |this )?W\\d|[XY]\\d\\S*)";
const LATER = "(?:later|following|subsequent|future|next|remaining|rest|other|after(?:wards)?)";

/** Order matters: "the one on Friday and all later ones" matches the forms of all three. */
const FORMS: readonly (readonly [Scope, RegExp])[] = [
  [
    "this",
    form("(?:not|leave|keep) (?:all )?(?:the|of the|any of the)? ?(?:others?|rest|remaining)(?: ones)?"),
  ],
  [
    "this_and_later",
    form(
      `(?:this|that|it|the|[NU]1|${DAY}|one|first)(?: (?:one|[NU]1|visit|appointment|day))? (?:and|plus|&|with) (?:all |everything |any |every )?(?:of )?(?:the |that |those |its )?${LATER}(?: (?:${VISIT}|it|that|them))?`,
      `and (?:all |everything |any )?(?:the |those )?(?:${LATER} ${VISIT}|later(?: ones)?|following(?: ones)?|afterwards?|onwards?)`,
      `(?:from|starting|as of|beginning) (?:then|that|this|there|now|here|it|${DAY}|this one|that one|that day|that date)(?: (?:visit|appointment|one))? (?:on|onwards?|forward)`,
      `(?:all|everything|every one|those|the ones|anything)(?: ${VISIT})? (?:after|from|since|later than)(?: (?:on|and including))? (?:it|that|this|then|there|${DAY})`,
      "(?:this|that|it) (?:one )?(?:and|&) (?:on|after|later|the rest)",
      "(?:all )?the rest(?: of (?:them|it|the series))?",
    ),
  ],
  [
    "this",
    form(
      `(?:just|only) (?:for )?(?:this|that|it|the|[NU]1|one|next|first|single|${DAY})(?! (?:whole|series|entire|rest|later|following|others))(?: \\S+)*`,
      `(?:this|that|the) (?:${VISIT}|[NU]1) (?:only|alone)`,
      `(?:the|a|one) single ${VISIT}|single (?:visit|appointment)`,
      "the (?:one|[NU]1) (?:on|at|of|next|this) \\S+(?: \\S+)*",
    ),
  ],
  [
    "all",
    form(
      "(?:the )?(?:whole|entire|complete|full) (?:series|thing|lot|set|standing|arrangement|plan|order|booking)",
      "(?:the|my|this|that) series",
      `all(?: the)?(?: [NU]\\d+)?(?: of)?(?: (?:them|those|these|it|my|our|the))?(?: (?:remaining|future|upcoming|other|weekly|monthly|standing|regular))?(?: ${VISIT})?(?= (?:please|[.!?,]|thanks|then|to|at|on|and|by|for|from|would)|$)`,
      "every ?(?:one|single one|thing)(?: of (?:them|those|these))?|each(?: and every)?(?: one)?(?: of (?:them|those|these))?",
      `(?:my|the|our) (?:weekly|biweekly|fortnightly|monthly|standing|recurring|regular|repeating) (?:${VISIT}|slot|spot)`,
      "both(?: of (?:them|those|these))?",
    ),
  ],
];

/** Without one of these words a text says nothing about scope. */
const PERHAPS =
  /(?:^| )(?:just|only|alone|single|rest|others?|later|following|subsequent|future|onwards?|on|afterwards?|after|whole|entire|complete|series|all|every|everything|everyone|each|both|standing|recurring|weekly|biweekly|fortnightly|monthly)(?= |$)/;

/** Which visits of a series are meant, from the words of a line before values are read. */
export function scopeOf(words: string, asked: Asked | undefined): Scope | undefined {
  const isAsked = asked === "scope";
  if (!isAsked && !PERHAPS.test(words)) return undefined;
  const found = FORMS.find(([, said]) => said.test(words))?.[0];
  return found ?? (isAsked && ONE.test(words) ? "this" : undefined);
}

/** Phrases that mean a single visit, in answer to the question which ones. */
const ONE =
  /(?:^| )(?<![OQ]\d )(?:this|that|the|[NU]1|one)(?: (?:one|[NU]1|visit|appointment))?(?= (?:please|[.!?,]|thanks|then)|$)/;
