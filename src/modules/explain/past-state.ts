import { fromJson } from "#db/columns.ts";
import type { TermsDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { rulesOfTerms } from "#modules/booking/index.ts";
import {
  planAbsence,
  type SettingsDocument,
  settingsDocuments,
  type SettingsKey,
} from "#modules/business/index.ts";
import {
  type CalendarRules,
  type Configuration,
  type CountedPart,
  countVisits,
  daysToCount,
  type KindedRow,
  limitedScopes,
  parseRules,
  type VisitCounts,
  type VisitTerms,
} from "#modules/calendar/index.ts";

import { busyRows, holdsOf, type OfferRow, offersOf, type Part, visitsOf } from "./past-parts.ts";
import type { PastRows } from "./past-rows.ts";
import type { Rebuilt } from "./rebuild.ts";

/** What a start is judged by. */
export type State = {
  readonly rules: CalendarRules;
  readonly busy: ReadonlyMap<string, readonly KindedRow[]>;
  readonly visits: VisitCounts | undefined;
};

/**
 * Builds the state for a start from rows, by the same rules that read the file and write its occupancies.
 * `termsOf` supplies the terms of visits that are not among them.
 */
export function stateOf(
  { rows, offered }: Rebuilt,
  {
    start,
    now,
    ignoreOwner,
  }: { readonly start: Instant; readonly now: Instant; readonly ignoreOwner?: string },
  termsOf: (uid: string) => TermsDocument | undefined,
): State {
  const configuration = configurationOf(rows);
  const rules = parseRules(configuration);
  // A visit that was changed since is among the rows as it was.
  const termsThen = (uid: string): TermsDocument | undefined => {
    const item = rows.booking_items.get(`${uid}/0`);
    return item ? fromJson(item.terms) : termsOf(uid);
  };
  const termsOfOffer = (offer: OfferRow): VisitTerms | undefined => {
    const made = offered.get(offer.id);
    if (made === undefined) return rules.services.get(offer.service_id);
    if ("visit" in made) return rulesOfVisit(offer.service_id, termsThen(made.visit));
    const then = { ...configuration, services: [made.service], needs: made.needs };
    return parseRules(then).services.get(offer.service_id);
  };
  const parts = [...visitsOf(rows), ...holdsOf(rows, now), ...offersOf(rows, termsOfOffer)];
  const absences = [...rows.time_off.values()].flatMap(planAbsence).map((row) => ({
    subjectId: row.subject_id,
    start: row.start_at,
    end: row.end_at,
    claim: row.claim,
    seats: 1,
    ownerId: row.owner_id,
    kind: "absence" as const,
  }));
  const all = [...busyRows(parts), ...absences].toSorted((a, b) => a.start - b.start);
  const busy = Map.groupBy(all, (row) => row.subjectId);
  return { rules, busy, visits: countAround(rules, start, parts, ignoreOwner) };
}

function countAround(
  rules: CalendarRules,
  start: Instant,
  parts: readonly Part[],
  ignoreOwner: string | undefined,
): VisitCounts | undefined {
  if (limitedScopes(rules).size === 0) return undefined;
  const day = rules.zone.dayOf(start);
  const startOf = new Map<string, Instant>();
  for (const part of parts)
    startOf.set(part.ownerId, Math.min(part.start, startOf.get(part.ownerId) ?? Infinity));
  const counted = parts
    .filter((part) => part.ownerId !== ignoreOwner)
    .map(
      (part): CountedPart => (part.kind === "offer" ? part : { ...part, start: startOf.get(part.ownerId)! }),
    );
  return countVisits(rules, daysToCount(rules, { fromDay: day, toDay: day }), counted);
}

function configurationOf(rows: PastRows): Configuration {
  const closed = [...rows.holidays.values()].filter((day) => day.closed === 1);
  return {
    profile: settingsOf(rows, "profile"),
    hours: settingsOf(rows, "hours"),
    policies: settingsOf(rows, "policies"),
    closedDates: closed.map(({ date }) => date as LocalDate),
    overrides: [...rows.overrides.values()],
    services: [...rows.services.values()],
    needs: [...rows.service_resources.values()],
    staff: [...rows.staff.values()].toSorted((a, b) => a.sort_order - b.sort_order || (a.id < b.id ? -1 : 1)),
    skills: [...rows.staff_services.values()],
    resources: [...rows.resources.values()].filter((row) => row.archived_at === null && row.active === 1),
  };
}

function settingsOf<Key extends SettingsKey>(rows: PastRows, key: Key): SettingsDocument<Key> {
  const row = rows.settings.get(key);
  return settingsDocuments[key].parse(row ? JSON.parse(row.document) : {}) as SettingsDocument<Key>;
}

function rulesOfVisit(serviceId: string, terms: TermsDocument | undefined): VisitTerms | undefined {
  return terms && rulesOfTerms(serviceId, terms, undefined);
}
