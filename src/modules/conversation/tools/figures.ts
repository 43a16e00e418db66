import { fromJson } from "#db/columns.ts";
import type { Instant } from "#kernel/instant.ts";
import { spokenDate, timeLabel } from "#kernel/time-label.ts";
import type { Booking } from "#modules/booking/index.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import type { Offer } from "#modules/conversation/state.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";
import { allOf } from "#modules/conversation/words/en/index.ts";
import {
  cancelSeriesSummary,
  type DateFigures,
  moveSeriesSummary,
  type SeriesFigures,
} from "#modules/conversation/words/en/series-summaries.ts";
import type { VisitFigures } from "#modules/conversation/words/en/summaries.ts";

import { changeableOf, type MoveFound } from "./change-series.ts";
import type { SeriesFound } from "./look-at-series.ts";

/** The figures of an offer for its summary. */
export function figuresOf({ ctx }: TurnWork, offer: Offer): VisitFigures {
  const { rules, service, person } = knownBusiness(ctx.db);
  return {
    ...whenOf(rules.zone, offer.start),
    ...byWhom(
      offer.items.map(({ serviceId, staffId }) => ({
        service: service.get(serviceId)?.name ?? serviceId,
        person: person.get(staffId)?.name ?? staffId,
      })),
    ),
    minutes: offer.minutes,
    priceCents: offer.priceCents,
    currency: offer.currency,
  };
}

type Part = { readonly service: string; readonly person: string };

/** The services and who performs them; with several people, each service names its own. */
function byWhom(parts: readonly Part[]): Pick<VisitFigures, "services" | "people"> {
  const people = [...new Set(parts.map(({ person }) => person))];
  if (people.length < 2) return { services: parts.map(({ service }) => service), people };
  return { services: parts.map(({ service, person }) => `${service} with ${person}`), people: [] };
}

export function visitFigures({ ctx }: TurnWork, { row, items }: Booking): VisitFigures {
  return {
    ...whenOf(knownBusiness(ctx.db).rules.zone, row.start_at),
    ...byWhom(items.map((item) => ({ service: fromJson(item.terms).service_name, person: item.staff_name }))),
    minutes: items.reduce((sum, item) => sum + fromJson(item.terms).duration_minutes, 0),
    priceCents: row.price_cents,
    currency: row.currency,
  };
}

function whenOf(zone: ReturnType<typeof knownBusiness>["rules"]["zone"], start: number) {
  const date = zone.localDateOf(start);
  return { date: `${spokenDate(date)} ${date.slice(0, 4)}`, time: timeLabel(zone, start) };
}

/** The figures of a series for its summary: staff once, or per date where they differ. */
export function seriesFigures(
  work: TurnWork,
  offer: Offer,
  { frozen, looked, dates }: SeriesFound,
): SeriesFigures {
  const { zone } = knownBusiness(work.ctx.db).rules;
  const placed = dates.flatMap((one) => (one.kind === "placed" ? [one.parts] : []));
  const told = placed.map((parts) => ({
    start: parts[0]!.start,
    people: peopleOf(
      work,
      parts.map(({ staffId }) => staffId),
    ),
  }));
  const known = figuresOf(work, offer);
  return {
    ...known,
    repeat: frozen.repeat,
    ...withoutNamed(known, datesOf(work, told)),
    // Dates beyond the booking window need no mention.
    without: looked.missed
      .filter(({ reason }) => reason !== "OUTSIDE_BOOKING_WINDOW")
      .map(({ start }) => zone.localDateOf(start)),
    priceCents: looked.priceCents,
  };
}

/** The summary of cancelling visits of a series, with how many remain. */
export function cancelOfSeries(work: TurnWork, booking: Booking, visits: readonly Booking[]): string {
  const gone = changeableOf(work, visits);
  const known = visitFigures(work, booking);
  const { people, dates } = withoutNamed(known, datesOf(work, gone.map(toldOf)));
  const { services } = known;
  return cancelSeriesSummary({ services, people }, dates, visits.length - gone.length);
}

export function moveOfSeries(
  work: TurnWork,
  booking: Booking,
  visits: readonly Booking[],
  { moved, staying }: MoveFound,
): string {
  const uids = new Set(moved.map(({ row }) => row.uid));
  const was = visits.filter(({ row }) => uids.has(row.uid));
  const plain = (some: readonly Booking[]) => datesOf(work, some.map(toldOf)).dates;
  return moveSeriesSummary(visitFigures(work, booking), plain(moved), plain(was), staying);
}

/** Drops people already named with each service. */
function withoutNamed({ people }: VisitFigures, dates: ReturnType<typeof datesOf>) {
  return people.length === 0 ? { ...dates, people } : dates;
}

type Told = { readonly start: Instant; readonly people: readonly string[] };

function toldOf({ row, items }: Booking): Told {
  return { start: row.start_at, people: [...new Set(items.map((item) => item.staff_name))] };
}

function datesOf(
  { ctx }: TurnWork,
  told: readonly Told[],
): { readonly people: readonly string[]; readonly dates: readonly DateFigures[] } {
  const { zone } = knownBusiness(ctx.db).rules;
  const sets = new Set(told.map(({ people }) => allOf(people)));
  const isSame = sets.size < 2;
  return {
    people: isSame ? (told[0]?.people ?? []) : [],
    dates: told.map(({ start, people }) => ({
      date: zone.localDateOf(start),
      time: timeLabel(zone, start),
      who: isSame ? "" : ` with ${allOf(people)}`,
    })),
  };
}

function peopleOf({ ctx }: TurnWork, ids: readonly string[]): readonly string[] {
  const { person } = knownBusiness(ctx.db);
  return [...new Set(ids.map((id) => person.get(id)?.name ?? id))];
}
