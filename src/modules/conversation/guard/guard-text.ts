import { showsCanary } from "./canaries.ts";
import { type Facts, FINE, type Judgement, offends } from "./facts.ts";
import { judge } from "./judge-sentence.ts";
import { withoutMarks } from "./plain-text.ts";
import { Prepared } from "./prepared.ts";
import { splitSentences } from "./split-sentences.ts";
import { NO_SUBJECT } from "./subject.ts";

/** Text released to the customer. `replace`: it replaces all text of this turn so far. */
export type Guarded = { readonly kind: "say" | "replace"; readonly text: string };

export type GuardOptions = {
  /** The current facts: the same object until something changes. */
  readonly facts: () => Facts;
  /** A sentence that is true in the current state, said in place of a rejected one. */
  readonly instead: () => string;
  readonly onOffence: (judgement: Extract<Judgement, { ok: false }>) => void;
};

/** How many characters of earlier text are searched for a canary told in pieces. */
const TAIL = 400;

/**
 * Releases the text of one turn sentence by sentence, each only if everything it says is true at that moment. The
 * first rejected sentence is replaced by a true one. What follows it is dropped until the facts change, since it
 * depends on something that was not said. A canary told in pieces retracts the whole text.
 */
export function guardText({ facts, instead, onOffence }: GuardOptions) {
  let splitter = splitSentences();
  let subject = NO_SUBJECT;
  let tail = "";
  let replaces = false;
  let known: Prepared | undefined;
  /** The facts under which a sentence was rejected. */
  let mutedBy: Facts | undefined;

  const say = (text: string): Guarded => {
    const kind = replaces ? "replace" : "say";
    replaces = false;
    return { kind, text };
  };

  const check = (written: string): Guarded[] => {
    const latest = facts();
    if (mutedBy === latest) return [];
    if (known?.facts !== latest) known = new Prepared(latest);
    const sentence = withoutMarks(written);
    const judged = judge(sentence, known, subject);
    const inPieces = tail === "" ? FINE : told(tail + sentence, known);
    const judgement = inPieces.ok ? judged.judgement : inPieces;
    ({ subject } = judged);
    if (judgement.ok) {
      tail = (tail + sentence).slice(-TAIL);
      return sentence === "" ? [] : [say(sentence)];
    }
    onOffence(judgement);
    const first = mutedBy === undefined;
    mutedBy = latest;
    replaces ||= !inPieces.ok;
    return first || replaces ? [say(`${instead()} `)] : [];
  };

  return {
    /** Takes the next text and returns what may be shown by now. */
    push: (text: string): Guarded[] => splitter.push(text).flatMap(check),
    /** Returns the rest at the end of the turn. */
    end: (): Guarded[] => splitter.end().flatMap(check),
    /** Another brain starts over: pending text is dropped, and text already shown is replaced by what follows. */
    restart: (wasSaid: boolean): void => {
      splitter = splitSentences();
      subject = NO_SUBJECT;
      tail = "";
      mutedBy = undefined;
      replaces = wasSaid;
    },
  };
}

function told(text: string, { needles }: Prepared): Judgement {
  return showsCanary(text, needles) ? offends("canary", "a mark in pieces") : FINE;
}
