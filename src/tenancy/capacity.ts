import { readFileSync } from "node:fs";
import { totalmem } from "node:os";

/** Measured (`npm run bench -- --only G10`): about 300 KiB and 3 descriptors (the file, its log, the log's index). */
const BYTES_EACH = 300 * 1024;
const DESCRIPTORS_EACH = 3;
/** For everything that is not a tenant or a connection. */
const DESCRIPTORS_KEPT = 500;
const MOST = 2_000;
/** Below this a store would spend its time opening and closing. */
const FEWEST = 16;

export type Machine = {
  readonly descriptorLimit: number;
  /** Bytes that open tenants may take in all. */
  readonly memoryBudget: number;
  /** Connections that are expected at once; each may cause another to be opened. */
  readonly connections: number;
};

/** How many tenants' files may be open at once on such a machine. */
export function storeCapacity({ descriptorLimit, memoryBudget, connections }: Machine): number {
  const byDescriptors = (descriptorLimit - 2 * connections - DESCRIPTORS_KEPT) / DESCRIPTORS_EACH;
  const byMemory = memoryBudget / BYTES_EACH;
  return Math.max(FEWEST, Math.floor(Math.min(MOST, byDescriptors, byMemory)));
}

/** What this machine gives: a quarter of its memory (or of the container's) goes to open tenants. */
export function thisMachine(connections: number): Machine {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return { descriptorLimit: descriptorLimit(), memoryBudget: memory / 4, connections };
}

/** The soft limit of open files. Where the system does not say (not Linux), a usual one. */
function descriptorLimit(): number {
  try {
    const [, soft] =
      /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return soft === "unlimited" ? Number.MAX_SAFE_INTEGER : Number(soft ?? 1_024);
  } catch {
    return 1_024;
  }
}
