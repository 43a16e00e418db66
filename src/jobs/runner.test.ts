import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import { createLogger } from "#observe/logger.ts";
import { createMetrics } from "#observe/metrics.ts";
import { collectLogLines } from "#test/log-lines.ts";

import { type Job, startJobs } from "./runner.ts";

function start(table: readonly Job[], byHand = false) {
  const lines = collectLogLines();
  const metrics = createMetrics();
  const log = createLogger({ clock: fixedClock(0), destination: lines.destination });
  const jobs = startJobs(table, { log, metrics, byHand });
  return { jobs, lines, stop: () => jobs.stop().then(metrics.close), render: metrics.render };
}

describe("a job", () => {
  test("runs repeatedly until it is stopped", async () => {
    let runs = 0;
    const { stop } = start([{ name: "count", every: 1, run: () => void runs++ }]);
    await expect.poll(() => runs).toBeGreaterThan(2);
    await stop();
    const before = runs;
    await sleep(10);
    expect(runs).toBe(before);
  });

  test("can run at startup", async () => {
    let runs = 0;
    const { stop } = start([{ name: "count", every: 60_000, atStart: true, run: () => void runs++ }]);
    await expect.poll(() => runs).toBe(1);
    await stop();
  });

  test("that fails is logged, counted, and runs again", async () => {
    let runs = 0;
    const { stop, lines, render } = start([
      {
        name: "fail",
        every: 1,
        run: () => {
          runs++;
          throw new Error("no");
        },
      },
    ]);
    await expect.poll(() => runs).toBeGreaterThan(1);
    await stop();
    expect(lines.expectErrors()[0]).toMatchObject({
      job: "fail",
      msg: "A job failed; it comes round again.",
    });
    expect(await render()).toContain('frontdesk_job_attempts_total{kind="fail",outcome="failed"}');
  });

  test("never runs twice at once", async () => {
    let running = 0;
    let most = 0;
    const run = async () => {
      most = Math.max(most, ++running);
      await sleep(3);
      running--;
    };
    const { jobs, stop } = start([{ name: "slow", every: 1, run }]);
    await Promise.all([jobs.runNow("slow"), jobs.runNow("slow"), jobs.runNow("slow")]);
    await sleep(10);
    await stop();
    expect(most).toBe(1);
  });

  test("in progress is told to end, and awaited", async () => {
    let ended = false;
    const run = async (signal: AbortSignal) => {
      while (!signal.aborted) await sleep(1);
      ended = true;
    };
    const { jobs, stop } = start([{ name: "long", every: 1, run }]);
    void jobs.runNow("long");
    await stop();
    expect(ended).toBe(true);
  });

  test("by hand runs only when told to", async () => {
    let runs = 0;
    const { jobs, stop } = start([{ name: "count", every: 1, run: () => void runs++ }], true);
    await sleep(5);
    expect(runs).toBe(0);
    await jobs.runNow("count");
    await sleep(5);
    expect(runs).toBe(1);
    await expect(jobs.runNow("other")).rejects.toThrow("There is no job other");
    await stop();
  });
});
