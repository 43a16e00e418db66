import { factsOf } from "./facts-of.ts";
import type { Facts } from "./guard/facts.ts";
import { judge } from "./guard/judge-sentence.ts";
import { splitSentences } from "./guard/split-sentences.ts";
import { NO_SUBJECT } from "./guard/subject.ts";
import type { ConversationState } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";
import { saidInstead } from "./words/en/instead.ts";

/**
 * Where a turn's text leaves: sentence by sentence, each only if all that it says is so at that moment. In place of
 * the first that may not be said stands a sentence that fits the state; the others are left out.
 */
export function createOutlet(work: TurnWork, customerTexts: readonly string[]) {
  const { feed } = work;
  const facts = latestFacts(work, customerTexts);
  let splitter = splitSentences();
  let subject = NO_SUBJECT;
  let said = false;
  let replaces = false;
  let isCorrected = false;

  const send = (sentence: string): void => {
    feed.push(replaces ? { event: "replace", text: sentence } : { event: "delta", text: sentence });
    said ||= sentence.trim() !== "";
    replaces = false;
  };

  const check = (sentence: string): void => {
    const judged = judge(sentence, facts(), subject);
    ({ subject } = judged);
    if (judged.judgement.ok) return send(sentence);
    work.trace.push({ kind: "guard", offence: judged.judgement.offence, words: judged.judgement.words });
    if (isCorrected) return undefined;
    isCorrected = true;
    return send(`${saidInstead(work.state)} `);
  };

  return {
    push: (text: string): void => {
      for (const sentence of splitter.push(text)) check(sentence);
    },
    /** Nobody is left without a word. */
    end: (): void => {
      for (const sentence of splitter.end()) check(sentence);
      if (!said || replaces) send(saidInstead(work.state));
    },
    /** Another begins anew: what was not sent is dropped, what was sent is replaced by what comes. */
    restart: (): void => {
      splitter = splitSentences();
      subject = NO_SUBJECT;
      replaces = said;
      isCorrected = false;
    },
  };
}

/** Tools change what is true while a turn is spoken. */
function latestFacts(work: TurnWork, customerTexts: readonly string[]): () => Facts {
  let of: ConversationState | undefined;
  let facts: Facts | undefined;
  return () => {
    if (facts === undefined || of !== work.state) {
      facts = factsOf(work.ctx, work.state, customerTexts);
      of = work.state;
    }
    return facts;
  };
}
