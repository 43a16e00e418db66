import { checkSnapshot, digestOf, reviveSnapshot, writeSnapshot } from "#db/snapshot.ts";

/** Tasks that run in a worker thread, because they take time in proportion to a file's size. */
export const FILE_TASKS = {
  writeSnapshot,
  digestOf,
  checkSnapshot,
  reviveSnapshot,
  /** Loaded on first use: it imports the whole calendar, and most threads never need it. */
  tryOut: async (path: string, owner: string): Promise<string[]> =>
    (await import("./try-out.ts")).tryOut(path, owner),
};

export type FileTask = keyof typeof FILE_TASKS;
