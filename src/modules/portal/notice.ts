/** Something that a page says before all else; `problem` where it did not go as wished. */
export type Notice = {
  readonly tone: "problem" | "good" | "calm";
  readonly title: string;
  readonly text: string;
};
