import { byCues } from "#modules/language/cues.ts";
import { matchesOf } from "#modules/language/line.ts";
import type { Clues } from "#modules/language/language.ts";
import type { Act } from "#modules/language/understanding.ts";

import * as forms from "./act-forms.ts";

type Clause = { readonly text: string; readonly isQuestion: boolean; readonly endsAsking: boolean };

const CLAUSE = /([^.!?;,]+)([.!?;,]|$)/g;

/** The clauses of a text of pieces, each with whether it is a question. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  for (const match of matchesOf(CLAUSE, text)) {
    const words = (match[1] ?? "").replaceAll(/ ?" ?/g, " ").trim();
    if (words === "") continue;
    clauses.push({
      text: words,
      isQuestion: match[2] === "?" || forms.QUESTION.test(words),
      endsAsking: match[2] === "?",
    });
  }
  return clauses;
}

const NOT_WRONG = /(?<![^ ])not (?:\S+ )?(?:wrong|incorrect|false)(?![^ ])/;

/** Prefilters forms that most texts cannot match (see `byCues`). */
const likelyIn = byCues(
  [
    forms.HARMLESS_NO,
    forms.HOLDS,
    forms.FAILS,
    forms.NO_WITHIN,
    forms.DONE,
    forms.HUMAN,
    forms.REPEAT,
    forms.ALTERNATIVES,
    forms.THANKS,
    forms.BYE,
    NOT_WRONG,
  ],
  (form) => form,
);

/**
 * A text, `plain` without harmless uses of no, its clauses, and `has`: whether the text or part of it has one
 * of the forms above.
 */
type Heard = {
  readonly text: string;
  readonly plain: string;
  readonly clauses: readonly Clause[];
  readonly has: (form: RegExp, part: string) => boolean;
};

function hear(text: string): Heard {
  const likely = new Set(likelyIn(text));
  const plain = likely.has(forms.HARMLESS_NO) ? text.replaceAll(forms.HARMLESS_NO, "") : text;
  return {
    text,
    plain,
    clauses: clausesOf(text),
    has: (form, part) => likely.has(form) && form.test(part),
  };
}

/** The acts of a text of pieces (see `canonical`), most specific first; `unknown` if there is none. */
export function actsOf(text: string, clues: Clues): Act[] {
  const heard = hear(text);
  const { plain, clauses, has } = heard;
  const acts = new Set<Act>();
  if (isYes(heard, clues)) acts.add("affirm");
  else if (isNo(heard, clues)) acts.add("negate");
  for (const act of politeActs(heard, clues)) acts.add(act);
  if (clues.hasChoice || forms.SELECT.test(plain)) acts.add("select");
  if (clues.asksOther || (has(forms.ALTERNATIVES, text) && !has(forms.DONE, text)))
    acts.add("request_alternatives");
  if (clauses.some(asksSomething)) acts.add("request");
  if (clues.hasValue) acts.add("inform");
  return acts.size > 0 ? [...acts] : ["unknown"];
}

function politeActs(heard: Heard, { asked }: Clues): Act[] {
  const { text, clauses, has } = heard;
  const isGreeting = clauses.some((clause) => forms.GREETING.test(clause.text));
  const told: readonly (readonly [Act, boolean])[] = [
    [
      "thank",
      has(forms.THANKS, text) || (asked === undefined && text.length < 80 && forms.PRAISE.test(text)),
    ],
    ["goodbye", isGoodbye(heard, isGreeting) || isClosing(heard)],
    ["greet", isGreeting],
    ["repeat", has(forms.REPEAT, text) || forms.WHAT.test(text)],
    ["human", asksForPerson(heard)],
  ];
  return told.filter(([, isTold]) => isTold).map(([act]) => act);
}

/** "Nice to see you" is a greeting. */
function isGoodbye({ text, has }: Heard, isGreeting: boolean): boolean {
  if (/^later(?: [.!,])*$/.test(text)) return true;
  return has(forms.BYE, text) && !(isGreeting && text.includes("see you") && !/bye|later/.test(text));
}

/** "That's all" ends a conversation, unless the text also asks something. */
function isClosing({ text, clauses, has }: Heard): boolean {
  if (!has(forms.DONE, text) || text.includes("?") || clauses.length > 4) return false;
  return /all|nothing|done|everything|that is it|will do|does it/.test(text);
}

function asksForPerson({ text, clauses, has }: Heard): boolean {
  if (!has(forms.HUMAN, text) && !forms.HUMAN_ALONE.test(text)) return false;
  return !clauses.some((clause) => forms.ABOUT_BOTS.test(clause.text));
}

/** A yes that the rest of the text does not withdraw, make conditional or replace with something new. */
function isYes(heard: Heard, clues: Clues): boolean {
  const { text, plain, clauses, has } = heard;
  const wasAsked = clues.asked === "confirm" || clues.asked === "choice";
  if (
    clues.asked === undefined &&
    (has(NOT_WRONG, text) || /^(?:ok|okay|k|alright|all right)(?: [.!])*$/.test(plain))
  )
    return true;
  if (!clauses.some((clause) => saysYes(heard, clause, wasAsked))) return false;
  if (clues.asked === "confirm" && GOES_ON.test(plain)) return false;
  if (clues.asked === "confirm" && (clues.hasValue || clues.hasChoice || clues.asksOther)) return false;
  if (!wasAsked && isFarewell(heard)) return false;
  return !takesBack(withoutQuestions(plain));
}

