import { CLOSE_ONES } from "./hints.ts";

const WHOSE = `(?:(?:my|our|his|her|their|the|an?)(?: (?:${CLOSE_ONES}|friends?|best friends?)(?:'|’)?s?)?|[a-z]+(?:'|’)s)`;
const WHAT =
  "(?:wedding|birthday|bday|b-day|interview|party|graduation|prom|anniversary|funeral|christening|baptism|communion|bar mitzvah|bat mitzvah|photo ?shoot|shoot|gala|reunion|trip|vacation|holiday|honeymoon|concert|flight|exam|ball|dinner|event|conference|presentation|ceremony|baby shower|shower|engagement|family photos?|photos|headshots?|first day|big day|hot date|date)";
const OCCASION = `${WHOSE} (?:[a-z]+ ){0,2}?${WHAT}(?: (?:party|day|dinner|photos?|ceremony|trip|night))?`;
/** A date follows. */
const THEN =
  "(?=(?:the |this |next |coming |a week )*(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tomorrow|christmas|\\d))";
const LINK = "(?:,? (?:which |that )?(?:is|are|it's|its|happens|happening|takes place))?(?:,? (?:on|is|at))?";

/** "Before my wedding" is a bound, whatever is requested. */
const BOUND = new RegExp(
  `\\b(?:before|in time for|ahead of|in advance of|prior to|by|until) ${OCCASION}(${LINK} ${THEN})?`,
  "giu",
);
/**
 * "For my sister's birthday on the fifth", "my interview is on Friday": the reason for the visit, and the day
 * it must precede.
 */
const REASON = new RegExp(
  `\\b(?:(?:for|because of|since(?: it(?:'|’)?s)?|as(?: it(?:'|’)?s)?|got|have|i(?:'|’)?ve got) )${OCCASION}(${LINK} ${THEN})?|\\b${OCCASION}(?: is|'s|’s|s)?(?: on| at)? ${THEN}`,
  "giu",
);
const PERHAPS =
  /wedding|b(?:irth|-)?day|interview|party|graduation|prom|anniversary|funeral|christening|baptism|communion|mitzvah|shoot|gala|reunion|trip|vacation|holiday|honeymoon|concert|flight|exam|ball|dinner|event|conference|presentation|ceremony|shower|engagement|photos|headshot|first day|big day|date/i;

/**
 * Blanks out an occasion that is only the reason for a visit, so that it names no service, and turns its day
 * into a bound: `a cut before      Dec 5`. Offsets stay the same. `servicesIn` returns the ids of the
 * services a text names; an occasion that is the only name of a service is kept ("hair for my wedding on Dec
 * 5").
 */
export function withoutOccasions(text: string, servicesIn: (text: string) => readonly string[]): string {
  if (!PERHAPS.test(text)) return text;
  const bounded = text.replaceAll(BOUND, (words, day?: string) =>
    day === undefined && servicesIn(words).length === 0 ? words : asBound(words, day),
  );
  const others = bounded.replaceAll(REASON, blank);
  if (others === bounded || !namesOther(bounded, others, servicesIn)) return bounded;
  return bounded.replaceAll(REASON, (words, day?: string) =>
    isDated(words, day) ? asBound(words, " ") : blank(words),
  );
}

/** "Wedding hair for my wedding": the service requested is the occasion's own. */
function namesOther(text: string, others: string, servicesIn: (text: string) => readonly string[]): boolean {
  const own = new Set([...text.matchAll(REASON)].flatMap(([words]) => servicesIn(words)));
  const wished = servicesIn(others);
  return wished.length > 0 && !wished.some((id) => own.has(id));
}

function isDated(words: string, day: string | undefined): boolean {
  return day !== undefined || words.endsWith(" ");
}

function asBound(words: string, day: string | undefined): string {
  if (day !== undefined) return "before ".padEnd(words.length);
  // "The Tuesday before my party": which Tuesday is unknown.
  return words.slice(0, words.indexOf(" ") + 1).padEnd(words.length);
}

function blank(words: string): string {
  return " ".repeat(words.length);
}
