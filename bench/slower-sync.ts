import { spawnSync } from "node:child_process";
import { join } from "node:path";

import type { Options } from "./options.ts";

/** Set in such a process. */
export const SLOWED = "BENCH_SLOWER_SYNC";

/**
 * Runs the bench once more, in a process in which each sync of the disk takes longer by `slowerSync`, and answers
 * with its exit code. What is compared with a durable commit depends on the disk more than on anything else: so can
 * a disk be tried that is not there. Only the syncs are stopped and delayed; the rest runs as it would. Its table is
 * shown or not. Throws where strace cannot be run.
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
