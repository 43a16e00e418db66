import { expect } from "vitest";

/** One line of the log, as it was written. */
export type LogLine = { readonly level: string; readonly msg: string } & Readonly<Record<string, unknown>>;

/** Collects what is logged, so that a test can look at it and nothing bad passes unseen. */
export type LogLines = {
  readonly destination: { readonly write: (text: string) => void };
  readonly all: () => readonly LogLine[];
  /** Says that an error is meant to be logged, and forgets those that were. */
  readonly expectErrors: () => readonly LogLine[];
  /** Fails the test when an error was logged that it did not expect. */
  readonly assertNoErrors: () => void;
};

/** A place for a logger to write to. */
export function collectLogLines(): LogLines {
  let lines: LogLine[] = [];
  const isError = (line: LogLine): boolean => line.level === "error" || line.level === "fatal";
  return {
    destination: { write: (text) => void lines.push(JSON.parse(text) as LogLine) },
    all: () => lines,
    expectErrors: () => {
      const errors = lines.filter(isError);
      lines = lines.filter((line) => !isError(line));
      return errors;
    },
    assertNoErrors: () => expect(lines.filter(isError), "errors in the log").toEqual([]),
  };
}
