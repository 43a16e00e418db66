import { showsCanary } from "./canaries.ts";
import { type Facts, FINE, type Judgement, offends } from "./facts.ts";
import { judge } from "./judge-sentence.ts";
import { withoutMarks } from "./plain-text.ts";
import { Prepared } from "./prepared.ts";
import { splitSentences } from "./split-sentences.ts";
import { NO_SUBJECT } from "./subject.ts";

/** Text that may leave. `replace`: it stands for all text of this turn so far. */
export type Guarded = { readonly kind: "say" | "replace"; readonly text: string };

export type GuardOptions = {
  /** What is true now. The same object until something changes. */
  readonly facts: () => Facts;
  /** A sentence that is true in this state, said in place of what may not be said. */
  readonly instead: () => string;
  readonly onOffence: (judgement: Extract<Judgement, { ok: false }>) => void;
};

/** So much of what was said before is looked at for a mark that is told in pieces. */
const TAIL = 400;

/**
 * Lets the text of one turn leave sentence by sentence, each only if all that it says is so at that moment. In
 * place of the first that may not be said stands another that is true; whatever follows it is left out, until
 * what is true changes, since it leans on what was not said. A mark that comes out in pieces takes all back.
 */
export function guardText({ facts, instead, onOffence }: GuardOptions) {
  let splitter = splitSentences();
  let subject = NO_SUBJECT;
  let tail = "";
  let replaces = false;
  let known: Prepared | undefined;
  /** Facts beside which something untrue was said. */
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
    /** What may leave now that this has come. */
    push: (text: string): Guarded[] => splitter.push(text).flatMap(check),
    /** What is left. */
    end: (): Guarded[] => splitter.end().flatMap(check),
    /** Another begins anew: what is still here is dropped, and what was said is replaced by what comes. */
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
