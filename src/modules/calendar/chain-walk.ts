import type { Minute } from "#kernel/spans.ts";

import { type Link, type LinkPerson, LONGEST_WAIT } from "./chain-links.ts";
import { holdsMinute, isClear } from "./span-search.ts";

/** The best way on from one part of a visit that is placed, to its end. */
export type Onward = {
  /** Minutes that the customer waits from here on, in all. */
  readonly waiting: number;
  /** How often somebody else goes on with the customer. */
  readonly changes: number;
  /** When the parts that follow begin. */
  readonly starts: readonly Minute[];
  /** Who can serve the next one; each goes on as well as the others. In the order of the rules. */
  readonly people: readonly LinkPerson[];
};

/** Finds the ways on; `mayServe` says who takes one more visit on the date on which it begins. */
export type Walk = (link: number, person: LinkPerson, start: Minute) => Onward | undefined;

const THE_END: Onward = { waiting: 0, changes: 0, starts: [], people: [] };

/**
 * Looks for the ways in which a visit can go on, each looked at once: with the least waiting, then with the
 * fewest changes of person, then with what waiting there is as late as can be. Undefined where there is none.
 */
export function walkOf(links: readonly Link[], mayServe: (person: LinkPerson) => boolean): Walk {
  const known = links.map(() => new Map<LinkPerson, Map<Minute, Onward | null>>());

  function onward(at: number, person: LinkPerson, start: Minute): Onward | undefined {
    const ways = known[at]!.get(person) ?? new Map<Minute, Onward | null>();
    known[at]!.set(person, ways);
    const before = ways.get(start);
    if (before !== undefined) return before ?? undefined;
    const found = search(at, person, start);
    ways.set(start, found ?? null);
    return found;
  }

  function search(at: number, person: LinkPerson, start: Minute): Onward | undefined {
    const link = links[at]!;
    const next = links[at + 1];
    const end = start + link.service.durationMinutes;
    if (!next) return isFreeAfter(link, person, end, link.service.bufferAfterMinutes) ? THE_END : undefined;
    let best: Onward | undefined;
    for (let wait = 0; wait <= Math.min(LONGEST_WAIT, best?.waiting ?? LONGEST_WAIT); wait += 1) {
      for (const other of next.people) {
        const way = step(at, person, end, wait, other);
        if (way) best = better(best, way);
      }
    }
    return best;
  }

  function step(
    at: number,
    person: LinkPerson,
    end: Minute,
    wait: number,
    other: LinkPerson,
  ): Onward | undefined {
    const [link, next] = [links[at]!, links[at + 1]!];
    if (!holdsMinute(other.core, end + wait) || !mayServe(other)) return undefined;
    const { after, before } = buffersBetween(link, next, person.id === other.id, wait);
    if (!isFreeAfter(link, person, end, after)) return undefined;
    if (!isFreeBefore(next, other, end + wait, before)) return undefined;
    const rest = onward(at + 1, other, end + wait);
    if (!rest) return undefined;
    return {
      waiting: wait + rest.waiting,
      changes: rest.changes + (person.id === other.id ? 0 : 1),
      starts: [end + wait, ...rest.starts],
      people: [other],
    };
  }

  return onward;
}

/**
 * What is left of the buffers between two parts (rule 5): a buffer is the time in which somebody gets ready
 * for another customer, so where the same person goes on with the same one it ends where the next part begins,
 * and with no waiting in between falls away.
 */
function buffersBetween(link: Link, next: Link, same: boolean, wait: number) {
  const most = same ? wait : Infinity;
  return {
    after: Math.min(link.service.bufferAfterMinutes, most),
    before: Math.min(next.service.bufferBeforeMinutes, most),
  };
}

/** Whether a person and what the service needs are free for so many minutes from its end on. */
function isFreeAfter({ full }: Link, { busy }: LinkPerson, end: Minute, minutes: number): boolean {
  return isClear(busy, end, end + minutes) && isClear(full, end, end + minutes);
}

/** The same up to its start. */
export function isFreeBefore({ full }: Link, { busy }: LinkPerson, start: Minute, minutes: number): boolean {
  return isClear(busy, start - minutes, start) && isClear(full, start - minutes, start);
}

/** The better of two ways on from the same point; both together where they are as good. */
function better(a: Onward | undefined, b: Onward): Onward {
  if (a === undefined) return b;
  const order = compareWays(a, b);
  if (order !== 0) return order < 0 ? a : b;
  return { ...a, people: [...a.people, ...b.people] };
}

/** Below 0 if the first is the better one, 0 if they are as good. */
export function compareWays(a: Onward, b: Onward): number {
  if (a.waiting !== b.waiting) return a.waiting - b.waiting;
  if (a.changes !== b.changes) return a.changes - b.changes;
  const differs = a.starts.findIndex((start, i) => start !== b.starts[i]);
  return differs < 0 ? 0 : a.starts[differs]! - b.starts[differs]!;
}
