/** Something that a page says before all else; `problem` where it did not go as wished. */
export type Notice = {
  readonly tone: "problem" | "good" | "calm";
  readonly title: string;
  readonly text: string;
};

const DONE: Readonly<Record<string, Notice>> = {
  moved: { tone: "good", title: "The visit was moved.", text: "We're letting the customer know." },
  cancelled: { tone: "good", title: "The visit was cancelled.", text: "We're letting the customer know." },
  checked_in: { tone: "good", title: "Marked as here.", text: "" },
  completed: { tone: "good", title: "Marked as done.", text: "" },
  no_show: { tone: "calm", title: "Marked as a no-show.", text: "The rest of the time is free again." },
  answered: {
    tone: "good",
    title: "Your answer was added to your questions and answers.",
    text: "The assistant will use it from the next message on.",
  },
  dismissed: { tone: "calm", title: "The question was set aside.", text: "" },
};

/** What was done on the page before, named in the address by a word of ours. */
export function doneNotice(query: unknown): Notice | undefined {
  const { done } = query as { readonly done?: unknown };
  return typeof done === "string" && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
}
