import type { TenantDb } from "#db/tenant-db.ts";

import type { BegunTurn } from "./begun-turn.ts";

/** The turns of one conversation that are not finished, in order; the first is under way. */
type Line = { readonly turns: Set<BegunTurn>; tail: Promise<void> };

const lines = new WeakMap<TenantDb, Map<string, Line>>();

/** The turns of a conversation that wait or are under way in this process, in order. */
export function running(db: TenantDb, conversationId: string): readonly BegunTurn[] {
  return [...(lines.get(db)?.get(conversationId)?.turns ?? [])];
}

/** Stores what was said in them, so that whoever reads the conversation now finds it. */
export function storeRunning(db: TenantDb, conversationId: string): void {
  for (const turn of running(db, conversationId)) turn.store();
}

/**
 * Does `work` when all earlier turns of the conversation are done: one at a time. `work` must not reject. The
 * promise is settled when it is done.
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
