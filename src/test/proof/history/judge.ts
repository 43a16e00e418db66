import type { Row } from "../consistency.ts";

import { judgeChains } from "./chains.ts";
import { judgeFile } from "./file.ts";
import type { Change, Decision, History, LoggedEvent } from "./log.ts";
import { judgeOffers } from "./offers.ts";
import { createPast, ownersOf, type Past } from "./past.ts";
import { type Step, stepsOf } from "./steps.ts";
import { judgeTurn } from "./turns.ts";
import { isOpen } from "./would-fit.ts";

/**
 * Judges a history event by event as it grows: nobody and nothing is double-booked at any instant, freed time
 * is held once and offered in turn, what was accepted is booked once, and the file matches the log. Shares
 * nothing with the code that it judges.
 */
export function createJudge() {
  const past = createPast();
  let heard = 0;
  let latest = 0;
  return {
    /** The last event that was judged. */
    seq: (): number => heard,
    /** The problems of what happened since, in words. */
    judge: (history: History): string[] => {
      past.know(history);
      const reasons = Map.groupBy(history.decisions, (one) => one.slot_id);
      const problems = stepsOf(history.events).flatMap((step) => {
        const next = heard + 1;
        heard = step.event.seq;
        latest = Math.max(latest, step.event.at);
        const gap = step.event.seq === next ? [] : [`event ${next} is missing`];
        return [...gap, ...judgeStep(past, step, reasons)].map(
          (problem) => `${named(step.event)}: ${problem}`,
        );
      });
      return [...problems, ...judgeFile(past, history.tables, latest)];
    },
  };
}

/** All problems of a complete history. */
export function problemsOfHistory(history: History): string[] {
  return createJudge().judge(history);
}

function judgeStep(
  past: Past,
  { event, turn, changes }: Step,
  reasons: ReadonlyMap<string, readonly Decision[]>,
): string[] {
  const known = turn ? (reasons.get(turn.slot["id"] as string) ?? []) : [];
  const problems = turn
    ? judgeTurn(
        past,
        turn,
        // The clock goes on while a visit is made; the decision counts at the time of the complete act.
        known.filter(({ at }) => at <= turn.at),
      )
    : [];
  problems.push(...changes.flatMap((change) => past.take(change)));
  problems.push(...takeTimes(past, event, changes));
  problems.push(...judgeOffers(past, event, changes));
  problems.push(...judgeChains(past, changes));
  problems.push(...changes.flatMap((change) => outsideHours(past, change)));
  return problems;
}

/** Releases and takes what an event says. What is newly taken must not overlap anything else. */
function takeTimes(past: Past, { at }: LoggedEvent, changes: readonly Change[]): string[] {
  const before = new Map<string, string>();
  const owners = new Set(changes.flatMap(ownersOf));
  for (const owner of owners) {
    before.set(owner, JSON.stringify(past.taken.of(owner)));
    past.taken.remove(owner);
  }
  return [...owners].flatMap((owner) => {
    const rows = past.stretchesOf(owner);
    const isNew = JSON.stringify(rows) !== before.get(owner);
    const problems = rows.flatMap((row) => {
      // Absences may be entered over existing visits; everything later must avoid them.
      const others = isNew && row.absent !== true ? past.taken.inTheWay(row, at) : [];
      return others.map(
        (other) => `${row.subject} is taken by ${owner} and ${other.owner} at ${iso(row.start)}`,
      );
    });
    past.taken.put(owner, rows);
    return problems;
  });
}

/** A visit must be booked in, or moved to, the opening hours of that time. */
function outsideHours(past: Past, { table, before, after }: Change): string[] {
  if (table !== "booking_items" || after === null || before?.["start_at"] === after["start_at"]) return [];
  const minutes = (JSON.parse(after["terms"]) as Row)["duration_minutes"] as number;
  if (isOpen(past, after["start_at"], minutes)) return [];
  return [`${after["booking_uid"]} was booked for ${iso(after["start_at"])}, when it was closed`];
}

function named({ seq, kind }: LoggedEvent): string {
  return `event ${seq}, ${kind}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
