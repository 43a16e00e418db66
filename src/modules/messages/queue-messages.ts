import type { Insertable } from "kysely";

import { columnsOf, statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type { OutboxTable } from "#db/tenant-tables.ts";
import type { EventSubscriber, TenantContext } from "#tenancy/context.ts";
import type { RecordedEvent } from "#tenancy/domain-event.ts";

import { type BookingMessageKind, planChannels } from "./plan-channels.ts";

const MESSAGE_FOR: Readonly<Record<string, BookingMessageKind>> = {
  booking_confirmed: "booking_confirmation",
  booking_rescheduled: "booking_rescheduled",
  booking_cancelled: "booking_cancellation",
};

/**
 * Puts a message to the customer into the outbox for what happened to their visit: one for each version of
 * the visit and each channel, whatever happens twice.
 */
export const queueMessages: EventSubscriber = (ctx, tx, event) => {
  const kind = MESSAGE_FOR[event.kind];
  const uid = kind && uidOf(event);
  const recipient = uid && tx.first(recipientOf({ uid }));
  if (!kind || !recipient) return;
  const now = ctx.clock.now();
  const channels = planChannels(recipient);
  for (const channel of channels) {
    queue(ctx, tx, {
      kind,
      channel,
      customer_id: recipient.customer_id,
      booking_uid: uid,
      dedupe_key: `${kind}/${uid}/${recipient.version}/${channel}`,
      due_at: now,
    });
  }
  if (channels.length > 0) ctx.wakeAt(now);
};

type NewMessage = Pick<
  Insertable<OutboxTable>,
  "kind" | "channel" | "customer_id" | "booking_uid" | "dedupe_key" | "due_at"
>;

function queue(ctx: TenantContext, tx: TenantTx, message: NewMessage): void {
  tx.run(insertMessage({ ...message, id: ctx.ids.ulid(), created_at: ctx.clock.now() }));
}

function uidOf(event: RecordedEvent): string | undefined {
  const [kind, uid] = event.subject.split(":");
  return kind === "booking" ? uid : undefined;
}

const insertMessage = statement((p: NewMessage & { id: string; created_at: number }) =>
  build
    .insertInto("outbox")
    .values(
      columnsOf(p, [
        "id",
        "kind",
        "channel",
        "customer_id",
        "booking_uid",
        "dedupe_key",
        "due_at",
        "created_at",
      ]),
    )
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing()),
);

/** Who comes to a visit, and which version of it they will be told of. */
const recipientOf = statement((p: { uid: string }) =>
  build
    .selectFrom("bookings")
    .innerJoin("customers", "customers.id", "bookings.customer_id")
    .select(["bookings.version", "customer_id", "email", "phone", "sms_consent_at", "erased_at"])
    .where("bookings.uid", "=", p.uid),
);
