/**
 * A process that runs commands of the command line beside a server: reads the words of one as a line of JSON,
 * and prints its outcome as another. Run as `node commands-beside.ts`.
 */
import { createInterface } from "node:readline";

import { run } from "#cli/run.ts";
import { parseConfig } from "#config";

const parsed = parseConfig(process.env);
if (parsed.kind === "problems") throw new Error("settings");
for await (const words of createInterface({ input: process.stdin })) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await run(JSON.parse(words) as string[], parsed.config, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  const outcome = { code, said: said.join("\n"), complained: complained.join("\n") };
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
