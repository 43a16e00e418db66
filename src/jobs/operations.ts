import { DAY, HOUR, MINUTE, SECOND } from "#kernel/instant.ts";
import type { Alarms } from "#ports/alarms.ts";

import type { Job } from "./runner.ts";

export type OperationDeps = {
  readonly alarms: Alarms;
  readonly disk: { readonly look: () => Promise<void> };
  readonly backUps: {
    readonly backUpChanged: (signal: AbortSignal) => Promise<unknown>;
    readonly drillWhenDue: () => Promise<unknown>;
  };
  /** How long the disk takes to sync a few kilobytes, in seconds. */
  readonly timeFsync: () => Promise<number>;
  readonly fsyncTook: (seconds: number) => void;
  /** Messages that need a person's attention, across all tenants. */
  readonly countUndelivered: () => Promise<number>;
};

/** In seconds. A slower disk makes every booking slow. */
const SLOW_FSYNC = 0.05;

/**
 * The maintenance jobs of an installation. Backups and drills decide themselves whether they are due, by what
 * is in BACKUP_DIR. They run more often than that, so that a process that restarts often does not miss its
 * turn.
 */
export function operationJobs({
  alarms,
  disk,
  backUps,
  timeFsync,
  fsyncTook,
  countUndelivered,
}: OperationDeps): readonly Job[] {
  return [
    { name: "disk_space", atStart: true, every: 5 * SECOND, run: disk.look },
    { name: "backup", every: 10 * MINUTE, run: async (signal) => void (await backUps.backUpChanged(signal)) },
    { name: "restore_drill", every: HOUR, run: async () => void (await backUps.drillWhenDue()) },
    { name: "dead_letters", atStart: true, every: 5 * MINUTE, run: watchLetters(alarms, countUndelivered) },
    {
      name: "time_fsync",
      atStart: true,
      every: DAY,
      run: async () => {
        const seconds = await timeFsync();
        fsyncTook(seconds);
        if (seconds <= SLOW_FSYNC) return alarms.clear("fsync_slow", "data_dir");
        const took = `${Math.round(seconds * 1000)} ms`;
        alarms.raise("fsync_slow", "data_dir", `The disk of DATA_DIR takes ${took} to keep 4 kB.`);
      },
    },
  ];
}

/**
 * Raises an alarm when the number grows. It clears at the next check without growth: messages known already
 * have been reported once.
 */
function watchLetters(alarms: Alarms, count: () => Promise<number>): () => Promise<void> {
  let known: number | undefined;
  return async () => {
    const before = known;
    known = await count();
    if (before === undefined || known <= before) return alarms.clear("dead_letters", "messages");
    const more = known - before;
    alarms.raise(
      "dead_letters",
      "messages",
      `${known} messages wait for a person, ${more} more than before.`,
    );
  };
}
