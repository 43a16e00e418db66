import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { DAY, type Instant } from "#kernel/instant.ts";
import { getAssistant } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { NEW_STATE } from "./state.ts";

/** So many conversations are cleared at a time, so that nothing else waits long for the file. */
const AT_ONCE = 100;

/**
 * Removes the texts of conversations that are older than the business keeps them: everything that was said, and what
 * is known of who said it. When it was, how many turns it had, what came of it and what it cost stay.
 */
export function forgetOldTexts(ctx: TenantContext): void {
  const before = ctx.clock.now() - getAssistant(ctx.db).retention_days * DAY;
  const oldest = findOldest(ctx.db);
  if (oldest === undefined || oldest.last_at > before) return;
  ctx.db.write((tx) => {
    const old = tx.all(oldWithTexts({ before, limit: AT_ONCE })).map(({ seq }) => seq);
    tx.run(build.deleteFrom("conversation_turns").where("conversation", "in", old));
    tx.run(
      build
        .updateTable("conversations")
        .set({ state: JSON.stringify(NEW_STATE), address_hash: null, user_agent: null })
        .where("seq", "in", old),
    );
  });
}

/** When the next texts have been kept long enough; null where there are none. */
export function nextForgetting(db: TenantReads): Instant | null {
  const oldest = findOldest(db);
  return oldest ? oldest.last_at + getAssistant(db).retention_days * DAY : null;
}

function findOldest(db: TenantReads): { readonly last_at: Instant } | undefined {
  return db.first(oldestWithTexts({}));
}

// Turns stand in the order of their conversations: the first is of the oldest that has any.
const oldestWithTexts = statement((_: object) =>
  build
    .selectFrom("conversation_turns as turn")
    .innerJoin("conversations", "conversations.seq", "turn.conversation")
    .select("conversations.last_at")
    .orderBy("turn.conversation")
    .orderBy("turn.turn")
    .limit(1),
);

const oldWithTexts = statement((p: { before: Instant; limit: number }) =>
  build
    .selectFrom("conversations")
    .select("seq")
    .where("last_at", "<=", p.before)
    .where("seq", "in", build.selectFrom("conversation_turns").select("conversation"))
    .orderBy("seq")
    .limit(sql<number>`${p.limit}`),
);
