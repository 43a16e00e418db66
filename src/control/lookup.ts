import { setTimeout as sleep } from "node:timers/promises";

import type { Clock } from "#kernel/clock.ts";
import type { Instant } from "#kernel/instant.ts";

export type LookupOptions = {
  /** How long an answer is used without asking again, in milliseconds. */
  readonly freshFor: number;
  /** The same for "there is none": shorter, since the next thing that happens is that it is made. */
  readonly absentFor: number;
  /** How long an old answer still serves while the database does not answer. */
  readonly staleFor: number;
  /** How long the database may take before an old answer is used instead. */
  readonly patience: number;
  readonly capacity: number;
};

export type Lookup<Found> = {
  readonly find: (key: string) => Promise<Found | undefined>;
  /**
   * What `find` would answer without asking; undefined when it would have to, or there is none. Waiting for
   * a promise costs a request more than all that it is looked up for.
   */
  readonly recall: (key: string) => Found | undefined;
  /** Forgets the answers that `matches` picks, and every "there is none". */
  readonly forget: (matches: (found: Found) => boolean) => void;
};

/**
 * Remembers what `load` answered, the least recently asked going first. Many who ask for the same at
 * once cause one question. When the database fails or dawdles, an old answer serves.
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
        // What was forgotten in between must not come back.
        if (asked === generation) remember(key, found);
        return found;
      })
      .finally(() => {
        if (asking.get(key) === question) asking.delete(key);
      });
    asking.set(key, question);
    return question;
  }

  /** Asks again, but has something to say if there is no answer. */
  async function refresh(key: string, old: Answer<Found>): Promise<Found | undefined> {
    const question = ask(key);
    const settled = question.then(
      (found) => ({ found }),
      () => undefined,
    );
    const answered = await Promise.race([settled, sleep(options.patience, undefined, { ref: false })]);
    if (answered) return answered.found;
    // The others need not wait as well.
    old.freshUntil = Math.min(clock.now() + options.absentFor, old.usableUntil);
    return old.found;
  }

  /** The answer if it is fresh, which makes it the most recently asked. */
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
