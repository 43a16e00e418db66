/** How one work of a group ended; called when it is known whether the group was kept. */
type Settle = () => void;

type Waiting = {
  /** Does the work inside the group's transaction; what it throws ends that. */
  readonly attempt: () => Settle;
  /** The same, by itself all or nothing; throws only what ends the whole group. */
  readonly attemptAlone: () => Settle;
  /** Does it in a transaction of its own. */
  readonly alone: () => void;
  readonly fail: (error: unknown) => void;
};

export type Gather<Tx> = {
  /** One transaction around everything that `work` does. */
  readonly transact: (work: () => void) => void;
  readonly write: <T>(work: (tx: Tx) => T) => T;
  /** Does `work` in the transaction that is open. */
  readonly join: <T>(work: (tx: Tx) => T) => T;
  /** As `join`; undoes what `work` did when it throws, but not what was done before. */
  readonly writeInside: <T>(work: (tx: Tx) => T) => T;
  /** Whether an error leaves nothing of the transaction in which it arose. */
  readonly endsTransaction: (error: unknown) => boolean;
};

/** So that nothing else has to wait for long: a group of bookings takes about three milliseconds. */
const MOST_TOGETHER = 16;

/**
 * Gathers what is to be written in this turn of the event loop and commits it together: bringing a page to the
 * disk costs the same for one work as for ten, and they write mostly the same pages. No transaction stays open
 * between turns, so nobody else sees one unfinished. A work that throws is undone alone; each is told how it
 * ended only when the commit is on the disk, and when that fails, nothing of the group is kept.
 *
 * Hardly ever does one throw, and to be able to undo it alone SQLite copies every page before each work that changes
 * it, which is a fifteenth of a booking. So that is done only where one did throw: then all is undone and done again.
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
      const settles = commit(group) ?? commitEachAlone(group);
      for (const settle of settles) settle();
    } catch (error) {
      for (const { fail } of group) fail(error);
    }
  }

  /** Undefined when one of them threw: then nothing was kept, and each is to be done by itself. */
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

  function commitEachAlone(group: readonly Waiting[]): readonly Settle[] {
    const settles: Settle[] = [];
    transact(() => {
      for (const { attemptAlone } of group) settles.push(attemptAlone());
    });
    return settles;
  }

  return <T>(work: (tx: Tx) => T): Promise<T> =>
    new Promise((resolve, reject) => {
      const attempt = (): Settle => {
        const result = join(work);
        return () => resolve(result);
      };
      const attemptAlone = (): Settle => {
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
      if (waiting.push({ attempt, attemptAlone, alone, fail: reject }) === 1) setImmediate(keep);
    });
}
