import type { Selectable } from "kysely";

import { statement } from "#db/query.ts";
import { build } from "#db/tenant-db.ts";
import type { BookingsTable } from "#db/tenant-tables.ts";
import type { EventSubscriber } from "#tenancy/context.ts";
import type { RecordedEvent } from "#tenancy/domain-event.ts";

import { insertMessage } from "./insert-message.ts";
import { newcomerIn } from "./newcomer.ts";
import { type BookingChangeKind, planChannels, type Reachable } from "./plan-channels.ts";
import { queueWaitlistMessages } from "./queue-waitlist.ts";

const MESSAGE_FOR: Readonly<Record<string, BookingChangeKind>> = {
  booking_confirmed: "booking_confirmation",
  booking_rescheduled: "booking_rescheduled",
  booking_cancelled: "booking_cancellation",
  series_booked: "booking_confirmation",
  series_rescheduled: "booking_rescheduled",
  series_cancelled: "booking_cancellation",
};

/** The payload of a message about several visits: all of them, in order of start. */
export type SeriesPayload = { readonly visits: readonly string[] };

/**
 * Queues messages to the customer about changes of their visit or on the waitlist: one per version of the
 * visit and channel, even if the event is repeated. A change of several visits of a series is told once.
 */
export const queueMessages: EventSubscriber = (ctx, tx, event) => {
  queueWaitlistMessages(ctx, tx, event);
  const kind = MESSAGE_FOR[event.kind];
  const visits = kind ? visitsOf(event) : [];
  const [uid] = visits;
  const recipient = uid && (newRecipientIn(event, uid) ?? tx.first(recipientOf({ uid })));
  if (!kind || !recipient) return;
  const now = ctx.clock.now();
  const channels = planChannels(recipient);
  for (const channel of channels) {
    insertMessage(ctx, tx, {
      kind,
      channel,
      customer_id: recipient.customer_id,
      booking_uid: uid,
      booking_version: recipient.version,
      dedupe_key: null,
      payload: visits.length > 1 ? JSON.stringify({ visits } satisfies SeriesPayload) : "{}",
      due_at: now,
    });
  }
  if (channels.length > 0) ctx.wakeAt(now);
};

function visitsOf(event: RecordedEvent): readonly string[] {
  const [kind = "", uid = ""] = event.subject.split(":");
  if (kind === "booking") return [uid];
  return event.changes
    .filter(({ table }) => table === "bookings")
    .toSorted((a, b) => startOf(a) - startOf(b))
    .map(({ id }) => id);
}

function startOf({ after }: RecordedEvent["changes"][number]): number {
  return Number(after?.["start_at"]);
}

type Recipient = Reachable & { readonly version: number; readonly customer_id: string };

/** Whom to tell of a visit that was just written with its customer: nothing need be read. */
function newRecipientIn(event: RecordedEvent, uid: string): Recipient | undefined {
  const visit = event.changes.find(({ table, id }) => table === "bookings" && id === uid)?.after as
    | Selectable<BookingsTable>
    | undefined;
  const customer = newcomerIn(event, visit?.customer_id);
  return visit && customer && { ...customer, customer_id: customer.id, version: visit.version };
}

/** The customer of a visit, and the version of the visit they will be told about. */
const recipientOf = statement((p: { uid: string }) =>
  build
    .selectFrom("bookings")
    .innerJoin("customers", "customers.id", "bookings.customer_id")
    .select(["bookings.version", "customer_id", "email", "phone", "sms_consent_at", "erased_at"])
    .where("bookings.uid", "=", p.uid),
);
