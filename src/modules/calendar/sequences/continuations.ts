import type { Minute } from "#kernel/spans.ts";
import { holdsMinute, isClear } from "#modules/calendar/span-search.ts";

import { LONGEST_WAIT, type PartPerson, type PreparedPart } from "./prepare-part.ts";

/** The best continuation from a placed part to the end of the visit. */
export type Onward = {
  /** Total minutes of waiting from here on. */
  readonly waiting: number;
  /** How often the customer changes person from here on. */
  readonly changes: number;
  /** The starts of the remaining parts. */
  readonly starts: readonly Minute[];
  /** The people who can serve the next part equally well. */
  readonly people: readonly PartPerson[];
};

/** Finds the continuation of a placed part. */
export type Walk = (part: number, person: PartPerson, start: Minute) => Onward | undefined;

const THE_END: Onward = { waiting: 0, changes: 0, starts: [], people: [] };

/**
 * A memoized search for continuations: least waiting first, then fewest changes of person, then waiting as
 * late as possible. Undefined if there is none. `mayServe` says who can take one more visit on the date on
 * which the visit starts.
 */
export function walkOf(parts: readonly PreparedPart[], mayServe: (person: PartPerson) => boolean): Walk {
  const able = parts.map((part) => part.people.filter(mayServe));
  const onward = rememberByPerson(parts.length, search);
  const arrive = rememberByTime(parts.length, searchArrival);

  function search(at: number, person: PartPerson, start: Minute): Onward | undefined {
    const part = parts[at]!;
    const end = start + part.service.durationMinutes;
    const handsOn = isFreeAfter(part, person, end, part.service.bufferAfterMinutes);
    if (at === parts.length - 1) return handsOn ? THE_END : undefined;
    let best: Onward | undefined;
    for (let wait = 0; wait <= Math.min(LONGEST_WAIT, best?.waiting ?? LONGEST_WAIT); wait += 1) {
      best = better(best, stay(at, person, end, wait));
      const other = handsOn ? arrive(at + 1, end + wait) : undefined;
      best = better(best, other && { ...other, waiting: other.waiting + wait, changes: other.changes + 1 });
    }
    return best;
  }

  /** The same person continues with the customer: the remaining buffers are the wait (rule 5). */
  function stay(at: number, person: PartPerson, end: Minute, wait: number): Onward | undefined {
    const [part, next] = [parts[at]!, parts[at + 1]!];
    const self = able[at + 1]!.find(({ id }) => id === person.id);
    if (!self || !holdsMinute(self.core, end + wait)) return undefined;
    if (!isFreeAfter(part, person, end, Math.min(wait, part.service.bufferAfterMinutes))) return undefined;
    if (!isFreeBefore(next, self, end + wait, Math.min(wait, next.service.bufferBeforeMinutes)))
      return undefined;
    const rest = onward(at + 1, self, end + wait);
    return (
      rest && { ...rest, waiting: wait + rest.waiting, starts: [end + wait, ...rest.starts], people: [self] }
    );
  }

  /**
   * Somebody takes over at this minute, with their full buffer before it. This may find whoever served the
   * part before as well, but `stay` always scores better for them.
   */
  function searchArrival(at: number, start: Minute): Onward | undefined {
    const part = parts[at]!;
    let best: Onward | undefined;
    for (const person of able[at]!) {
      if (!holdsMinute(person.core, start)) continue;
      if (!isFreeBefore(part, person, start, part.service.bufferBeforeMinutes)) continue;
      const rest = onward(at, person, start);
      best = better(best, rest && { ...rest, starts: [start, ...rest.starts], people: [person] });
    }
    return best;
  }

  return onward;
}

type Found = Onward | undefined;

/** Memoizes by part, person and start. */
function rememberByPerson(parts: number, look: Walk): Walk {
  const known = Array.from({ length: parts }, () => new Map<PartPerson, Map<Minute, Found>>());
  return (at, person, start) => {
    const ways = known[at]!.get(person) ?? new Map<Minute, Found>();
    known[at]!.set(person, ways);
    if (!ways.has(start)) ways.set(start, look(at, person, start));
    return ways.get(start);
  };
}

type Arrive = (part: number, start: Minute) => Found;

/** Memoizes by part and start. */
function rememberByTime(parts: number, look: Arrive): Arrive {
  const known = Array.from({ length: parts }, () => new Map<Minute, Found>());
  return (at, start) => {
    const ways = known[at]!;
    if (!ways.has(start)) ways.set(start, look(at, start));
    return ways.get(start);
  };
}

/** Whether the person and the required resources are free for this many minutes after its end. */
function isFreeAfter({ full }: PreparedPart, { busy }: PartPerson, end: Minute, minutes: number): boolean {
  return isClear(busy, end, end + minutes) && isClear(full, end, end + minutes);
}

/** Whether they are free for this many minutes before its start. */
export function isFreeBefore(
  { full }: PreparedPart,
  { busy }: PartPerson,
  start: Minute,
  minutes: number,
): boolean {
  return isClear(busy, start - minutes, start) && isClear(full, start - minutes, start);
}

/** The better of two continuations from the same point, or both merged if they are equally good. */
function better(a: Found, b: Found): Found {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compareWays(a, b);
  if (order !== 0) return order < 0 ? a : b;
  return { ...a, people: [...a.people, ...b.people] };
}

/** Negative if the first is better, 0 if they are equally good. */
export function compareWays(a: Onward, b: Onward): number {
  if (a.waiting !== b.waiting) return a.waiting - b.waiting;
  if (a.changes !== b.changes) return a.changes - b.changes;
  const differs = a.starts.findIndex((start, i) => start !== b.starts[i]);
  return differs < 0 ? 0 : a.starts[differs]! - b.starts[differs]!;
}
