/** A message at the top of a page; `problem` if something did not work. */
export type Notice = {
  readonly tone: "problem" | "good" | "calm";
  readonly title: string;
  readonly text: string;
};
