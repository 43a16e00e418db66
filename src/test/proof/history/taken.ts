import type { Taken } from "../consistency.ts";

const MINUTE = 60_000;

/** A stretch of somebody's or something's time; `expires` where it ends by itself, `absent` where nobody is served. */
export type Stretch = Taken & { readonly expires?: number; readonly absent?: boolean };

/**
 * Who and what is taken at one moment of a history, by whom. It lets everything in, and says what it should
 * not have let in: looked at minute by minute, so that there is nothing to get wrong.
 */
export function createTaken(units: () => Readonly<Record<string, number>>) {
  const bySubject = new Map<string, Stretch[]>();
  const byOwner = new Map<string, readonly Stretch[]>();

  function remove(owner: string): void {
    for (const { subject } of byOwner.get(owner) ?? [])
      bySubject.set(
        subject,
        (bySubject.get(subject) ?? []).filter((row) => row.owner !== owner),
      );
    byOwner.delete(owner);
  }

  /** Those who are in the way of a stretch at this time. */
  function inTheWay(row: Stretch, now: number): readonly Stretch[] {
    const met = (bySubject.get(row.subject) ?? []).filter(
      (other) =>
        other.owner !== row.owner &&
        other.start < row.end &&
        row.start < other.end &&
        (other.expires ?? Infinity) > now,
    );
    const quantity = units()[row.subject];
    if (quantity !== undefined) return hasUnit(row, met, quantity) ? [] : met;
    const seats = met.filter((other) => isSeat(row, other));
    return seats.length === met.length && seats.length < row.capacity ? [] : met;
  }

  return {
    inTheWay,
    of: (owner: string): readonly Stretch[] => byOwner.get(owner) ?? [],
    owners: (): Iterable<string> => byOwner.keys(),
    remove,
    put: (owner: string, rows: readonly Stretch[]): void => {
      remove(owner);
      if (rows.length === 0) return;
      byOwner.set(owner, rows);
      for (const row of rows) bySubject.set(row.subject, [...(bySubject.get(row.subject) ?? []), row]);
    },
  };
}

export type TakenTimes = ReturnType<typeof createTaken>;

/** Seats of one class share their time, and nobody else's (SCHEDULING rule 6). */
function isSeat(row: Stretch, other: Stretch): boolean {
  return row.capacity > 1 && other.claim === row.claim && other.start === row.start && other.end === row.end;
}

function hasUnit(row: Stretch, met: readonly Stretch[], quantity: number): boolean {
  for (let at = row.start; at < row.end; at += MINUTE) {
    const claims = new Set(met.filter((one) => one.start <= at && at < one.end).map(({ claim }) => claim));
    claims.delete(row.claim);
    if (claims.size >= quantity) return false;
  }
  return true;
}
