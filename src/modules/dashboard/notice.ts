/** Something that a page says before all else; `problem` where it did not go as wished. */
export type Notice = {
  readonly tone: "problem" | "good" | "calm";
  readonly title: string;
  readonly text: string;
};

const DONE: Readonly<Record<string, Notice>> = {
  moved: { tone: "good", title: "The visit was moved.", text: "Its customer is told." },
  cancelled: { tone: "good", title: "The visit was cancelled.", text: "Its customer is told." },
  checked_in: { tone: "good", title: "Noted: here.", text: "" },
  completed: { tone: "good", title: "Noted: done.", text: "" },
  no_show: { tone: "calm", title: "Noted: did not come.", text: "What was left of the time is free again." },
  answered: {
    tone: "good",
    title: "The answer stands with your questions and answers now.",
    text: "The assistant gives it from the next message on.",
  },
  dismissed: { tone: "calm", title: "The question was put aside.", text: "" },
};

/** What was done on the page before, named in the address by a word of ours. */
export function doneNotice(query: unknown): Notice | undefined {
  const { done } = query as { readonly done?: unknown };
  return typeof done === "string" && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
}
