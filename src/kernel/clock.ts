import type { Instant } from "./instant.ts";

/** The only way to know what time it is. `now()` is in epoch milliseconds, UTC. */
export type Clock = { readonly now: () => Instant };

/** A clock that a developer may push forward (`POST /dev/clock`); it never goes back. */
export type MovableClock = Clock & {
  readonly advance: (milliseconds: number) => void;
  /** How far it was pushed in all, in milliseconds. */
  readonly advanced: () => number;
};

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * A clock that stood at `startsAt` when it was made (the machine's time if left out) and runs on
 * from there, pushed forward by `advanced` milliseconds.
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
