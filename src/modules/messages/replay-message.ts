import { build } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import type { WriteOptions } from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { getMessage, messageRecord } from "./admin-queries.ts";

/**
 * Queues a dead or unknown message again under its own id. Whether it is still true and useful is checked
 * when it is sent. Throws NOT_FOUND, and CONFLICT for a message in any other state, so that two clicks send
 * it once.
 */
export function replayMessage(ctx: TenantContext, id: string, { once }: WriteOptions) {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, once, () => {
      const before = getMessage(tx, id);
      if (before.state !== "dead" && before.state !== "unknown")
        throw new AppError("CONFLICT", `This message is ${before.state}, so there's nothing to repeat.`);
      const now = ctx.clock.now();
      const after = { state: "queued", due_at: now, attempts: 0, repeats: 0 } as const;
      tx.run(build.updateTable("outbox").set(after).where("id", "=", id));
      const { state, due_at, attempts, repeats } = before;
      recordEvent(ctx, tx, {
        kind: "message_replayed",
        subject: `message:${id}`,
        changes: [{ table: "outbox", id, before: { state, due_at, attempts, repeats }, after }],
      });
      ctx.wakeAt(now);
      return messageRecord(getMessage(tx, id));
    }),
  );
}
