import type { TenantReads } from "#db/tenant-db.ts";
import type { HeldItemDocument, TermsDocument } from "#db/tenant-tables.ts";
import { invalid } from "#kernel/errors.ts";
import { type CalendarRules, planRemainingBuffers, type ServiceWish } from "#modules/calendar/index.ts";

import type { FreeSequence } from "./find-sequence.ts";
import { findOffer, type Offer } from "./terms.ts";
import type { VisitPart } from "./write-visit.ts";

/**
 * The current offer for each of these services; undefined if one is not on sale. Throws a 400 if their
 * currencies differ: a visit has one price.
 */
export function findOffers(
  db: TenantReads,
  rules: CalendarRules,
  items: readonly ServiceWish[],
): readonly Offer[] | undefined {
  const offers = items
    .map(({ serviceId }) => findOffer(db, rules, serviceId))
    .filter((one) => one !== undefined);
  if (offers.length < items.length) return undefined;
  const other = offers.findIndex(({ currency }) => currency !== offers[0]?.currency);
  if (other > 0)
    throw invalid(`items.${other}.service_id`, "The services of a visit must be paid in the same currency.");
  return offers;
}

/** The offers as one: prices, minutes and deposits add up. Time spent waiting is not sold. */
export function sumOffers(offers: readonly Offer[]): Offer {
  const first = offers[0]!;
  return {
    ...first,
    priceCents: sum(offers.map(({ priceCents }) => priceCents)),
    terms: {
      ...first.terms,
      duration_minutes: sum(offers.map(({ terms }) => terms.duration_minutes)),
      deposit_cents: sum(offers.map(({ terms }) => terms.deposit_cents)),
    },
  };
}

/** The price and duration that a hold on several services was made under. */
export function sumHeld(items: readonly HeldItemDocument[]) {
  return {
    price_cents: sum(items.map((item) => item.price_cents)),
    terms: { duration_minutes: sum(items.map((item) => item.terms.duration_minutes)) },
  };
}

/** The parts as they are stored, with the buffers that remain inside the visit (SCHEDULING rule 5). */
export function partsOf(sequence: FreeSequence, offers: readonly Offer[]): VisitPart[] {
  const buffers = planRemainingBuffers(sequence.parts.map((part) => ({ ...part.service, ...part })));
  return sequence.parts.map((part, i) => {
    const offer = offers[i]!;
    const left = buffers[i]!;
    return {
      ...offer,
      staffId: part.staffId,
      staffChoice: part.choice,
      start: part.start,
      end: part.end,
      terms: keptTerms(offer.terms, left),
      shape: { ...part.service, ...left },
    };
  });
}

function keptTerms(
  terms: TermsDocument,
  left: ReturnType<typeof planRemainingBuffers>[number],
): TermsDocument {
  const { buffers_alone: _, ...rest } = aloneTerms(terms);
  const { buffer_before_minutes: before, buffer_after_minutes: after } = rest;
  if (left.bufferBeforeMinutes === before && left.bufferAfterMinutes === after) return rest;
  return {
    ...rest,
    buffer_before_minutes: left.bufferBeforeMinutes,
    buffer_after_minutes: left.bufferAfterMinutes,
    buffers_alone: { before_minutes: before, after_minutes: after },
  };
}

/**
 * The terms with the service's own buffers, as it would have them alone: what a visit is planned anew with.
 */
export function aloneTerms(terms: TermsDocument): TermsDocument {
  const { buffers_alone: alone, ...rest } = terms;
  if (!alone) return rest;
  return { ...rest, buffer_before_minutes: alone.before_minutes, buffer_after_minutes: alone.after_minutes };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
