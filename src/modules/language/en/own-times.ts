const WHO = "(?:i|we|he|she|they|my [a-z]+|the kids?)";
const MUST =
  "(?:(?:'|’)?(?:ve| have|has)? ?(?:got|gotta|have|has|need|needs|must|had)(?: to)?|(?:'|’)ve to|gotta)";
const ELSEWHERE =
  "(?:(?:be|get|go|drive|walk|run)(?: back)?(?: to| in| at| for)? (?:the |my |a |an )?(?:school|work|office|airport|station|class|court|church|meeting|practice|college|uni|university|kindergarten|daycare|nursery|hospital|gym|interview|call)|be home|get home|leave|catch|pick(?: [a-z]+){0,3}? up|pick up|collect|start work|finish work|head off|be (?:out|gone|off))";
const IT_IS = `my (?:train|bus|flight|plane|meeting|class|shift|interview|call|lunch break|break|lesson)(?: [a-z]+){0,3}?`;
/** Up to where something else begins. */
const REST = "[^.!?;,\\n]*?(?=[.!?;,\\n]|\\s+(?:so|and|but|can|could|is|do|does|what|how)\\b|$)";
const OWN = new RegExp(
  `\\b(?:${WHO}${MUST} ${ELSEWHERE}|${IT_IS} (?:is|leaves|starts|ends|goes|begins|finishes))\\b${REST}`,
  "giu",
);

/** The same text, as long, without when somebody has to be elsewhere: "I have to be at school at four". */
export function withoutOwnTimes(text: string): string {
  return text.replaceAll(OWN, (words) => " ".repeat(words.length));
}
