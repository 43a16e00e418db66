/** What singles out one of several by duration or price. */
export type Comparison = "longest" | "quickest" | "cheapest" | "dearest";

const OF: readonly (readonly [Comparison, string])[] = [
  ["longest", "longer|longest|long"],
  ["quickest", "shorter|shortest|short|quicker|quickest|quick|faster|fastest"],
  ["cheapest", "cheaper|cheapest|cheap|less expensive|least expensive|more affordable|most affordable"],
  ["dearest", "more expensive|most expensive|pricier|dearer|expensive"],
];
const THING =
  "one|ones|version|option|session|sessions|visit|appointment|lesson|class|treatment|consultation|variant|kind|sort|time";
/** "The longer one", "a shorter session please", "rather the cheap one". */
const FORMS = OF.map(
  ([what, words]) =>
    [
      what,
      new RegExp(
        `(?<!\\b(?:not|n't|how|too|so|as|was|were|been|my hair) (?:the |an? )?)\\b(?:(?:the|a|an) (?:${words})(?: (?:${THING}))?(?=\\s*(?:$|[.,!?;]|please|then|instead|if|i |for|and|with|on|at))|(?:${words}) (?:${THING})\\b)|^\\W*(?:(?:ok|okay|yes|maybe|rather|something|anything|make it|then|i'd like|go for|do you have|have you got|is there) )*(?:${words})(?:,? (?:please|then|instead|if possible))*\\W*$`,
        "i",
      ),
    ] as const,
);
/** "That's too short": the customer wants the longer one. */
const TOO: readonly (readonly [Comparison, RegExp])[] = [
  ["longest", /\btoo (?:short|quick)\b/i],
  ["quickest", /\btoo long(?! (?:away|off|out|ahead))\b/i],
  ["cheapest", /\btoo (?:expensive|much money|pricey|dear)\b/i],
];
const CUE = /long|short|quick|fast|cheap|expensive|affordable|pric|dear/i;

/** Which of several a text points at by duration or price; undefined if it does not. */
export function comparisonIn(text: string): Comparison | undefined {
  if (!CUE.test(text)) return undefined;
  return [...FORMS, ...TOO].find(([, form]) => form.test(text))?.[0];
}

const BOTH =
  /^\W*(?:(?:ok|okay|yes|yeah|well|i need|i want|i'd like) )*both(?: of (?:them|those|these))?(?: please| thanks)?\W*$/i;

/** Whether a text wants both of two, and says nothing else. */
export function wantsBoth(text: string): boolean {
  return BOTH.test(text);
}
