import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { DAY, type Instant } from "#kernel/instant.ts";
import { getAssistant } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { NEW_STATE } from "./state.ts";
import { writeState } from "./stored-state.ts";

/** How many conversations are cleared at a time, so that other writers are not kept waiting. */
const AT_ONCE = 100;

/**
 * Removes the texts of conversations past the business's retention period: every message, and everything known
 * about the customer. Times, number of turns, outcome and cost are kept.
 */
export function forgetOldTexts(ctx: TenantContext): void {
  const before = ctx.clock.now() - getAssistant(ctx.db).retention_days * DAY;
  const old = withTexts(ctx.db, AT_ONCE).filter(({ last_at: at }) => at <= before);
  if (old.length === 0) return;
  const seqs = old.map(({ seq }) => seq);
  ctx.db.write((tx) => {
    tx.run(build.deleteFrom("conversation_turns").where("conversation", "in", seqs));
    tx.run(
      build
        .updateTable("conversations")
        .set({ state: writeState(NEW_STATE), address_hash: null, user_agent: null })
        .where("seq", "in", seqs),
    );
  });
}

/** When the next texts are due for removal; null if there are none. */
export function nextForgetting(db: TenantReads): Instant | null {
  const [oldest] = withTexts(db, 1);
  return oldest ? oldest.last_at + getAssistant(db).retention_days * DAY : null;
}

/** The oldest conversations that still have texts. */
function withTexts(db: TenantReads, limit: number) {
  return db.all(oldestWithTexts({ limit })).map(({ conversation: seq }) => {
    return { seq, last_at: db.first(lastAt({ seq }))?.last_at ?? 0 };
  });
}

// Turns are stored in the order of their conversations: the first ones belong to the oldest conversations with
// texts, and no others are read.
export const oldestWithTexts = statement((p: { limit: number }) =>
  build
    .selectFrom("conversation_turns")
    .select("conversation")
    .distinct()
    .orderBy("conversation")
    .limit(sql<number>`${p.limit}`),
);

export const lastAt = statement((p: { seq: number }) =>
  build.selectFrom("conversations").select("last_at").where("seq", "=", p.seq),
);
