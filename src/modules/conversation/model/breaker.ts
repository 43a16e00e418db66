import type { Clock } from "#kernel/clock.ts";
import { MINUTE, SECOND } from "#kernel/instant.ts";
import type { FailedPart, ModelFailure } from "#ports/language-model.ts";

/** So many failures within so long, and the provider is left alone for so long. */
const FAILURES = 3;
const WITHIN = 30 * SECOND;
const RESTS = 60 * SECOND;
/** A provider may ask for more patience than anybody has. */
const LONGEST_REST = 10 * MINUTE;

/** These say nothing about the provider's health. */
const HARMLESS: ReadonlySet<ModelFailure> = new Set(["aborted"]);

export type BreakerOptions = {
  readonly clock: Clock;
  /** Told when nothing will help until the configuration changes, and why. */
  readonly gaveUp: (detail: string) => void;
};

/**
 * Keeps turns from waiting for a provider that fails, for one provider and key. After a rest, one turn tries it;
 * the others go on without it until that one is answered.
 */
export type Breaker = {
  /** Whether a turn may ask now. One that did must report, or `cancel`. */
  readonly tryNow: () => boolean;
  readonly succeeded: () => void;
  readonly failed: (failure: Pick<FailedPart, "failure" | "retryAfter" | "detail">) => void;
  /** It was asked, and nothing was learnt. */
  readonly cancel: () => void;
  readonly state: () => "closed" | "open" | "half_open" | "given_up";
};

export function createBreaker({ clock, gaveUp }: BreakerOptions): Breaker {
  let failures: number[] = [];
  /** Until when it rests; undefined: it does not. */
  let openUntil: number | undefined;
  let probing = false;
  let isGivenUp = false;

  function rest(until: number): void {
    openUntil = Math.max(until, openUntil ?? 0);
    probing = false;
  }

  function state(): ReturnType<Breaker["state"]> {
    if (isGivenUp) return "given_up";
    if (openUntil === undefined) return "closed";
    return clock.now() < openUntil ? "open" : "half_open";
  }

  return {
    state,
    tryNow: () => {
      const now = state();
      if (now === "closed") return true;
      if (now !== "half_open" || probing) return false;
      probing = true;
      return true;
    },
    succeeded: () => {
      [failures, openUntil, probing] = [[], undefined, false];
    },
    cancel: () => {
      probing = false;
    },
    failed: ({ failure, retryAfter = 0, detail }) => {
      if (HARMLESS.has(failure)) {
        probing = false;
        return;
      }
      const now = clock.now();
      if (failure === "account") {
        if (!isGivenUp) gaveUp(detail);
        isGivenUp = true;
        return;
      }
      failures = [...failures.filter((at) => now - at < WITHIN), now];
      if (failure === "rate" && retryAfter > 0) rest(now + Math.min(retryAfter, LONGEST_REST));
      if (probing || failures.length >= FAILURES) rest(now + RESTS);
    },
  };
}
