import type { LocalDate } from "#kernel/local-date.ts";
import { addDays } from "#kernel/local-date.ts";
import type { Spans } from "#kernel/spans.ts";
import { busyTime } from "#modules/calendar/busy.ts";
import { possibleStarts, startsInside } from "#modules/calendar/possible-starts.ts";
import type {
  AvailabilityQuery,
  CalendarRules,
  ServiceRules,
  StaffRules,
  Taken,
} from "#modules/calendar/rules.ts";
import { prepareSearch, type Search } from "#modules/calendar/search.ts";
import { visitShape } from "#modules/calendar/visit-shape.ts";
import { workingWindows } from "#modules/calendar/windows.ts";

/** One service of a visit, and the person asked for. */
export type ServiceWish = {
  readonly serviceId: string;
  /** Left out: anyone who does the service. */
  readonly staffId?: string | undefined;
  /** The person to prefer among equally good ones. */
  readonly preferStaffId?: string | undefined;
  /** The service as it was when the visit was booked; left out: as it is now. */
  readonly service?: ServiceRules | undefined;
};

/** A query for visits of several services, one after the other. Dates are the business's, both inclusive. */
export type SequenceQuery = Omit<AvailabilityQuery, "serviceId" | "staffId" | "anyStart" | "seats"> & {
  /** At least one, in the order in which they are served; no classes. */
  readonly items: readonly ServiceWish[];
};

/** The longest that a customer may wait between two services of a visit, in minutes. */
export const LONGEST_WAIT = 15;

/** One service of the visit, with everything needed to place it on or after the asked dates. */
export type PreparedPart = {
  readonly service: ServiceRules;
  /** In the order of the rules. */
  readonly people: readonly PartPerson[];
  /** When at least one required resource has no unit left. */
  readonly full: Spans;
};

export type PartPerson = {
  readonly id: string;
  readonly rules: StaffRules;
  readonly busy: Spans;
  /** The starts at which the service itself, without buffers, fits free working time. */
  readonly core: Spans;
};

/** The business's rules as they apply to this part of the visit. */
export function rulesOf(rules: CalendarRules, { serviceId, service }: ServiceWish): CalendarRules {
  if (service === undefined) return rules;
  return { ...rules, services: new Map(rules.services).set(serviceId, service) };
}

/** The query for a single part, on the dates on which the whole visit may start. */
export function queryOf({ items: _, ...query }: SequenceQuery, wish: ServiceWish): AvailabilityQuery {
  return { ...query, serviceId: wish.serviceId, staffId: wish.staffId };
}

/**
 * As `queryOf`, for any time the part may end up at. What applies once, at the visit's start (notice, booking
 * window, limits), does not apply to the parts.
 */
export function partQuery(rules: CalendarRules, query: SequenceQuery, wish: ServiceWish): AvailabilityQuery {
  return { ...queryOf(query, wish), to: lastDate(rules, query), override: true };
}

function lastDate(rules: CalendarRules, { items, to }: SequenceQuery): LocalDate {
  const minutes = items.map((wish) => lengthOf(rules, wish) + LONGEST_WAIT);
  return addDays(to, Math.ceil(minutes.reduce((sum, one) => sum + one, 0) / (24 * 60)) + 1);
}

function lengthOf(rules: CalendarRules, wish: ServiceWish): number {
  return (wish.service ?? rules.services.get(wish.serviceId))?.durationMinutes ?? 0;
}

/** Undefined if the service is not offered at all. */
export function preparePart(
  rules: CalendarRules,
  taken: Taken,
  query: SequenceQuery,
  wish: ServiceWish,
): PreparedPart | undefined {
  const own = rulesOf(rules, wish);
  const search = prepareSearch(own, taken, partQuery(rules, query, wish));
  if (search === undefined) return undefined;
  return {
    service: search.service,
    full: search.full,
    people: search.staff.map((person) => partPerson(search, person)),
  };
}

function partPerson(search: Search, person: StaffRules): PartPerson {
  const { service, query } = search;
  const busy = busyTime(search.taken, person.id, query.ignoreOwner);
  const windows = workingWindows(search.rules, person, search.opening, search.windowDays);
  const shape = visitShape({ ...service, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 });
  const open = startsInside(windows, service.durationMinutes);
  return { id: person.id, rules: person, busy, core: possibleStarts({ ...search, shape }, open, busy) };
}
