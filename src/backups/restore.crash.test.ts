import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { aSalonToBackUp, prepareBackedUp } from "#test/backed-up.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import type { RestoreStep } from "./restore-file.ts";

const SCRIPT = fileURLToPath(import.meta.resolve("#test/restore-and-die.ts"));

const prepared = mkdtempSync(join(tmpdir(), "frontdesk-backed-up-"));
let before: string | undefined;
beforeAll(async () => {
  before = await prepareBackedUp(prepared);
});
afterAll(() => rmSync(prepared, { recursive: true, force: true }));

function aCopy(): string {
  const dataDir = temporaryFolder();
  cpSync(prepared, dataDir, { recursive: true });
  return dataDir;
}

function die(dataDir: string, step: RestoreStep | "never") {
  const root = join(dataDir, "backups");
  const { signal, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, dataDir, root, step], {
    encoding: "utf8",
  });
  return { signal, said: stdout + stderr };
}

describe("a process that is killed while it restores", () => {
  test.each<[RestoreStep, readonly string[]]>([
    ["copied", ["Ana", "Bea"]],
    ["revived", ["Ana", "Bea"]],
    ["set_aside", ["Ana", "Bea"]],
    ["decided", ["Ana"]],
    ["removed", ["Ana"]],
    ["renamed", ["Ana"]],
  ])("has the complete old file or the new one after the next start: %s", async (step, names) => {
    const dataDir = aCopy();
    expect(die(dataDir, step)).toEqual({ signal: "SIGKILL", said: "" });

    const next = await aSalonToBackUp({ dataDir });
    await next.provisioning.recoverProvisioning();
    expect(await next.names()).toEqual(names);
    expect((await next.incarnation()) === before).toBe(names.length === 2);
    await next.store.close(next.luna.id);
    expect(readdirSync(dirname(next.path))).toEqual([`${next.luna.id}.db`]);
  });

  test("restores if it is not killed", () => {
    expect(die(aCopy(), "never")).toEqual({ signal: null, said: "restored" });
  });
});
