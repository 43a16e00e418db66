/** Settles one work's promise; called once the group's fate is known. */
type Settle = () => void;

type Waiting = {
  /** Runs the work inside the group's transaction; an error aborts the whole transaction. */
  readonly attempt: () => Settle;
  /** The same inside a savepoint: throws only errors that abort the whole group. */
  readonly attemptInSavepoint: () => Settle;
  /** Runs the work in a transaction of its own. */
  readonly alone: () => void;
  readonly fail: (error: unknown) => void;
};

export type Gather<Tx> = {
  /** Runs `work` in one transaction. */
  readonly transact: (work: () => void) => void;
  readonly write: <T>(work: (tx: Tx) => T) => T;
  /** Runs `work` in the open transaction. */
  readonly join: <T>(work: (tx: Tx) => T) => T;
  /** Like `join`, but undoes what `work` did if it throws, and nothing before it. */
  readonly writeInside: <T>(work: (tx: Tx) => T) => T;
  /** Whether an error has destroyed the transaction in which it arose. */
  readonly endsTransaction: (error: unknown) => boolean;
};

/** Bounds how long everything else waits: a full group of bookings takes about three milliseconds. */
const MOST_TOGETHER = 16;

/**
 * Gathers the works submitted in one turn of the event loop and commits them together: syncing costs the same
 * for one work as for ten, and they mostly write the same pages. No transaction stays open between turns, so
 * nobody sees an unfinished one. A work that throws is undone alone. Each promise is settled only once the
 * commit is on the disk; if the commit fails, the whole group fails.
 *
 * Undoing one work alone needs a savepoint, for which SQLite copies every page before a work changes it: a
 * fifteenth of a booking's cost. Since a work hardly ever throws, the group first runs without savepoints; only
 * if one throws is everything rolled back and run again with them.
 */
export function gatherWrites<Tx>({ transact, write, join, writeInside, endsTransaction }: Gather<Tx>) {
  let waiting: Waiting[] = [];

  function keep(): void {
    const group = waiting.slice(0, MOST_TOGETHER);
    waiting = waiting.slice(MOST_TOGETHER);
    if (waiting.length > 0) setImmediate(keep);
    const [first] = group;
    if (first && group.length === 1) return first.alone();
    try {
      const settles = commit(group) ?? commitWithSavepoints(group);
      for (const settle of settles) settle();
    } catch (error) {
      for (const { fail } of group) fail(error);
    }
  }

  /** Undefined if one of them threw. Then nothing was kept, and the group must run again with savepoints. */
  function commit(group: readonly Waiting[]): readonly Settle[] | undefined {
    const settles: Settle[] = [];
    let oneThrew = false;
    try {
      transact(() => {
        for (const { attempt } of group) {
          try {
            settles.push(attempt());
          } catch (error) {
            oneThrew = !endsTransaction(error);
            throw error;
          }
        }
      });
    } catch (error) {
      if (oneThrew) return undefined;
      throw error;
    }
    return settles;
  }

  function commitWithSavepoints(group: readonly Waiting[]): readonly Settle[] {
    const settles: Settle[] = [];
    transact(() => {
      for (const { attemptInSavepoint } of group) settles.push(attemptInSavepoint());
    });
    return settles;
  }

  return <T>(work: (tx: Tx) => T): Promise<T> =>
    new Promise((resolve, reject) => {
      const attempt = (): Settle => {
        const result = join(work);
        return () => resolve(result);
      };
      const attemptInSavepoint = (): Settle => {
        try {
          const result = writeInside(work);
          return () => resolve(result);
        } catch (error) {
          if (endsTransaction(error)) throw error;
          return () => reject(error);
        }
      };
      const alone = (): void => {
        try {
          resolve(write(work));
        } catch (error) {
          reject(error);
        }
      };
      if (waiting.push({ attempt, attemptInSavepoint, alone, fail: reject }) === 1) setImmediate(keep);
    });
}
