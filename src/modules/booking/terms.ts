import type { Selectable } from "kysely";

import { fromJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { ServicesTable, TermsDocument } from "#db/tenant-tables.ts";
import type { ServiceRules } from "#modules/calendar/index.ts";

/** What is sold: the terms that a visit is booked under, and what it costs. */
export type Offer = {
  readonly serviceId: string;
  readonly priceCents: number;
  readonly currency: string;
  readonly terms: TermsDocument;
};

/** The terms under which this service is sold now; `rules` tells which things it needs. */
export function findOffer(db: TenantReads, rules: ServiceRules): Offer | undefined {
  const row = db.first(serviceById({ id: rules.id }));
  return row && offerOf(row, rules.resourceIds);
}

/** Whether somebody who was shown `shown` would be surprised by `now`. */
export function termsDiffer(shown: { priceCents: number; terms: TermsDocument }, now: Offer): boolean {
  return shown.priceCents !== now.priceCents || shown.terms.duration_minutes !== now.terms.duration_minutes;
}

/** A service as it stood when a visit was booked, for the engine: later edits never change the visit. */
export function rulesOfTerms(
  serviceId: string,
  terms: TermsDocument,
  current: ServiceRules | undefined,
): ServiceRules {
  return {
    id: serviceId,
    active: true,
    durationMinutes: terms.duration_minutes,
    steps: terms.steps.map((step) => ({ minutes: step.minutes, staffFree: step.staff_free ?? false })),
    bufferBeforeMinutes: terms.buffer_before_minutes,
    bufferAfterMinutes: terms.buffer_after_minutes,
    slotIntervalMinutes: current?.slotIntervalMinutes ?? terms.duration_minutes,
    slotAlignment: current?.slotAlignment ?? "clock",
    capacity: terms.capacity,
    minNoticeMinutes: current?.minNoticeMinutes ?? null,
    resourceIds: terms.resource_ids,
  };
}

function offerOf(row: Selectable<ServicesTable>, resourceIds: readonly string[]): Offer {
  const steps = fromJson(row.steps);
  return {
    serviceId: row.id,
    priceCents: row.price_cents,
    currency: row.currency,
    terms: {
      service_name: row.name,
      duration_minutes: row.duration_minutes,
      steps: steps.length > 0 ? steps : [{ minutes: row.duration_minutes }],
      buffer_before_minutes: row.buffer_before_minutes,
      buffer_after_minutes: row.buffer_after_minutes,
      capacity: row.capacity,
      resource_ids: resourceIds,
      deposit_cents: row.deposit_cents,
    },
  };
}

const serviceById = statement((p: { id: string }) =>
  build.selectFrom("services").selectAll().where("id", "=", p.id),
);
