import { checkSnapshot, digestOf, reviveSnapshot, writeSnapshot } from "#db/snapshot.ts";

/** What is done in a thread of its own: it takes as long as a file is large. */
export const FILE_TASKS = {
  writeSnapshot,
  digestOf,
  checkSnapshot,
  reviveSnapshot,
  /** Loaded when first needed: it knows the whole calendar, and most threads never ask for it. */
  tryOut: async (path: string, owner: string): Promise<string[]> =>
    (await import("./try-out.ts")).tryOut(path, owner),
};

export type FileTask = keyof typeof FILE_TASKS;
