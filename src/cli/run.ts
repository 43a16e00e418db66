import type { Config } from "#config";
import { AppError } from "#kernel/errors.ts";
import { fileTrouble } from "#kernel/file-trouble.ts";
import { StartProblem } from "#kernel/start-problem.ts";

import { backup } from "./backup.ts";
import { type Command, CommandFailed, type Terminal } from "./command.ts";
import { describeRefusal } from "./describe-refusal.ts";
import { doctor } from "./doctor.ts";
import { migrate } from "./migrate.ts";
import { restore } from "./restore.ts";
import { tenantCreate } from "./tenant-create.ts";
import { tenantErase } from "./tenant-erase.ts";
import { tenantExport } from "./tenant-export.ts";
import { tenantList } from "./tenant-list.ts";
import { understand } from "./understand.ts";

const COMMANDS: readonly Command[] = [
  tenantCreate,
  tenantList,
  tenantExport,
  tenantErase,
  backup,
  restore,
  migrate,
  doctor,
  understand,
];

/** Runs the command that these words name. Returns the exit code: 0 only if it did everything. */
export async function run(words: readonly string[], config: Config, terminal: Terminal): Promise<0 | 1> {
  const asked = words.join(" ");
  const command = COMMANDS.find(({ name }) => asked === name || asked.startsWith(`${name} `));
  if (!command) return explain(words, terminal);
  const args = words.slice(command.name.split(" ").length);
  if (args.some(isHelp)) {
    terminal.say(`${usage(command)}: ${command.does}`);
    return 0;
  }
  if (!takes(command, args.length)) {
    terminal.complain(`Usage: ${usage(command)}`);
    return 1;
  }
  try {
    await command.run({ config, terminal, args });
    return 0;
  } catch (error) {
    for (const line of linesOf(error)) terminal.complain(line);
    return 1;
  }
}

function takes({ args, optional = 0 }: Command, given: number): boolean {
  return optional === "any" || (given <= args.length && given >= args.length - optional);
}

/** Lists the commands: to whoever asks, and to whoever names none of them, which is a mistake. */
function explain(words: readonly string[], terminal: Terminal): 0 | 1 {
  const isAsked = words[0] === "help" || words.some(isHelp);
  const speak = isAsked ? terminal.say : terminal.complain;
  if (!isAsked && words.length > 0) speak(`There is no command "${words.join(" ")}".`);
  speak("Commands:");
  for (const command of COMMANDS) speak(`  ${usage(command).padEnd(50)}${command.does}`);
  return isAsked ? 0 : 1;
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

function usage({ name, args }: Command): string {
  return [name, ...args].join(" ");
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof CommandFailed) return error.lines;
  if (error instanceof StartProblem) return [error.message];
  const trouble = fileTrouble(error);
  if (trouble !== undefined) return [trouble];
  if (error instanceof AppError) return describeRefusal(error.message, error.details);
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
