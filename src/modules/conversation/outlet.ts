import { splitSentences } from "./guard/split-sentences.ts";
import type { TurnWork } from "./turn-work.ts";

/** Where a turn's text leaves: sentence by sentence. */
export function createOutlet({ feed }: TurnWork) {
  let splitter = splitSentences();
  let said = false;
  let replaces = false;

  const send = (sentence: string): void => {
    feed.push(replaces ? { event: "replace", text: sentence } : { event: "delta", text: sentence });
    said ||= sentence.trim() !== "";
    replaces = false;
  };

  return {
    push: (text: string): void => {
      for (const sentence of splitter.push(text)) send(sentence);
    },
    end: (): void => {
      for (const sentence of splitter.end()) send(sentence);
    },
    /** Another begins anew: what was not sent is dropped, what was sent is replaced by what comes. */
    restart: (): void => {
      splitter = splitSentences();
      replaces = said;
    },
    saidSomething: () => said,
  };
}
