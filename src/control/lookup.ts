import { setTimeout as sleep } from "node:timers/promises";

import type { Clock } from "#kernel/clock.ts";
import type { Instant } from "#kernel/instant.ts";

export type LookupOptions = {
  /** How long an answer is used without asking again, in milliseconds. */
  readonly freshFor: number;
  /** The same for "not found": shorter, since what was looked for is likely to be created next. */
  readonly absentFor: number;
  /** How long a stale answer may still be used while the database does not respond, in milliseconds. */
  readonly staleFor: number;
  /** How long to wait for the database before using a stale answer, in milliseconds. */
  readonly patience: number;
  readonly capacity: number;
};

export type Lookup<Found> = {
  readonly find: (key: string) => Promise<Found | undefined>;
  /**
   * What `find` would return without asking; undefined if it would have to ask, or nothing was found. Awaiting
   * a promise costs a request more than the lookup itself.
   */
  readonly recall: (key: string) => Found | undefined;
  /** Drops the answers that `matches` selects, and every "not found". */
  readonly forget: (matches: (found: Found) => boolean) => void;
};

/**
 * An LRU cache of `load`'s answers. Concurrent lookups of one key share a single call. If the database fails or
 * is slow, a stale answer is used.
 */
export function createLookup<Found>(
  load: (key: string) => Promise<Found | undefined>,
  clock: Clock,
  options: LookupOptions,
): Lookup<Found> {
  const answers = new Map<string, Answer<Found>>();
  const asking = new Map<string, Promise<Found | undefined>>();
  let generation = 0;

  function remember(key: string, found: Found | undefined): void {
    answers.delete(key);
    if (answers.size >= options.capacity) answers.delete(answers.keys().next().value ?? key);
    const now = clock.now();
    answers.set(key, {
      found,
      freshUntil: now + (found === undefined ? options.absentFor : options.freshFor),
      usableUntil: now + (found === undefined ? options.absentFor : options.staleFor),
    });
  }

  function ask(key: string): Promise<Found | undefined> {
    const already = asking.get(key);
    if (already) return already;
    const asked = generation;
    const question = load(key)
      .then((found) => {
        // An answer invalidated meanwhile must not be cached again.
        if (asked === generation) remember(key, found);
        return found;
      })
      .finally(() => {
        if (asking.get(key) === question) asking.delete(key);
      });
    asking.set(key, question);
    return question;
  }

  /** Asks again, and returns the stale answer if there is no new one in time. */
  async function refresh(key: string, old: Answer<Found>): Promise<Found | undefined> {
    const question = ask(key);
    const settled = question.then(
      (found) => ({ found }),
      () => undefined,
    );
    const answered = await Promise.race([settled, sleep(options.patience, undefined, { ref: false })]);
    if (answered) return answered.found;
    // Other callers need not wait as well.
    old.freshUntil = Math.min(clock.now() + options.absentFor, old.usableUntil);
    return old.found;
  }

  /** The cached answer if it is fresh; marks it as most recently used. */
  function fresh(key: string): Answer<Found> | undefined {
    const known = answers.get(key);
    if (!known || clock.now() >= known.freshUntil) return undefined;
    answers.delete(key);
    answers.set(key, known);
    return known;
  }

  return {
    find: async (key) => {
      const known = fresh(key);
      if (known) return known.found;
      const old = answers.get(key);
      return old && clock.now() < old.usableUntil ? refresh(key, old) : ask(key);
    },
    recall: (key) => fresh(key)?.found,
    forget: (matches) => {
      generation++;
      asking.clear();
      for (const [key, { found }] of answers) if (found === undefined || matches(found)) answers.delete(key);
    },
  };
}

type Answer<Found> = {
  readonly found: Found | undefined;
  freshUntil: Instant;
  readonly usableUntil: Instant;
};
