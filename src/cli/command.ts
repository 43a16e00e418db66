import type { Config } from "#config";

/** Where a command says what it did, and what is wrong. */
export type Terminal = { readonly say: (line: string) => void; readonly complain: (line: string) => void };

/** What a command is given: the settings, somewhere to speak, and its arguments. */
export type Call = { readonly config: Config; readonly terminal: Terminal; readonly args: readonly string[] };

/** One command: its words, what stands after them, what it does. It throws unless it did all of it. */
export type Command = {
  readonly name: string;
  readonly args: readonly string[];
  /** How many of the last arguments may be left out; `any`: it reads them itself. */
  readonly optional?: number | "any";
  readonly does: string;
  readonly run: (call: Call) => Promise<void>;
};

/** Why a command did not do what it was asked, in words for whoever asked. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
  readonly lines: readonly string[];
  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** The machine's word for what went wrong (`ENOENT`), or what the error says. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
