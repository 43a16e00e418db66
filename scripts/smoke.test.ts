import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ServerProcess, startQuickly } from "../src/test/proof/server-process.ts";

describe("the smoke test", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-smoke-"));
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startQuickly({ dataDir, settings: { DEMO: "1", CLOCK: "" } });
  });
  afterAll(async () => {
    await server.end("SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("books, moves and cancels at the demo business, and says so", async () => {
    const { code, said } = await smoke(server.address, "--book");
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining("11 checks hold.") });
    expect(said.match(/^ok /gm)).toHaveLength(11);
    expect(said).toMatch(/cancel +cancelled at/);
  });

  test("fails for a business that does not exist, and reports each check", async () => {
    const { code, said } = await smoke(server.address, "--tenant", "nobody");
    expect(code).toBe(1);
    expect(said).toMatch(/^ok +health/m);
    expect(said).toMatch(/^FAILED +services +.* answered 404/m);
    expect(said).toContain("4 of 7 checks FAILED.");
  });

  test("fails if nothing answers, and for an invalid address", async () => {
    expect(await smoke("http://127.0.0.1:9")).toMatchObject({ code: 1 });
    expect(await smoke("nowhere")).toMatchObject({ code: 2 });
  });
});

async function smoke(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["scripts/smoke.ts", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, said };
}
