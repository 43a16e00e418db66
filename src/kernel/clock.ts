import type { Instant } from "./instant.ts";

/** The only source of the current time. `now()` is in epoch milliseconds, UTC. */
export type Clock = { readonly now: () => Instant };

/** A clock that can be pushed forward (`POST /dev/clock`) but never back. */
export type MovableClock = Clock & {
  readonly advance: (milliseconds: number) => void;
  /** How far it has been pushed in total, in milliseconds. */
  readonly advanced: () => number;
};

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * A clock that reads `startsAt` when it is created (default: the machine's time) and runs on from there,
 * `advanced` milliseconds ahead.
 */
export function movableClock(startsAt?: Instant, advanced = 0): MovableClock {
  const shift = startsAt === undefined ? 0 : startsAt - Date.now();
  let pushed = advanced;
  return {
    now: () => Date.now() + shift + pushed,
    advance: (milliseconds) => {
      pushed += Math.max(0, milliseconds);
    },
    advanced: () => pushed,
  };
}

/** A clock for tests: it stands still until it is pushed. */
export function fixedClock(at: Instant): MovableClock {
  let pushed = 0;
  return {
    now: () => at + pushed,
    advance: (milliseconds) => {
      pushed += Math.max(0, milliseconds);
    },
    advanced: () => pushed,
  };
}
