import type { Selectable } from "kysely";

import { columnsOf, statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type { OutboxTable } from "#db/tenant-tables.ts";
import type { TenantContext } from "#tenancy/context.ts";

export type NewMessage = Pick<
  Selectable<OutboxTable>,
  "kind" | "channel" | "customer_id" | "booking_uid" | "booking_version" | "dedupe_key" | "due_at"
> & {
  /** What it is about, if not a visit: JSON. */
  readonly payload?: string;
};

/** Adds a message to the outbox, unless one with its `dedupe_key` is there already. */
export function insertMessage(
  ctx: TenantContext,
  tx: TenantTx,
  { payload = "{}", ...message }: NewMessage,
): void {
  tx.run(insertRow({ ...message, payload, id: ctx.ids.ulid(), created_at: ctx.clock.now() }));
}

const insertRow = statement((p: Required<NewMessage> & { id: string; created_at: number }) =>
  build
    .insertInto("outbox")
    .values(
      columnsOf(p, [
        "id",
        "kind",
        "channel",
        "customer_id",
        "booking_uid",
        "booking_version",
        "dedupe_key",
        "payload",
        "due_at",
        "created_at",
      ]),
    )
    .onConflict((conflict) => conflict.column("dedupe_key").where("dedupe_key", "is not", null).doNothing()),
);
