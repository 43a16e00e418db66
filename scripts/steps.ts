import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import type { Count } from "./count-reporter.ts";

export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** In addition to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

const PASSED: Count = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Count = { passed: 0, failed: 1, skipped: 0 };

/** A step that hangs counts as failed. */
const OPTIONS = { timeout: 10 * 60_000, killSignal: "SIGKILL" } as const;

/** Runs a step that counts as one, and shows its output only if it fails. */
export async function runStep(step: Step): Promise<Count> {
  const started = performance.now();
  const env = { ...process.env, ...step.env };
  const child = spawn(step.command, step.args, { ...OPTIONS, env, stdio: ["ignore", "pipe", "pipe"] });
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exitCode(child)]);
  if (code !== 0) console.log(`${out}${errors}`.trimEnd());
  printResult(step, code === 0, started);
  return code === 0 ? PASSED : FAILED;
}

/** Runs vitest, which reports its counts over IPC. If it does not, it crashed: one failure. */
export async function runTests(step: Step): Promise<Count> {
  const started = performance.now();
  let count: Count | undefined;
  const child = spawn(step.command, step.args, {
    ...OPTIONS,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.on("message", (message) => {
    count = message as Count;
  });
  const code = await exitCode(child);
  printResult(step, code === 0, started);
  if (count === undefined) return FAILED;
  return code !== 0 && count.failed === 0 ? countOf([count, FAILED]) : count;
}

export function countOf(counts: readonly Count[]): Count {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/** Runs `work` on all items, at most `limit` at a time; results are in the order of `items`. */
export async function inParallel<T, R>(limit: number, items: readonly T[], work: (item: T) => Promise<R>) {
  const results: R[] = [];
  const queue = items.entries();
  const workers = Array.from({ length: limit }, async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  });
  await Promise.all(workers);
  return results;
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.log(error.message);
      resolve(null);
    });
    child.on("close", resolve);
  });
}

function printResult(step: Step, ok: boolean, started: number): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${ok ? "✓" : "✗"} ${step.name} ${seconds} s`);
}
