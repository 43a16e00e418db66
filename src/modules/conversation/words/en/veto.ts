/** Words that take a yes back or put it off, whatever else is said. A second look, beside the classifier's own. */
const TAKES_BACK =
  /\b(?:wait|hold on|hang on|actually|instead|rather|change|different|not yet|do ?n[o']?t|never ?mind|unless|only if|except)\b|\bbut (?:at|on|with|for|make|in)\b/i;

export function takesBack(text: string): boolean {
  return TAKES_BACK.test(text.replaceAll("’", "'"));
}
