import type { Selectable } from "kysely";

import { fromJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { ServicesTable, TermsDocument } from "#db/tenant-tables.ts";
import { type CalendarRules, keptUnder, type ServiceRules } from "#modules/calendar/index.ts";

/** An offer: the terms that a visit is booked under, and its price. */
export type Offer = {
  readonly serviceId: string;
  readonly priceCents: number;
  readonly currency: string;
  readonly terms: TermsDocument;
};

/**
 * The terms under which this service is on sale now; undefined if it is not. `rules` supplies the resources
 * it needs. Read once per version of the configuration.
 */
export function findOffer(db: TenantReads, rules: CalendarRules, serviceId: string): Offer | undefined {
  return offerUnder(rules, serviceId, () => {
    const service = rules.services.get(serviceId);
    const row = service?.active ? db.first(serviceById({ id: serviceId })) : undefined;
    return row && service ? offerOf(row, service.resourceIds) : undefined;
  });
}

const offerUnder = keptUnder<Offer>();

/** What the customer was shown of an offer. A missing field was not shown, or does not matter to them. */
export type ShownTerms = {
  readonly expectedPriceCents?: number | undefined;
  readonly expectedDurationMinutes?: number | undefined;
};

/** The terms differ from those that were shown; `offer` has the current ones (SCHEDULING rule 12). */
export type TermsChanged = { readonly outcome: "terms_changed"; readonly offer: Offer };

/** The terms that a hold was made under. */
type HeldTerms = {
  readonly price_cents: number;
  readonly terms: Pick<TermsDocument, "duration_minutes">;
};

/**
 * Whether this offer differs from what the customer expects: what they say they were shown, else what their
 * hold was made under. A customer whose hold has older terms, but who says they have seen the new ones, is
 * not surprised.
 */
export function isSurprise(shown: ShownTerms, now: Offer, held?: HeldTerms): boolean {
  const price = shown.expectedPriceCents ?? held?.price_cents ?? now.priceCents;
  const minutes = shown.expectedDurationMinutes ?? held?.terms.duration_minutes;
  return price !== now.priceCents || (minutes ?? now.terms.duration_minutes) !== now.terms.duration_minutes;
}

/**
 * A service's rules as they were when a visit was booked, for the engine: later edits of the service never
 * change the visit.
 */
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
    limits: current?.limits,
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
