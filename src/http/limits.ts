import type { Clock } from "#kernel/clock.ts";
import { AppError } from "#kernel/errors.ts";
import { HOUR, MINUTE, SECOND } from "#kernel/instant.ts";
import type { LimitName } from "#tenancy/http.ts";

import { type SlidingWindow, slidingWindow } from "./sliding-window.ts";

/** At most `uses` within `window` milliseconds. */
type Limit = { readonly uses: number; readonly window: number };

/** Start values; the key is an address unless the name says otherwise. */
const LIMITS: Readonly<Record<LimitName, Limit>> = {
  reads: { uses: 300, window: MINUTE },
  admin: { uses: 600, window: MINUTE },
  booking: { uses: 10, window: MINUTE },
  booking_phone: { uses: 30, window: HOUR },
  waitlist: { uses: 10, window: HOUR },
  chat: { uses: 60, window: MINUTE },
  chat_session: { uses: 20, window: MINUTE },
  sign_in: { uses: 5, window: 15 * MINUTE },
  sign_up: { uses: 3, window: HOUR },
};

/** Counts uses of the named limits. */
export type RateLimits = {
  /** Counts one use by this key; throws RATE_LIMITED, with the seconds to wait, when there were too many. */
  readonly count: (limit: LimitName, key: string) => void;
};

/**
 * Limits that live in this process: a tenant belongs to one process, so its visitors do too. `refused` is
 * told of each refusal.
 */
export function createRateLimits(clock: Clock, refused: (limit: LimitName) => void = () => {}): RateLimits {
  const windows = new Map<LimitName, SlidingWindow>();
  for (const [name, { uses, window }] of Object.entries(LIMITS)) {
    windows.set(name as LimitName, slidingWindow(clock, uses, window));
  }
  return {
    count: (limit, key) => {
      const wait = windows.get(limit)?.count(key) ?? 0;
      if (wait === 0) return;
      refused(limit);
      throw new AppError("RATE_LIMITED", undefined, { retry_after_seconds: Math.ceil(wait / SECOND) });
    },
  };
}

/** No limits at all, for development and tests. */
export const noRateLimits: RateLimits = { count: () => undefined };
