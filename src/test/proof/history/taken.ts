import type { Taken } from "../consistency.ts";

const MINUTE = 60_000;

/**
 * A stretch of a person's or resource's time. `expires`: when it ends by itself; `absent`: nobody is served
 * in it.
 */
export type Stretch = Taken & { readonly expires?: number; readonly absent?: boolean };

/**
 * What is occupied at one moment of a history, and by whom. Accepts everything and reports what should have
 * been refused, checked minute by minute so that it is obviously correct.
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

  /** The rows that conflict with a stretch at this time. */
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

/** Seats of one class share their time with each other and nobody else (SCHEDULING rule 6). */
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
