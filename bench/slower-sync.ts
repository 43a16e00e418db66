import { spawnSync } from "node:child_process";
import { join } from "node:path";

import type { Options } from "./options.ts";

/** Set in a process with delayed syncs. */
export const SLOWED = "BENCH_SLOWER_SYNC";

/**
 * Runs the bench again in a process in which each sync of the disk takes `slowerSync` longer, and returns its
 * exit code. Comparisons with a durable commit depend on the disk more than on anything else; this simulates
 * a disk that is not at hand. Only syncs are intercepted and delayed. `isShown` tells whether to show its
 * table. Throws if strace cannot run.
 */
export function benchOnSlowerSync({ slowerSync, only, json, quick }: Options, isShown = true): number {
  const syncs = "fsync,fdatasync";
  const slowed = ["-f", "--seccomp-bpf", "-o", "/dev/null", "-e", `trace=${syncs}`];
  const delay = ["-e", `inject=${syncs}:delay_exit=${Math.round(slowerSync * 1000)}`];
  const bench = [join(import.meta.dirname, "main.ts"), ...(quick ? ["--quick"] : [])];
  if (only.length > 0) bench.push("--only", only.join(","));
  if (json !== undefined) bench.push("--json", json);
  const { error, status } = spawnSync("strace", [...slowed, ...delay, process.execPath, ...bench], {
    stdio: ["ignore", isShown ? "inherit" : "ignore", "inherit"],
    env: { ...process.env, [SLOWED]: "yes" },
  });
  if (error) throw new Error("--slower-sync needs strace, which cannot be run here.", { cause: error });
  return status ?? 1;
}
