import type { Selectable } from "kysely";

import { fromJson } from "#db/columns.ts";
import type { BookingItemsTable, HeldItemDocument, OccupancyKind, TermsDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { rulesOfTerms } from "#modules/booking/index.ts";
import {
  type CountedPart,
  type KindedRow,
  planFootprint,
  type VisitTerms,
  withoutTaken,
} from "#modules/calendar/index.ts";

import type { PastRows, Row } from "./past-rows.ts";

/** A visit, hold or offer, or one part of one. */
export type Part = CountedPart & {
  readonly kind: OccupancyKind;
  readonly terms: VisitTerms;
  /** For a link of a chain: the visit that occupies its time until it moves. */
  readonly keptBy?: string | undefined;
};

export function visitsOf(rows: PastRows): Part[] {
  const counting = [...rows.booking_items.values()].filter((item) => item.counts === 1);
  return counting.map((item) => partOf("visit", item.booking_uid, { ...item, terms: fromJson(item.terms) }));
}

export function holdsOf(rows: PastRows, now: Instant): Part[] {
  const live = [...rows.holds.values()].filter((hold) => hold.expires_at > now);
  return live.flatMap((hold) => fromJson(hold.items).map((item) => partOf("hold", hold.id, item)));
}

type Sold = Pick<Selectable<BookingItemsTable> | HeldItemDocument, "service_id" | "staff_id" | "start_at"> & {
  readonly terms: TermsDocument;
};

function partOf(kind: OccupancyKind, ownerId: string, sold: Sold): Part {
  const { service_id: serviceId, staff_id: staffId, start_at: start } = sold;
  return { kind, ownerId, serviceId, staffId, start, terms: rulesOfTerms(serviceId, sold.terms, undefined) };
}

export type OfferRow = Row<"waitlist_offers">;

/** Offers of one time to several people count as one; those of a chain share a hold but have a time each. */
export function offersOf(rows: PastRows, termsOf: (offer: OfferRow) => VisitTerms | undefined): Part[] {
  const open = [...rows.waitlist_offers.values()].filter((offer) => offer.state === "open");
  const holds = new Map(open.map((offer) => [`${offer.hold_id}/${offer.start_at}`, offer]));
  return [...holds.values()].flatMap((offer): Part[] => {
    const terms = termsOf(offer);
    const { hold_id: ownerId, service_id: serviceId, staff_id: staffId, start_at: start } = offer;
    const keptBy = visitBefore(rows, offer.id);
    return terms ? [{ kind: "offer", ownerId, serviceId, staffId, start, terms, keptBy }] : [];
  });
}

/**
 * The visit that vacates its time for this link of a chain; undefined for the first link, and outside chains.
 */
function visitBefore({ waitlist_chain_steps: steps }: PastRows, offerId: string): string | undefined {
  const link = steps.get(offerId);
  const before = [...steps.values()].find(
    (one) => one.chain_id === link?.chain_id && one.position === link.position - 1,
  );
  return before?.visit_uid ?? undefined;
}

type BusyRow = KindedRow & { readonly subjectId: string };

/**
 * The rows that all of them occupy. For a link of a chain only what the visit before it does not already
 * occupy is held.
 */
export function busyRows(parts: readonly Part[]): BusyRow[] {
  return parts.flatMap((part) => {
    const rows = rowsOf(part);
    if (part.keptBy === undefined) return rows;
    const kept = parts.filter(({ kind, ownerId }) => kind === "visit" && ownerId === part.keptBy);
    return withoutTaken(rows, kept.flatMap(rowsOf));
  });
}

function rowsOf({ kind, terms, ...visit }: Part): BusyRow[] {
  return planFootprint(terms, visit).rows.map(({ subjectId, start, end, claim, seats, ownerId }) => ({
    subjectId,
    start,
    end,
    claim,
    seats,
    ownerId,
    kind,
  }));
}
