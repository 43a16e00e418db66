import type { Clock } from "#kernel/clock.ts";
import { AppError } from "#kernel/errors.ts";
import { HOUR, MINUTE, SECOND } from "#kernel/instant.ts";
import type { AtOnceName, LimitName } from "#tenancy/http.ts";

import { type SlidingWindow, slidingWindow } from "./sliding-window.ts";

/** At most `uses` within `window` milliseconds. */
type Limit = { readonly uses: number; readonly window: number };

/** The limits. The key is an address unless the name says otherwise. */
const LIMITS: Readonly<Record<LimitName, Limit>> = {
  reads: { uses: 300, window: MINUTE },
  admin: { uses: 600, window: MINUTE },
  booking: { uses: 10, window: MINUTE },
  booking_phone: { uses: 30, window: HOUR },
  waitlist: { uses: 10, window: HOUR },
  chat: { uses: 60, window: MINUTE },
  chat_session: { uses: 20, window: MINUTE },
  chat_start: { uses: 30, window: MINUTE },
  // For clients that solved a proof of work, beyond the two limits above.
  chat_proved: { uses: 60, window: MINUTE },
  sign_in: { uses: 5, window: 15 * MINUTE },
  sign_up: { uses: 3, window: HOUR },
};

/** How many at a time per address. Streams are idle connections, and many people may share an address. */
const AT_ONCE: Readonly<Record<AtOnceName, number>> = { chat_turns: 2, chat_streams: 20 };

/** A concurrency limit may free up at any moment. */
const SOON_SECONDS = 1;

/** Counts uses of the named limits. */
export type RateLimits = {
  /** Counts one use by this key; throws RATE_LIMITED, with the seconds to wait, if there were too many. */
  readonly count: (limit: LimitName, key: string) => void;
  /** Counts a use that lasts until the returned function is called; calling that twice counts once. */
  readonly begin: (limit: AtOnceName, key: string) => () => void;
};

/**
 * Limits in this process's memory, which suffices because a tenant and so its visitors belong to one process.
 * `refused` is called on each refusal.
 */
export function createRateLimits(
  clock: Clock,
  refused: (limit: LimitName | AtOnceName) => void = () => {},
): RateLimits {
  const windows = new Map<LimitName, SlidingWindow>();
  for (const [name, { uses, window }] of Object.entries(LIMITS)) {
    windows.set(name as LimitName, slidingWindow(clock, uses, window));
  }
  const underWay = new Map<string, number>();
  const refuse = (limit: LimitName | AtOnceName, seconds: number): never => {
    refused(limit);
    throw new AppError("RATE_LIMITED", undefined, { retry_after_seconds: seconds });
  };
  return {
    count: (limit, key) => {
      const wait = windows.get(limit)?.count(key) ?? 0;
      if (wait > 0) refuse(limit, Math.ceil(wait / SECOND));
    },
    begin: (limit, key) => {
      const name = `${limit} ${key}`;
      const now = underWay.get(name) ?? 0;
      if (now >= AT_ONCE[limit]) refuse(limit, SOON_SECONDS);
      underWay.set(name, now + 1);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        const left = (underWay.get(name) ?? 1) - 1;
        if (left > 0) underWay.set(name, left);
        else underWay.delete(name);
      };
    },
  };
}

/** No limits at all, for development and tests. */
export const noRateLimits: RateLimits = { count: () => undefined, begin: () => () => undefined };
