import type { Selectable } from "kysely";

import { fromJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { ServicesTable, TermsDocument } from "#db/tenant-tables.ts";
import { type CalendarRules, keptUnder, type ServiceRules } from "#modules/calendar/index.ts";

/** What is sold: the terms that a visit is booked under, and what it costs. */
export type Offer = {
  readonly serviceId: string;
  readonly priceCents: number;
  readonly currency: string;
  readonly terms: TermsDocument;
};

/**
 * The terms under which this service is sold now; `rules` tells which things it needs, and whether it is sold. Read
 * once for each version of the configuration.
 */
export function findOffer(db: TenantReads, rules: CalendarRules, serviceId: string): Offer | undefined {
  return offerUnder(rules, serviceId, () => {
    const service = rules.services.get(serviceId);
    const row = service?.active ? db.first(serviceById({ id: serviceId })) : undefined;
    return row && service ? offerOf(row, service.resourceIds) : undefined;
  });
}

const offerUnder = keptUnder<Offer>();

/** What somebody was shown of an offer; what is missing they were not told, or do not mind. */
export type ShownTerms = {
  readonly expectedPriceCents?: number | undefined;
  readonly expectedDurationMinutes?: number | undefined;
};

/** The refusal of a surprise, with the terms that hold now (SCHEDULING rule 12). */
export type TermsChanged = { readonly outcome: "terms_changed"; readonly offer: Offer };

/** What a hold remembers of what was shown. */
type HeldTerms = {
  readonly price_cents: number;
  readonly terms: Pick<TermsDocument, "duration_minutes">;
};

/**
 * Whether somebody would be surprised by this offer: by what they say that they were shown, else by what
 * they hold. Who holds a slot under older terms and says that they have seen the new ones is not.
 */
export function isSurprise(shown: ShownTerms, now: Offer, held?: HeldTerms): boolean {
  const price = shown.expectedPriceCents ?? held?.price_cents ?? now.priceCents;
  const minutes = shown.expectedDurationMinutes ?? held?.terms.duration_minutes;
  return price !== now.priceCents || (minutes ?? now.terms.duration_minutes) !== now.terms.duration_minutes;
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
