import { type Selectable, sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type { BookingsTable } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { EventSubscriber, TenantContext } from "#tenancy/context.ts";
import type { RecordedEvent, RowChange } from "#tenancy/domain-event.ts";

import { insertMessage } from "./insert-message.ts";
import { newcomerIn } from "./newcomer.ts";
import { planChannels, type Reachable } from "./plan-channels.ts";
import { planReminders, reminderTimes } from "./plan-reminders.ts";

type Visit = Selectable<BookingsTable>;

/**
 * Plans the reminders of a visit in the transaction that books it, and removes or rebuilds them in the one that
 * cancels or moves it (SCHEDULING rule 14), whoever does so: a customer, the business, the waitlist.
 */
export const queueReminders: EventSubscriber = (ctx, tx, event) => {
  for (const change of event.changes) if (change.table === "bookings") followVisit(ctx, tx, event, change);
};

function followVisit(ctx: TenantContext, tx: TenantTx, event: RecordedEvent, change: RowChange): void {
  const after = change.after as Visit | null;
  const [was, is] = [expectedAt(change.before as Visit | null), expectedAt(after)];
  if (was === is) return;
  if (was !== undefined) for (const due of reminderTimes(was)) tx.run(remove({ uid: change.id, due }));
  if (after && is !== undefined) planFor(ctx, tx, event, after);
}

/** When a customer is expected who has not come yet; undefined if nobody is. */
function expectedAt(visit: Visit | null): Instant | undefined {
  return visit?.status === "confirmed" && visit.checked_in_at === null ? visit.start_at : undefined;
}

function planFor(ctx: TenantContext, tx: TenantTx, event: RecordedEvent, visit: Visit): void {
  const reminders = planReminders(visit.start_at, event.at);
  const [first] = reminders;
  if (!first) return;
  const customer = newcomerIn(event, visit.customer_id) ?? tx.first(reachable({ id: visit.customer_id }));
  const channels = customer ? planChannels(customer) : [];
  for (const channel of channels) {
    for (const { due, ...payload } of reminders) {
      insertMessage(ctx, tx, {
        kind: "booking_reminder",
        channel,
        customer_id: visit.customer_id,
        booking_uid: visit.uid,
        booking_version: visit.version,
        dedupe_key: null,
        payload: JSON.stringify(payload),
        due_at: due,
      });
    }
  }
  if (channels.length > 0) ctx.wakeAt(first.due);
}

const reachable = statement<{ id: string }, Reachable>((p: { id: string }) =>
  build
    .selectFrom("customers")
    .select(["email", "phone", "sms_consent_at", "erased_at"])
    .where("id", "=", p.id),
);

// Found by when it is due, so that the outbox needs no index by visit. One that is being tried again has another
// time, and is skipped when its turn comes.
const remove = statement((p: { uid: string; due: Instant }) =>
  build
    .deleteFrom("outbox")
    .where(sql<boolean>`state = ${sql.lit("queued")}`)
    .where("due_at", "=", p.due)
    .where("booking_uid", "=", p.uid)
    .where("kind", "=", "booking_reminder"),
);
