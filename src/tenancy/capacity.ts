import { readFileSync } from "node:fs";
import { totalmem } from "node:os";

/**
 * Per open file, measured (`npm run bench -- --only G10`): about 300 KiB and 3 descriptors (the file, its WAL
 * and the WAL's index).
 */
const BYTES_EACH = 300 * 1024;
const DESCRIPTORS_EACH = 3;
/** Reserved for everything but tenants' files and connections. */
const DESCRIPTORS_KEPT = 500;
const MOST = 2_000;
/** With fewer, the store would spend its time opening and closing files. */
const FEWEST = 16;

export type Machine = {
  readonly descriptorLimit: number;
  /** Bytes that all open tenants together may use. */
  readonly memoryBudget: number;
  /** Expected concurrent connections. Each is counted twice: it may open an outgoing one. */
  readonly connections: number;
};

/** How many tenants' files may be open at once on this machine: 16 to 2,000. */
export function storeCapacity({ descriptorLimit, memoryBudget, connections }: Machine): number {
  const byDescriptors = (descriptorLimit - 2 * connections - DESCRIPTORS_KEPT) / DESCRIPTORS_EACH;
  const byMemory = memoryBudget / BYTES_EACH;
  return Math.max(FEWEST, Math.floor(Math.min(MOST, byDescriptors, byMemory)));
}

/** The limits of this machine, or of the container: a quarter of the memory is for open tenants. */
export function thisMachine(connections: number): Machine {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return { descriptorLimit: descriptorLimit(), memoryBudget: memory / 4, connections };
}

/** The soft limit on open files; 1,024 if the system does not report it (not Linux). */
function descriptorLimit(): number {
  try {
    const [, soft] =
      /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return soft === "unlimited" ? Number.MAX_SAFE_INTEGER : Number(soft ?? 1_024);
  } catch {
    return 1_024;
  }
}
