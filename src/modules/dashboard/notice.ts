/** A message at the top of a page; `problem` if something did not work. */
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

/** The confirmation of what was done on the previous page, which the URL names by one of our words. */
export function doneNotice(query: unknown): Notice | undefined {
  const { done } = query as { readonly done?: unknown };
  return typeof done === "string" && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
}
