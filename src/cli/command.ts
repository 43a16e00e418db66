import type { Config } from "#config";

/** Where a command reports what it did, and what is wrong. */
export type Terminal = { readonly say: (line: string) => void; readonly complain: (line: string) => void };

/** A command's input: the settings, the terminal, and its arguments. */
export type Call = { readonly config: Config; readonly terminal: Terminal; readonly args: readonly string[] };

/** One command: its name, its arguments, and what it does. It throws unless it did everything. */
export type Command = {
  readonly name: string;
  readonly args: readonly string[];
  /** How many of the last arguments are optional; `any`: it parses them itself. */
  readonly optional?: number | "any";
  readonly does: string;
  readonly run: (call: Call) => Promise<void>;
};

/** Why a command failed, in words for the person at the terminal. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
  readonly lines: readonly string[];
  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** The system's error code (`ENOENT`), or the error's message. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
