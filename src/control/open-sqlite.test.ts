import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { openFile } from "#db/open.ts";
import { fixedClock } from "#kernel/clock.ts";
import { StartProblem } from "#kernel/start-problem.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import { openSqliteControlPlane, readSqliteControlPlane } from "./open-sqlite.ts";

const clock = fixedClock(0);

describe("a control plane that cannot be used", () => {
  it.each<[string, (path: string) => void, RegExp]>([
    [
      "is damaged",
      (path) => writeFileSync(path, "not a database ".repeat(1000)),
      /not a database\..*restore --all$/,
    ],
    ["is a business's", (path) => openFile(path, { kind: "tenant", create: true }).close(), /restore --all$/],
    [
      "is of a newer version",
      (path) => {
        const file = openFile(path, { kind: "control", create: true });
        file.pragma("user_version = 9999");
        file.close();
      },
      /schema 9999.*Start the newer version\.$/,
    ],
  ])("is reported in one line with what to do: one that %s", async (_what, spoil, words) => {
    const path = join(temporaryFolder(), "control.db");
    spoil(path);
    const problem = await openSqliteControlPlane(path, { clock }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(StartProblem);
    expect((problem as Error).message).toMatch(words);
  });

  it("is reported to read-only callers, too", () => {
    const path = join(temporaryFolder(), "control.db");
    writeFileSync(path, "not a database ".repeat(1000));
    expect(() => readSqliteControlPlane(path, { clock })).toThrow(StartProblem);
  });
});
