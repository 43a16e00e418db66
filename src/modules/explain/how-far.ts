import type { TenantReads } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { findEventAt, latestEvent } from "#modules/events/index.ts";

/**
 * The most events undone for one answer: a few seconds of work, in slices of milliseconds between which
 * others are served. For a business that records a hundred events a day this covers three years.
 */
export const MOST_EVENTS_BACK = 100_000;

/** Whether at most that many events were recorded after an instant. Costs one lookup in the log. */
export function isInReach(db: TenantReads, at: Instant): boolean {
  const last = findEventAt(db, latestEvent(db) - MOST_EVENTS_BACK);
  return last === undefined || last.at <= at;
}

/** The error for an instant further back. */
export function tooFarBack(): AppError {
  return new AppError(
    "INVALID_ARGUMENT",
    `as_of lies too far back: more than ${MOST_EVENTS_BACK.toLocaleString("en-US")} events have been recorded since.`,
    { path: "as_of", most_events: MOST_EVENTS_BACK },
  );
}

const turns = new WeakMap<TenantReads, Promise<unknown>>();

/** Answers questions about the past one at a time per business, so that many delay only that business. */
export function inTurn<T>(db: TenantReads, work: () => Promise<T>): Promise<T> {
  const before = turns.get(db) ?? Promise.resolve();
  const mine = before.then(work, work);
  const over = () => undefined;
  turns.set(db, mine.then(over, over));
  return mine;
}
