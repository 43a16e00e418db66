import { expect, test } from "vitest";

import { parseConfig } from "#config";

import { run } from "./run.ts";

async function typed(...words: readonly string[]) {
  const parsed = parseConfig({ DATA_DIR: "./nowhere" });
  if (parsed.kind === "problems") throw new Error("settings");
  const [said, complained]: [string[], string[]] = [[], []];
  const code = await run(words, parsed.config, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said: said.join("\n"), complained: complained.join("\n") };
}

test.each([[["help"]], [["--help"]], [["-h"]], [["tenant", "--help"]]])(
  "%j lists the commands, which is what it says it does",
  async (words) => {
    expect(await typed(...words)).toEqual({
      code: 0,
      said: expect.stringMatching(/^Commands:\n {2}tenant create FILE/),
      complained: "",
    });
  },
);

test.each([[["tenant", "create", "--help"]], [["tenant", "create", "-h"]]])(
  "%j says how the command is used, and does nothing",
  async (words) => {
    const said = "tenant create FILE: create a business from a tenant file";
    expect(await typed(...words)).toEqual({ code: 0, said, complained: "" });
  },
);

test.each([
  [[], /^Commands:/],
  [["tenant"], /^There is no command "tenant"\.\nCommands:/],
  [["tenants", "list"], /^There is no command/],
  [["tenant", "create"], /^Usage: tenant create FILE$/],
  [["tenant", "list", "all"], /^Usage: tenant list$/],
])("%j is a mistake, told on the error output", async (words, complained) => {
  expect(await typed(...words)).toEqual({
    code: 1,
    said: "",
    complained: expect.stringMatching(complained),
  });
});
