import { type Selectable, sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type { OutboxTable } from "#db/tenant-tables.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { TenantContext } from "#tenancy/context.ts";

export type Message = Selectable<OutboxTable>;

/** A message that we have claimed for sending. `cutOff`: an earlier attempt was interrupted. */
export type Claimed = Message & { readonly cutOff: boolean };

/** How long a claim lasts, in milliseconds; longer than any transport takes. */
export const CLAIM = 2 * MINUTE;

/** Whether there is anything to send: a check that is cheaper than a write transaction. */
export function hasDue(ctx: TenantContext): boolean {
  const now = ctx.clock.now();
  return (
    ctx.db.first(dueMessage({ now })) !== undefined || ctx.db.first(cutOffMessage({ now })) !== undefined
  );
}

/** Claims the next message: one whose claim has expired, else the one that has been due longest. */
export function claimNext(ctx: TenantContext, tx: TenantTx): Claimed | undefined {
  const now = ctx.clock.now();
  const cutOff = tx.first(cutOffMessage({ now }));
  const message = cutOff ?? tx.first(dueMessage({ now }));
  if (!message) return undefined;
  const attempts = message.attempts + 1;
  tx.run(claim({ id: message.id, until: now + CLAIM, attempts }));
  return { ...message, attempts, cutOff: cutOff !== undefined };
}

/** Writes the result of an attempt, and releases the claim. */
export function mark(tx: TenantTx, id: string, columns: Partial<Message>): void {
  tx.run(
    build
      .updateTable("outbox")
      .set({ claimed_until: null, ...columns })
      .where("id", "=", id),
  );
}

/** Records that a message is sent once more, before it is. */
export function noteRepeat(tx: TenantTx, { id, repeats }: Message): void {
  tx.run(
    build
      .updateTable("outbox")
      .set({ repeats: repeats + 1 })
      .where("id", "=", id),
  );
}

// Literals, because SQLite cannot match a partial index against bound values.
export const dueMessage = statement((p: { now: Instant }) =>
  build
    .selectFrom("outbox")
    .selectAll()
    .where(sql<boolean>`state = ${sql.lit("queued")}`)
    .where("due_at", "<=", p.now)
    .orderBy("due_at")
    .limit(1),
);

export const cutOffMessage = statement((p: { now: Instant }) =>
  build
    .selectFrom("outbox")
    .selectAll()
    .where(sql<boolean>`state = ${sql.lit("sending")}`)
    .where("claimed_until", "<=", p.now)
    .orderBy("claimed_until")
    .limit(1),
);

const claim = statement((p: { id: string; until: Instant; attempts: number }) =>
  build
    .updateTable("outbox")
    .set({ state: sql`${sql.lit("sending")}`, claimed_until: p.until, attempts: p.attempts })
    .where("id", "=", p.id),
);
