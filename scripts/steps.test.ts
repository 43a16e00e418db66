import { beforeEach, describe, expect, it, vi } from "vitest";
import { countOf, inParallel, runStep, runTests, type Step } from "./steps.ts";

const failing = { passed: 0, failed: 1, skipped: 0 };

function node(script: string): Step {
  return { name: "a step", command: process.execPath, args: ["--eval", script] };
}

describe("the steps of npm test", () => {
  beforeEach(() => {
    vi.spyOn(console, "log").mockReturnValue();
  });

  it("count as one each", async () => {
    expect(await runStep(node(""))).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(await runStep(node("process.exit(2)"))).toEqual(failing);
    expect(await runStep({ ...node(""), command: "no-such-command" })).toEqual(failing);
    const told = node("process.exit(process.env.TOLD === 'so' && process.env.PATH !== undefined ? 0 : 1)");
    expect(await runStep({ ...told, env: { TOLD: "so" } })).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it("take the count of the tests from the process that ran them", async () => {
    const told = { passed: 7, failed: 2, skipped: 1 };
    expect(await runTests(node(`process.send(${JSON.stringify(told)})`))).toEqual(told);
  });

  it("add a failure when the tests crash, before or after their count", async () => {
    const told = { passed: 7, failed: 0, skipped: 0 };
    const tell = `process.send(${JSON.stringify(told)})`;
    expect(await runTests(node("process.kill(process.pid, 'SIGKILL')"))).toEqual(failing);
    expect(await runTests(node(`${tell}; process.exitCode = 3`))).toEqual({ ...told, failed: 1 });
    expect(await runTests(node(""))).toEqual(failing);
  });

  it("run a few at a time and return their results in order", async () => {
    let running = 0;
    const most = { running: 0 };
    const doubled = await inParallel(2, [3, 1, 2], async (n) => {
      most.running = Math.max(most.running, ++running);
      await new Promise((resolve) => setTimeout(resolve, n));
      running -= 1;
      return n * 2;
    });
    expect(doubled).toEqual([6, 2, 4]);
    expect(most.running).toBe(2);
  });

  it("add up", () => {
    expect(countOf([failing, { passed: 5, failed: 0, skipped: 2 }])).toEqual({
      passed: 5,
      failed: 1,
      skipped: 2,
    });
  });
});
