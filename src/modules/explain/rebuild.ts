import type { TenantReads } from "#db/tenant-db.ts";
import { HOUR, type Instant } from "#kernel/instant.ts";
import { eventsBackwards, latestEvent, type LoggedEvent } from "#modules/events/index.ts";

import { MOST_EVENTS_BACK, tooFarBack } from "./how-far.ts";
import { type OfferedTerms, searchOfferedTerms, type TermsSearch } from "./offered-terms.ts";
import { type PastRows, putRow, undo } from "./past-rows.ts";
import { readRows, timeAround } from "./read-rows.ts";

/** No hold lasts longer (`policies.hold_minutes`). */
const LONGEST_HOLD = HOUR;

/** How far to go back in the log. */
export type Back = {
  /** The instant whose state is wanted. */
  readonly at: Instant;
  /** Whether this event happened later: if so, it is undone, as are all after it. */
  readonly isLater: (event: LoggedEvent) => boolean;
};

export type Rebuilt = {
  readonly rows: PastRows;
  /** The rows that have been changed since, as `table/key`. */
  readonly changed: ReadonlySet<string>;
  /** The terms of the offers that were open, by offer id. */
  readonly offered: ReadonlyMap<string, OfferedTerms>;
};

/** The state at the end of an instant. */
export function backTo(at: Instant): Back {
  return { at, isLater: (event) => event.at > at };
}

/**
 * The rows around a start as of a past instant: the current ones, with every later event undone, latest first.
 * Expired holds are deleted without an event, so those that were live then are found in the events of the hour
 * before. Throws a 400 for an instant since which too much has happened.
 */
export async function rebuild(db: TenantReads, start: Instant, back: Back): Promise<Rebuilt> {
  // Both are read at once, so that they agree; what happens while the log is read is ignored.
  const rows = readRows(db, timeAround(start));
  const latest = latestEvent(db);
  const changed = new Set<string>();
  const ended = new Set<string>();
  let terms: TermsSearch | undefined;
  let heard = 0;
  for await (const event of eventsBackwards(db, latest)) {
    heard += 1;
    // The search for the terms of open offers may go as far again, which is longer than any offer lasts.
    if (heard > 2 * MOST_EVENTS_BACK) throw tooFarBack();
    if (terms === undefined && back.isLater(event)) takeBack(rows, changed, event);
    else {
      terms ??= searchOfferedTerms(rows);
      if (event.at < back.at - LONGEST_HOLD && terms.isDone()) break;
      bringBackHolds(rows, ended, event, back.at);
      terms.hear(event);
    }
  }
  return { rows, changed, offered: terms?.found ?? new Map() };
}

function takeBack(rows: PastRows, changed: Set<string>, { changes }: LoggedEvent): void {
  for (const change of changes.toReversed()) {
    const key = undo(rows, change);
    if (key !== undefined) changed.add(key);
  }
}

function bringBackHolds(rows: PastRows, ended: Set<string>, { changes }: LoggedEvent, at: Instant): void {
  for (const { table, id, after } of changes) {
    if (table !== "holds") continue;
    if (after === null) ended.add(id);
    else if (!ended.has(id) && Number(after["expires_at"]) > at) putRow(rows, "holds", after as never);
  }
}
