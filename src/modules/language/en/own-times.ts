const WHO = "(?:i|we|he|she|they|my [a-z]+|the kids?)";
const MUST =
  "(?:(?:'|’)?(?:ve| have|has)? ?(?:got|gotta|have|has|need|needs|must|had)(?: to)?|(?:'|’)ve to|gotta)";
const ELSEWHERE =
  "(?:(?:be|get|go|drive|walk|run)(?: back)?(?: to| in| at| for)? (?:the |my |a |an )?(?:school|work|office|airport|station|class|court|church|meeting|practice|college|uni|university|kindergarten|daycare|nursery|hospital|gym|interview|call)|be home|get home|leave|catch|pick(?: [a-z]+){0,3}? up|pick up|collect|start work|finish work|head off|be (?:out|gone|off))";
const IT_IS = `my (?:train|bus|flight|plane|meeting|class|shift|interview|call|lunch break|break|lesson)(?: [a-z]+){0,3}?`;
/** Up to the start of the next clause. */
const REST = "[^.!?;,\\n]{0,60}?(?=[.!?;,\\n]|\\s+(?:so|and|but|can|could|is|do|does|what|how)\\b|$)";
const OWN = new RegExp(
  `\\b(?:${WHO}${MUST} ${ELSEWHERE}|${IT_IS} (?:is|leaves|starts|ends|goes|begins|finishes))\\b${REST}`,
  "giu",
);

/** "I was in last Tuesday": a visit in the past. */
const WAS_HERE =
  /\b(?:i|we) (?:was|were|came|visited|popped|had (?:a|my) [a-z]+|got (?:a|my) [a-z]+)(?: (?:in|there|here|by|over|with you|at yours|done|cut|coloured|colored|visit|appointment)){0,3} (?:on |just )?(?:last (?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day|night)|yesterday|the other day|this morning|earlier)\b/giu;
/** "I have to be out by 3", "I start at ten": until when they can stay. */
const UNTIL = new RegExp(
  `\\b${WHO}(?:${MUST}(?: be)? (?:out of (?:there|here)|out|gone|leaving|leave|done|finished|finish|on my way|away|start|starting)(?: work| school| here| there)?|(?:'|’)?m? (?:start|starting|begin)(?: work| school| my shift)?) (?:by|before|at) (?=[a-z]*\\s*\\d|noon|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`,
  "giu",
);
/** Somebody's age: "he's 9". */
const AGE =
  /\b(?:(?:he|she|(?:my|our) (?!name)[a-z]+)(?: will be| be| (?:just )?turn(?:s|ed|ing)|(?:'|’)ll be| is turning)|(?:he|she)(?:(?:'|’)?s| is)|my (?!name)[a-z]+(?:(?:'|’)s| is)) (?:only |just |about |nearly |almost )?\d{1,2}\b(?!\s*(?::|\.\d|[ap]\.?m|o'?clock))(?:(?: ?-? ?(?:years?|yrs?|months?|yo|y\/o))(?: ?-? ?old)?)?/giu;
/** When somebody wants to be contacted about a visit on another day. */
const REMINDED =
  /\b((?:remind(?:er|ers|ed)?|text(?:ed)?|message|call|ring|e-?mail|confirmation)\b[^.!?;\n]{0,40}?\b)((?:the|a|an|one) (?:day|night|week|hour|morning|evening) (?:before|earlier|ahead))\b/giu;
/** Since when something has been so: "it hurts since last night". */
const SINCE =
  /\b(?:ever )?since (?:about |around |early |late )?(?:(?:last|this|the|yesterday) )?(?:night|morning|afternoon|evening|yesterday|week(?:end)?|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|christmas)(?: (?:night|morning|afternoon|evening))?\b/giu;
/** "My train is at two, so after that": in this case the time does say when they can come. */
const TELLS =
  /^[ ,.-]*(?:(?:so|but|and|then|which means) )*(?:(?:any ?time|something|anything|some time|only|ideally|preferably|please) )*(?:after|before)(?:wards| that| then| it)?(?:[.,!? ]|$)/iu;
/** Most texts contain none of these. */
const PERHAPS = /\d|before|earlier|ahead|school|work|train|bus|flight|since/i;
const PERHAPS_UNTIL = /\b(?:out|gone|leav|done|finish|on my way|away|start|begin)/i;
const PERHAPS_WAS = /\b(?:was|were|came|visited|popped|had|got) /i;

/**
 * Blanks out days and times that are not requested: other commitments ("I have to be at school at four"),
 * ages, past visits, since when something has been so, when to be reminded. Offsets stay the same.
 */
export function withoutOwnTimes(text: string): string {
  const bounded = PERHAPS_UNTIL.test(text) ? untilThey(text) : text;
  const left = PERHAPS_WAS.test(bounded) ? bounded.replaceAll(WAS_HERE, blank) : bounded;
  if (!PERHAPS.test(left)) return left;
  return left
    .replaceAll(OWN, (words, at: number) =>
      TELLS.test(left.slice(at + words.length, at + words.length + 40)) ? words : blank(words),
    )
    .replaceAll(AGE, blank)
    .replaceAll(SINCE, blank)
    .replaceAll(REMINDED, (_, kept: string, when: string) => kept + blank(when));
}

/** "Before work, I start at 10": the hour says what work is. */
function untilThey(text: string): string {
  const bounded = text.replaceAll(UNTIL, (words) => "before ".padEnd(words.length));
  return bounded === text ? text : bounded.replaceAll(BEFORE_WORK, blank);
}

const BEFORE_WORK = /\bbefore (?:i (?:go to|start) )?(?:work|school)\b/giu;

function blank(words: string): string {
  return " ".repeat(words.length);
}
