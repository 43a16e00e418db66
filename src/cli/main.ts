import { describeProblems, parseConfig } from "#config";

import { run } from "./run.ts";

const parsed = parseConfig(process.env);
if (parsed.kind === "problems") {
  console.error(describeProblems(parsed.problems));
  process.exitCode = 1;
} else {
  process.exitCode = await run(process.argv.slice(2), parsed.config, {
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
  });
}
