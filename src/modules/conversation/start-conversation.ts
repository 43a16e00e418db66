import { sql } from "kysely";

import { columnsOf, statement } from "#db/query.ts";
import { build } from "#db/tenant-db.ts";
import { DAY } from "#kernel/instant.ts";
import type { ConversationChannel } from "#db/conversation-tables.ts";
import { AppError } from "#kernel/errors.ts";
import { getAssistant, getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { ConversationRow } from "./conversations.ts";
import { NEW_STATE } from "./state.ts";
import { writeState } from "./stored-state.ts";
import { greetingOf } from "./words/en/engine-words.ts";

export type NewConversation = {
  readonly channel: ConversationChannel;
  /** Salted by the caller; null if unknown. */
  readonly addressHash: string | null;
  readonly userAgent: string | null;
};

/**
 * Starts a conversation; its id is an unguessable capability. Throws TENANT_SUSPENDED, and NOT_FOUND if the
 * business has no assistant.
 */
export function startConversation(
  ctx: TenantContext,
  { channel, addressHash, userAgent }: NewConversation,
): { readonly conversationId: string; readonly greeting: string } {
  const greeting = greetingFor(ctx);
  const now = ctx.clock.now();
  const id = ctx.ids.token(24);
  const row: NewRow = {
    id,
    channel,
    state: writeState(NEW_STATE),
    started_at: now,
    last_at: now,
    address_hash: addressHash,
    user_agent: userAgent?.slice(0, 300) ?? null,
  };
  const unused = ctx.db.all(unusedBefore({ before: now - KEPT_UNUSED, limit: SWEPT_AT_ONCE }));
  ctx.db.write((tx) => {
    tx.run(insertConversation(row));
    // Only after the insert, so that the highest number is never reused.
    for (const { seq } of unused) tx.run(build.deleteFrom("conversations").where("seq", "=", seq));
  });
  return { conversationId: id, greeting };
}

/** Throws TENANT_SUSPENDED, and NOT_FOUND if the business has no assistant. */
export function assertAssistant(ctx: TenantContext): void {
  if (ctx.tenant.status !== "active") throw new AppError("TENANT_SUSPENDED");
  if (getAssistant(ctx.db).brain === "off")
    throw new AppError("NOT_FOUND", "This business doesn't have an assistant.");
}

/** The assistant's greeting; throws as above. */
export function greetingFor(ctx: TenantContext): string {
  assertAssistant(ctx);
  const { greeting, name, tone } = getAssistant(ctx.db);
  return greeting === "" ? greetingOf({ name, business: getProfile(ctx.db).business_name, tone }) : greeting;
}

type NewRow = Pick<ConversationRow, (typeof NEW)[number]>;

const NEW = ["id", "channel", "state", "started_at", "last_at", "address_hash", "user_agent"] as const;

const insertConversation = statement((p: NewRow) =>
  build.insertInto("conversations").values(columnsOf(p, NEW)),
);

/** How long an unused conversation is kept; each new conversation clears a few expired ones. */
const KEPT_UNUSED = DAY;
const SWEPT_AT_ONCE = 5;

export const unusedBefore = statement((p: { before: number; limit: number }) =>
  build
    .selectFrom("conversations")
    .select("seq")
    .where(sql<boolean>`turns = ${sql.lit(0)}`)
    .where("started_at", "<", p.before)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom("conversation_turns")
            .select("turn")
            .whereRef("conversation_turns.conversation", "=", "conversations.seq"),
        ),
      ),
    )
    .orderBy("started_at")
    .limit(sql<number>`${p.limit}`),
);