/** "Ok so how much is it?", "right, and is that with Leo?": the customer has not decided yet. */
const GOES_ON =
  /^(?:(?:oh|um+|uh+|hm+|well) )*(?:(?:ok|okay|k|right|alright|all right|cool|great|fine|good|nice)(?: ,)? so(?: ,)? (?!(?:yes|yeah|book|go|do it|do that|lets|confirm|please|that (?:is|works)|it (?:is|works)|i will take)(?![^ ]))|(?:right|ok|okay|k|well)(?: [,.])? (?:and (?:then )?)?(?:how (?:much|long|do)|who|what does it|what is the (?:price|cost|total)|is (?:that|it|this)|are (?:you|they)|does (?:that|it)|if|when|why)(?![^ ]))/;

function saysYes({ has }: Heard, { text, isQuestion, endsAsking }: Clause, wasAsked: boolean): boolean {
  // "Correct?" and "that is right?" are questions.
  if (endsAsking && (forms.YES.exec(text)?.[0] === text || forms.CONTENT.exec(text)?.[0] === text))
    return false;
  if (forms.YES.test(text) || (wasAsked && forms.CONTENT.test(text))) return true;
  return !isQuestion && has(forms.HOLDS, text) && !/^(?:say|type|write|he|she|they) |(?: |^)not /.test(text);
}

/** "That was nice, bye", "that's it, thanks": said without having been asked. */
function isFarewell({ text, plain, has }: Heard): boolean {
  if (has(forms.BYE, text)) return true;
  return has(forms.DONE, text) && !/^(?:ye|yu|exactly|correct|right)/.test(plain);
}

/** "Yes, but where is it?" is a yes and a question. */
const TAKES_NOTHING_BACK =
  /(?<![^ ])(?:what else|anything else|see you later|but(?= (?:, )?(?:please )?(?:can|could|what|where|do|does|is|are|how|which|who|tell|give|send|provide|share|let|may|will|also|i (?:also |still |will |will also |would |would also )?(?:need|want|would like|have) (?:to (?:know|ask)|(?:an?|the|their|its|his|her) (?:address|phone|contact|number|location|price|ratings?|directions?))) ))(?![^ ])/g;

function takesBack(plain: string): boolean {
  return forms.VETO.test(plain.replaceAll(TAKES_NOTHING_BACK, ""));
}

/** "Yes. Do they not offer parking?" asks about the business; a negation in it withdraws nothing. */
const ASKS_ABOUT =
  /(?<![^ ])(?:address|phone|number|contact|ratings?|rated|reviews?|located|location|where|costs?|prices?|much|unisex|cosmetic|offer|provide|services|parking|city|email|directions)(?![^ ])/;
const ASKS_FOR_CHANGE =
  /(?<![^ ])(?:change|instead|different|another|other|earlier|later|move|switch|reschedule|cancel|wait|rather|wrong|actually|prefer|make)(?![^ ])/;

function withoutQuestions(plain: string): string {
  const clauses = clausesOf(plain);
  return clauses
    .filter(
      ({ text, isQuestion }, i) =>
        i === 0 || !isQuestion || !ASKS_ABOUT.test(text) || ASKS_FOR_CHANGE.test(text),
    )
    .map(({ text }) => text)
    .join(" , ");
}

function isNo({ text: whole, plain, clauses, has }: Heard, clues: Clues): boolean {
  // Harmless uses of no were removed from the whole text, not from its clauses; if there were none, skip the
  // search.
  const isHarmless = plain !== whole;
  const saysNo = clauses.some(({ text, isQuestion }) => {
    const left = isHarmless ? text.replaceAll(forms.HARMLESS_NO, "") : text;
    const words = (left.includes("not ") ? left.replaceAll(UNSURE, "") : left).trim();
    if (words === "") return false;
    return forms.NO.test(words) || (!isQuestion && (has(forms.NO_WITHIN, words) || has(forms.FAILS, words)));
  });
  if (saysNo) return true;
  if (clues.asked === "confirm") {
    // "Yes, cancel it": whether this is a yes depends on the question, but it is not a plain no.
    if (!clues.hasValue && !clues.asksOther && YES_TO_CHANGE.test(plain)) return false;
    const now = plain.replaceAll(WHAT_IF, "");
    return (
      clues.hasValue ||
      clues.asksOther ||
      clues.hasChoice ||
      CORRECTS.test(now.replaceAll(UNSURE, "")) ||
      has(forms.ALTERNATIVES, now)
    );
  }
  return clues.asked === undefined && has(forms.DONE, plain) && !clauses.some((clause) => clause.isQuestion);
}

/** Neither a yes nor a no. */
const UNSURE = /(?<![^ ])not (?:\S+ )?(?:sure|certain)(?![^ ])/g;

/**
 * "What if I need to cancel?" asks about the future. A new date or time in it is recognised as a value
 * anyway.
 */
const WHAT_IF =
  /(?<![^ ])(?:what (?:if|happens (?:if|when)|about if)|(?:can|could|may) (?:i|we)(?: still)? cancel(?: (?:it|this|that|the \S+))? (?:late|later|afterwards?|until|up to|any ?time|for free|if(?! (?:possible|you|that|it|there|ok|okay)(?![^ ])))) [^,.!]*/g;

const YES_TO_CHANGE =
  /^(?:yes|yeah|yep|yup|sure|ok|okay|please|correct|right)(?: ,)?(?: (?:please|go ahead and|you can|do|,))* (?:cancel|move|change|reschedule|switch)(?: (?:it|that|this|my|the|appointment|booking|visit|please|[.!,]))*$/;

/** In answer to "shall I book it?" these ask for something else. */
const CORRECTS =
  /(?<![^ ])(?:actually|instead|rather|change|changed|wait|hold on|scratch|cancel|stop|never mind|nevermind|forget|make (?:it|that)|move|switch|modify|different|prefer|wrong|incorrect|not|meant)(?![^ ])/;

function asksSomething({ text, isQuestion }: Clause): boolean {
  return isQuestion && !forms.POLITE_ORDER.test(text);
}
