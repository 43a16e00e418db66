import { formatMinutes, type Instant, MINUTE } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";

import type { SkipReason } from "./decisions.ts";
import type { FreeStart } from "./find-starts.ts";

/** An entry, as far as it matters for whether a freed time suits it. */
export type Waiting = {
  readonly customerId: string;
  readonly isErased: boolean;
  /** They, or the same person through another entry, have an open offer. */
  readonly hasOffer: boolean;
  /** They have already been offered this time. */
  readonly hadTheirTurn: boolean;
  readonly startDate: string;
  readonly endDate: string;
  /** `HH:MM`; a start is at or after the first and before the second. */
  readonly fromTime: string | null;
  readonly toTime: string | null;
  /** The visit they would like to have sooner; `mayChange` as its policy says. */
  readonly earlierThan: { readonly start: Instant; readonly mayChange: boolean } | null;
};

export type PassFacts = {
  readonly zone: Zone;
  readonly now: Instant;
  readonly cutoffMinutes: number;
  /** The customer who gave the time up. */
  readonly notFor: string | null;
  /** Lazy, because few entries get this far: the starts that use the freed time, with or without notice. */
  readonly starts: () => readonly FreeStart[];
  readonly startsWithoutNotice: () => readonly FreeStart[];
};

export type Judged =
  | { readonly fits: readonly FreeStart[] }
  | { readonly fits?: undefined; readonly skipped: SkipReason };

/** Judges whether a freed time suits an entry and at which start, or why not (SCHEDULING rule 11). */
export function judgeWaiting(waiting: Waiting, facts: PassFacts): Judged {
  const barred = whyBarred(waiting, facts);
  if (barred) return { skipped: barred };
  const starts = facts.starts();
  if (starts.length === 0) {
    return { skipped: facts.startsWithoutNotice().length === 0 ? "nothing_fits" : "too_soon" };
  }
  const theirs = starts.filter((one) => isAtTheirTimes(waiting, facts.zone, one.start));
  if (theirs.length === 0) return { skipped: "not_at_their_times" };
  const { earlierThan } = waiting;
  const earlier = earlierThan ? theirs.filter((one) => one.start < earlierThan.start) : theirs;
  if (earlier.length === 0) return { skipped: "not_earlier" };
  const inTime = earlier.filter((one) => one.start - facts.now >= facts.cutoffMinutes * MINUTE);
  return inTime.length === 0 ? { skipped: "inside_cutoff" } : { fits: inTime };
}

function whyBarred(waiting: Waiting, { notFor }: PassFacts): SkipReason | undefined {
  if (waiting.isErased) return "cannot_be_reached";
  if (waiting.customerId === notFor) return "gave_it_up";
  if (waiting.hadTheirTurn) return "was_offered_it";
  if (waiting.hasOffer) return "has_another_offer";
  if (waiting.earlierThan?.mayChange === false) return "visit_cannot_change";
  return undefined;
}

/** Dates are the business's, both inclusive; the end time is exclusive. */
export function isAtTheirTimes(
  wish: Pick<Waiting, "startDate" | "endDate" | "fromTime" | "toTime">,
  zone: Zone,
  start: Instant,
): boolean {
  const date = zone.localDateOf(start);
  const time = formatMinutes(zone.minuteOfDay(start));
  return (
    date >= wish.startDate &&
    date <= wish.endDate &&
    (wish.fromTime === null || time >= wish.fromTime) &&
    (wish.toTime === null || time < wish.toTime)
  );
}
