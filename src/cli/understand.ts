import { open } from "node:fs/promises";
import { createInterface } from "node:readline";

import { answerLine } from "./answer-line.ts";
import { type Command, CommandFailed, reasonOf } from "./command.ts";
import { readBusinesses } from "./read-businesses.ts";

/**
 * Interprets people's messages line by line: JSON lines in, from a file or standard input, JSON lines out.
 */
export const understand: Command = {
  name: "understand",
  args: ["[FILE]"],
  optional: 1,
  does: "say what people's words mean, a JSON line for each JSON line",
  run: async ({ config, terminal, args: [file] }) => {
    const input = file === undefined ? process.stdin : await opened(file);
    const businesses = readBusinesses(config);
    let wrong = 0;
    try {
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        if (line.trim() === "") continue;
        const answer = await answerLine(line, businesses.find);
        if ("error" in answer) wrong += 1;
        terminal.say(JSON.stringify(answer));
      }
    } finally {
      await businesses.close();
    }
    if (wrong > 0) throw new CommandFailed(wrong === 1 ? "1 line was wrong." : `${wrong} lines were wrong.`);
  },
};

async function opened(file: string): Promise<NodeJS.ReadableStream> {
  try {
    return (await open(file)).createReadStream();
  } catch (error) {
    throw new CommandFailed(`${file} can't be read (${reasonOf(error)}).`);
  }
}
