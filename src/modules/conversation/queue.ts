import type { TenantDb } from "#db/tenant-db.ts";

import type { BegunTurn } from "./begun-turn.ts";

/** The unfinished turns of one conversation, in order; the first is running. */
type Line = { readonly turns: Set<BegunTurn>; tail: Promise<void> };

const lines = new WeakMap<TenantDb, Map<string, Line>>();

/** A conversation's waiting and running turns in this process, in order. */
export function running(db: TenantDb, conversationId: string): readonly BegunTurn[] {
  return [...(lines.get(db)?.get(conversationId)?.turns ?? [])];
}

/** Stores the messages of these turns, so that readers of the conversation see them. */
export function storeRunning(db: TenantDb, conversationId: string): void {
  for (const turn of running(db, conversationId)) turn.store();
}

/**
 * Runs `work` after all earlier turns of the conversation, one at a time. `work` must not reject. The promise
 * resolves when it is done.
 */
export function inTurn(
  db: TenantDb,
  conversationId: string,
  turn: BegunTurn,
  work: () => Promise<void>,
): Promise<void> {
  const all = lines.get(db) ?? new Map<string, Line>();
  lines.set(db, all);
  const line = all.get(conversationId) ?? { turns: new Set<BegunTurn>(), tail: Promise.resolve() };
  all.set(conversationId, line);
  line.turns.add(turn);
  const done = line.tail.then(work).finally(() => {
    line.turns.delete(turn);
    if (line.turns.size === 0) all.delete(conversationId);
  });
  line.tail = done;
  return done;
}
