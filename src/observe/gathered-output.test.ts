import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { temporaryFolder } from "#test/temp-folder.ts";

import { gatheredOutput } from "./gathered-output.ts";
import { createLogger } from "./logger.ts";

/** A process that logs to the given descriptor, with its standard error and how it ended. */
function logging(body: string, stdout: number | "pipe") {
  const script = `
    import { createLogger } from "#observe/logger.ts";
    import { setTimeout as sleep } from "node:timers/promises";
    const log = createLogger({ clock: { now: () => 7 } });
    const say = (word) => process.stderr.write(word);
    ${body}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", stdout, "pipe"],
    timeout: 120_000,
  });
  return { child, said: text(child.stderr!), ended: once(child, "close") };
}

const LIVES_ON = `
  log.info({}, "one");
  await sleep(250);
  log.info({}, "two");
  await sleep(250);
  log.info({}, "three");
  say("alive");`;

describe("a log of a process that is killed", () => {
  test("contains its errors and warnings, and what came before them", async () => {
    const path = join(temporaryFolder(), "log");
    const destination = gatheredOutput({ fd: openSync(path, "a"), lostLine: () => "" });
    const log = createLogger({ clock: { now: () => 7 }, destination });
    // Time stands still, so no line is written because it has waited long enough.
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const written = () =>
      readFileSync(path, "utf8")
        .split("\n")
        .flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as { msg: string }).msg]));
    log.info({}, "one");
    await nextTurn();
    expect(written()).toEqual([]);
    log.warn({}, "two");
    // The first write is still in progress.
    log.info({}, "three");
    log.error({}, "four");
    while (written().length < 4) await nextTurn();
    log.info({}, "five");
    await nextTurn();
    expect(written()).toEqual(["one", "two", "three", "four"]);
    vi.advanceTimersByTime(50);
    while (written().length < 5) await nextTurn();
  });
});

describe("a log that cannot be written", () => {
  test.each(existsSync("/dev/full") ? ["", "process.exit(0);"] : [])(
    "to a full disk does not disturb the process (%j)",
    async (ending) => {
      const { said, ended } = logging(LIVES_ON + ending, openSync("/dev/full", "w"));
      expect([await said, await ended]).toEqual(["alive", [0, null]]);
    },
  );

  test.each(["", "process.exit(0);"])(
    "because nobody reads it does not disturb the process (%j)",
    async (ending) => {
      const { child, said, ended } = logging(LIVES_ON + ending, "pipe");
      child.stdout?.destroy();
      expect([await said, await ended]).toEqual(["alive", [0, null]]);
    },
  );

  test("because its reader is slow is kept, up to a bound, and reports how much is missing", async () => {
    const { child, ended } = logging(
      `for (let i = 0; i < 60_000; i += 1) {
        log.info({ count: i }, "x".repeat(100));
        if (i % 1_000 === 0) await sleep(1);
      }
      say("done");`,
      "pipe",
    );
    // Start reading only after everything was logged.
    await once(child.stderr!, "data");
    const lines = (await text(child.stdout!))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { count: number; level: string });
    const { info: kept = [], warn: told } = Object.groupBy(lines, ({ level }) => level);
    expect(kept.map(({ count }) => count)).toEqual(kept.map((_, i) => i));
    expect(kept.length).toBeGreaterThan(20_000);
    expect(told).toEqual([
      { level: "warn", time: 7, count: 60_000 - kept.length, msg: "Lines of this log could not be written." },
    ]);
    expect((await ended)[0]).toBe(0);
  });
});
