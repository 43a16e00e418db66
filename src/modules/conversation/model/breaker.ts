import type { Clock } from "#kernel/clock.ts";
import { MINUTE, SECOND } from "#kernel/instant.ts";
import type { FailedPart, ModelFailure } from "#ports/language-model.ts";

/** After this many failures within this period, the provider is not called for this long. */
const FAILURES = 3;
const WITHIN = 30 * SECOND;
const RESTS = 60 * SECOND;
/** Upper limit, as a provider may ask for an unreasonably long pause. */
const LONGEST_REST = 10 * MINUTE;

/** Failures that say nothing about the provider's health. */
const HARMLESS: ReadonlySet<ModelFailure> = new Set(["aborted"]);

export type BreakerOptions = {
  readonly clock: Clock;
  /** Called with the reason when nothing but a configuration change can help. */
  readonly gaveUp: (detail: string) => void;
};

/**
 * A circuit breaker for one provider and key, so that turns do not wait for a failing provider. After a rest, a
 * single turn tries it; the others skip it until that one has an answer.
 */
export type Breaker = {
  /** Whether a turn may call the provider now. If true, the turn must report the result or `cancel`. */
  readonly tryNow: () => boolean;
  readonly succeeded: () => void;
  readonly failed: (failure: Pick<FailedPart, "failure" | "retryAfter" | "detail">) => void;
  /** The call was inconclusive. */
  readonly cancel: () => void;
  readonly state: () => "closed" | "open" | "half_open" | "given_up";
};

export function createBreaker({ clock, gaveUp }: BreakerOptions): Breaker {
  let failures: number[] = [];
  /** The end of the rest; undefined while closed. */
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
