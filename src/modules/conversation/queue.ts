import type { TenantDb } from "#db/tenant-db.ts";

import type { EventFeed } from "./event-feed.ts";

/** The turns of one conversation that are not finished, in order; the first is under way. */
type Line = { readonly feeds: Map<number, EventFeed>; tail: Promise<void> };

const lines = new WeakMap<TenantDb, Map<string, Line>>();

/** The turn of a conversation that waits or is under way in this process. */
export function findRunning(db: TenantDb, conversationId: string, turn: number): EventFeed | undefined {
  return lines.get(db)?.get(conversationId)?.feeds.get(turn);
}

/** All turns of a conversation that are not finished, in order. */
export function running(db: TenantDb, conversationId: string): readonly EventFeed[] {
  return [...(lines.get(db)?.get(conversationId)?.feeds.values() ?? [])];
}

/**
 * Does `work` when all earlier turns of the conversation are done: one at a time. `work` must not reject. The
 * promise is settled when it is done.
 */
export function inTurn(
  db: TenantDb,
  conversationId: string,
  feed: EventFeed,
  work: () => Promise<void>,
): Promise<void> {
  const all = lines.get(db) ?? new Map<string, Line>();
  lines.set(db, all);
  const line = all.get(conversationId) ?? { feeds: new Map<number, EventFeed>(), tail: Promise.resolve() };
  all.set(conversationId, line);
  line.feeds.set(feed.turn, feed);
  const done = line.tail.then(work).finally(() => {
    line.feeds.delete(feed.turn);
    if (line.feeds.size === 0) all.delete(conversationId);
  });
  line.tail = done;
  return done;
}
