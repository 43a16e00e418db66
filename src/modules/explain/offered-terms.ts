import type { LoggedEvent } from "#modules/events/index.ts";

import { noRows, type PastRows, type Row, undo } from "./past-rows.ts";

/** The terms under which an offer holds its time: those of its service when it was made, or a visit's own. */
export type OfferedTerms =
  | { readonly service: Row<"services">; readonly needs: readonly Row<"service_resources">[] }
  | { readonly visit: string };

export type TermsSearch = {
  /** By offer id. */
  readonly found: ReadonlyMap<string, OfferedTerms>;
  readonly isDone: () => boolean;
  /** Call with every earlier event, latest first. */
  readonly hear: (event: LoggedEvent) => void;
};

/**
 * Finds the terms of the open offers among these rows, from the log: their services may have changed between
 * the offer and the instant of the rows.
 */
export function searchOfferedTerms({ services, service_resources, waitlist_offers }: PastRows): TermsSearch {
  const open = [...waitlist_offers.values()].filter((offer) => offer.state === "open");
  const pending = new Set(open.map((offer) => offer.id));
  const found = new Map<string, OfferedTerms>();
  const then: PastRows = {
    ...noRows(),
    services: new Map(services),
    service_resources: new Map(service_resources),
  };
  return {
    found,
    isDone: () => pending.size === 0,
    hear: (event) => {
      if (pending.size === 0) return;
      for (const { table, before, after } of event.changes) {
        if (table !== "waitlist_offers" || before !== null || after === null) continue;
        const offer = after as Row<"waitlist_offers">;
        const terms = pending.delete(offer.id) ? termsOf(then, offer, event) : undefined;
        if (terms) found.set(offer.id, terms);
      }
      for (const change of event.changes.toReversed()) undo(then, change);
    },
  };
}

function termsOf(
  then: PastRows,
  offer: Row<"waitlist_offers">,
  { changes }: LoggedEvent,
): OfferedTerms | undefined {
  const entry = changes.find(({ table, id }) => table === "waitlist_entries" && id === offer.entry_id);
  const visit = entry?.after?.["earlier_than"];
  if (typeof visit === "string") return { visit };
  const service = then.services.get(offer.service_id);
  if (!service) return undefined;
  const needs = [...then.service_resources.values()].filter((need) => need.service_id === service.id);
  return { service, needs };
}
