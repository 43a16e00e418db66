import { existsSync, readFileSync } from "node:fs";

/** Clock ticks of /proc/PID/stat per second, on every Linux that we know of. */
const TICKS = 100;

/** The resources that a process has used so far; undefined if the system does not tell. */
export function usageOf(
  pid: number,
): { readonly cpuSeconds: number; readonly megabytes: number } | undefined {
  if (!existsSync(`/proc/${pid}/stat`)) return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
    megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024,
  };
}
