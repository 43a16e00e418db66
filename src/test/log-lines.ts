import { expect } from "vitest";

/** One parsed line of the log. */
export type LogLine = { readonly level: string; readonly msg: string } & Readonly<Record<string, unknown>>;

/** Collects what is logged, so that tests can inspect it and no error passes unnoticed. */
export type LogLines = {
  readonly destination: { readonly write: (text: string) => void };
  readonly all: () => readonly LogLine[];
  /** Declares that errors were expected; returns and forgets them. */
  readonly expectErrors: () => readonly LogLine[];
  /** Fails the test if an error was logged that it did not expect. */
  readonly assertNoErrors: () => void;
};

/** A destination for a logger. */
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
