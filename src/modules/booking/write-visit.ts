import type { Selectable } from "kysely";

import { type Json, toJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import type {
  BookingItemsTable,
  BookingsTable,
  StaffChoiceDocument,
  TermsDocument,
} from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { getPolicies } from "#modules/business/index.ts";
import {
  calendarRules,
  type FootprintRow,
  keptUnder,
  planFootprint,
  type VisitTerms,
} from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { insertBooking, insertBookingItem, type NewBookingRow, type NewItemRow } from "./insert-booking.ts";
import { occupy } from "./occupy.ts";

/** One service of a visit, with the person who serves it and the terms that it keeps. */
export type VisitPart = {
  readonly serviceId: string;
  readonly staffId: string;
  readonly staffChoice: StaffChoiceDocument;
  readonly start: Instant;
  readonly end: Instant;
  readonly priceCents: number;
  readonly terms: TermsDocument;
  /** The terms in the engine's form. */
  readonly shape: VisitTerms;
};

export type NewVisit = Pick<
  Selectable<BookingsTable>,
  "customer_id" | "source" | "currency" | "series_id"
> & {
  readonly notes: string | undefined;
  /** In order; at least one. */
  readonly parts: readonly VisitPart[];
};

/** A visit that was just written. */
export type WrittenVisit = {
  readonly row: Selectable<BookingsTable>;
  readonly items: readonly Selectable<BookingItemsTable>[];
  readonly changes: readonly RowChange[];
};

/** Writes a visit and its occupancies as part of a larger command, and returns the changes. */
export function writeVisit(
  ctx: TenantContext,
  tx: TenantTx,
  { parts, notes, customer_id, source, currency, series_id }: NewVisit,
): WrittenVisit {
  const now = ctx.clock.now();
  const { policy, release_minutes } = policyNow(ctx, tx);
  // Spelled out because spreading other objects would cost as much as the write itself.
  const row: NewBookingRow = {
    uid: ctx.ids.ulid(),
    customer_id,
    status: "confirmed",
    payment_status: "none",
    source,
    start_at: parts[0]!.start,
    end_at: parts.at(-1)!.end,
    price_cents: parts.reduce((sum, part) => sum + part.priceCents, 0),
    currency,
    policy,
    notes: notes ?? "",
    series_id,
    release_minutes,
    checked_in_at: null,
    cancelled_at: null,
    cancel_reason: null,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const { uid } = row;
  const items = parts.map((part, position) => itemOf(uid, part, position, now));
  tx.run(insertBooking(row));
  for (const item of items) tx.run(insertBookingItem(item));
  occupy(tx, footprintOf(parts, uid), { kind: "visit", ownerId: uid }, now);
  return {
    row,
    items,
    changes: [
      { table: "bookings", id: uid, before: null, after: row },
      ...items.map((item) => ({
        table: "booking_items" as const,
        id: `${uid}/${item.position}`,
        before: null,
        after: item,
      })),
    ],
  };
}

/** The rows that all parts of a visit occupy, owned by `ownerId`. */
export function footprintOf(
  parts: readonly Pick<VisitPart, "serviceId" | "staffId" | "start" | "shape">[],
  ownerId: string,
): readonly FootprintRow[] {
  return parts.flatMap(({ shape, serviceId, staffId, start }) => {
    const { rows } = planFootprint(shape, { serviceId, staffId, start, ownerId });
    return rows;
  });
}

function itemOf(uid: string, part: VisitPart, position: number, now: Instant): NewItemRow {
  return {
    booking_uid: uid,
    position,
    service_id: part.serviceId,
    staff_id: part.staffId,
    start_at: part.start,
    end_at: part.end,
    price_cents: part.priceCents,
    terms: textOf(part.terms),
    staff_choice: toJson(part.staffChoice),
    assigned_at: now,
    counts: 1,
  };
}

/**
 * Serializes terms once per object; `findOffer` returns the same object for each version of the
 * configuration.
 */
function textOf(terms: TermsDocument): Json<TermsDocument> {
  const known = texts.get(terms);
  if (known !== undefined) return known;
  const text = toJson(terms);
  texts.set(terms, text);
  return text;
}

const texts = new WeakMap<TermsDocument, Json<TermsDocument>>();

/** The cancellation policy for a visit booked now, as stored with it. */
function policyNow(ctx: TenantContext, tx: TenantTx): PolicyColumns {
  return policyUnder(calendarRules(ctx.db, tx), "", () => {
    const policies = getPolicies(tx);
    const { cancellation_notice_minutes, cancellation_text, late_text, no_show_text, payment_text } =
      policies;
    const said = { cancellation_text, late_text, no_show_text, payment_text };
    const release_minutes = policies.no_show_release_minutes ?? null;
    // Copied into every visit and event, so fields that the business leaves empty are omitted.
    const policy = toJson({
      cancellation_notice_minutes,
      ...Object.fromEntries(Object.entries(said).filter(([, text]) => text)),
      ...(release_minutes !== null && { no_show_release_minutes: release_minutes }),
    });
    return { policy, release_minutes };
  });
}

type PolicyColumns = Pick<Selectable<BookingsTable>, "policy" | "release_minutes">;
const policyUnder = keptUnder<PolicyColumns>();
