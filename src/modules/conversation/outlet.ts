import { factsOf, sameFacts } from "./facts-of.ts";
import type { Facts } from "./guard/facts.ts";
import { type Guarded, guardText } from "./guard/guard-text.ts";
import type { ConversationState } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";
import { wordsBefore } from "./turns.ts";
import { saidInstead } from "./words/en/instead.ts";

/** Sends a turn's text through the guard, sentence by sentence. The customer never gets an empty answer. */
export function createOutlet(work: TurnWork) {
  const { feed } = work;
  const guard = guardText({
    facts: latestFacts(work),
    instead: () => saidInstead(work.state),
    onOffence: ({ offence, words }) => work.trace.push({ kind: "guard", offence, words }),
  });
  let said = false;
  let mustReplace = false;

  const send = ({ kind, text }: Guarded): void => {
    feed.push({ event: kind === "replace" ? "replace" : "delta", text });
    said ||= text.trim() !== "";
    if (kind === "replace") mustReplace = false;
  };

  return {
    push: (text: string): void => {
      for (const one of guard.push(text)) send(one);
    },
    end: (): void => {
      for (const one of guard.end()) send(one);
      if (!said || mustReplace)
        send({ kind: mustReplace ? "replace" : "say", text: saidInstead(work.state) });
    },
    /** Another brain starts over: text not sent yet is dropped, text already sent is replaced. */
    restart: (): void => {
      guard.restart(said);
      mustReplace = said;
    },
  };
}

/** Tools change the facts during a turn; recording what was asked or proposed does not. */
function latestFacts(work: TurnWork): () => Facts {
  let texts: readonly string[] | undefined;
  const customerTexts = () => (texts ??= [...wordsBefore(work.ctx.db, work.begun.row), work.text]);
  let of: ConversationState | undefined;
  let facts: Facts | undefined;
  return () => {
    if (facts === undefined || of === undefined || !sameFacts(of, work.state)) {
      facts = factsOf(work.ctx, work.state, customerTexts);
      of = work.state;
    }
    return facts;
  };
}
