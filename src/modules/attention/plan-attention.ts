import type { OccupancyKind } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Interval, overlaps } from "#kernel/interval.ts";
import type { CalendarRules, FootprintRow, Occupied, StaffRules } from "#modules/calendar/index.ts";

import type { WorkingHours } from "./working-hours.ts";

/** A part of a visit, as booked. */
export type StandingPart = Interval & { readonly serviceId: string; readonly staffId: string };

/** A visit and the rows that it occupies under its own terms. */
export type StandingVisit = {
  readonly uid: string;
  readonly parts: readonly StandingPart[];
  readonly rows: readonly FootprintRow[];
};

/** A row of `occupancies` and its kind. */
export type Neighbour = Occupied & { readonly kind: OccupancyKind };

/**
 * What a visit is judged against: the business's rules, the working hours around the visit, and the other
 * rows.
 */
export type Surroundings = {
  readonly rules: CalendarRules;
  readonly hours: WorkingHours;
  /** The live rows of each person and resource, in order of start. */
  readonly rowsOf: ReadonlyMap<string, readonly Neighbour[]>;
  /** The longest possible row, in milliseconds. */
  readonly longestRow: number;
};

/** Why a visit no longer fits, one reason per rule. */
export type Reason =
  | { readonly rule: "service_removed"; readonly serviceId: string }
  | { readonly rule: "staff_left" | "staff_not_working"; readonly staffId: string }
  | { readonly rule: "skill_removed"; readonly staffId: string; readonly serviceId: string }
  | { readonly rule: "business_closed" }
  | InTheWay
  | { readonly rule: "resource_lost" | "resource_short"; readonly resourceId: string };

/** What else somebody is occupied by; `ownerId` is set for an absence. */
export type InTheWay = {
  readonly rule: "staff_absent" | "staff_taken";
  readonly staffId: string;
  readonly ownerId: string;
  /** A part of a long absence. */
  readonly during: Interval;
};

/**
 * Every current rule that a visit breaks, judged under its own terms (SCHEDULING rules 5 and 13) and without
 * its own rows. Notice, booking window and grid do not apply. Empty if it could be booked like this today.
 * Pure.
 */
export function planAttention(around: Surroundings, visit: StandingVisit): Reason[] {
  return distinct([
    ...visit.parts.flatMap((part) => reasonsOfPart(around, part)),
    ...visit.rows.flatMap((row) => reasonsOfRow(around, visit, row)),
  ]);
}

function reasonsOfPart({ rules, hours }: Surroundings, part: StandingPart): Reason[] {
  const { serviceId, staffId } = part;
  const reasons: Reason[] = [];
  if (rules.services.get(serviceId)?.active !== true) reasons.push({ rule: "service_removed", serviceId });
  const person = rules.staff.find(({ id }) => id === staffId);
  if (person?.active !== true) reasons.push({ rule: "staff_left", staffId });
  else if (!person.serviceIds.has(serviceId)) reasons.push({ rule: "skill_removed", staffId, serviceId });
  return [...reasons, ...reasonsOfHours(hours, part, person)];
}

function reasonsOfHours(hours: WorkingHours, part: StandingPart, person?: StaffRules): Reason[] {
  if (!hours.isOpen(part)) return [{ rule: "business_closed" }];
  if (person?.active !== true || hours.works(person, part)) return [];
  return [{ rule: "staff_not_working", staffId: person.id }];
}

function reasonsOfRow(around: Surroundings, visit: StandingVisit, row: FootprintRow): Reason[] {
  const others = meeting(around, row).filter((other) => other.ownerId !== visit.uid);
  return row.subjectKind === "staff"
    ? reasonsOfPerson(row, others)
    : reasonsOfResource(around.rules, row, others);
}

/** Seats of the same class may share the time, up to its capacity; nothing else may. */
function reasonsOfPerson(row: FootprintRow, others: readonly Neighbour[]): Reason[] {
  const staffId = row.subjectId;
  const classmates = others.filter((other) => isSameClass(other, row));
  const seats = classmates.reduce((sum, other) => sum + other.seats, row.seats);
  const inTheWay = seats > row.capacity ? others : others.filter((other) => !isSameClass(other, row));
  return inTheWay.map(({ kind, ownerId, start, end }) => ({
    rule: kind === "absence" || kind === "busy" ? "staff_absent" : "staff_taken",
    staffId,
    ownerId,
    during: { start, end },
  }));
}

function isSameClass(other: Occupied, row: FootprintRow): boolean {
  return other.claim === row.claim && other.start === row.start && other.end === row.end;
}

function reasonsOfResource(rules: CalendarRules, row: FootprintRow, others: readonly Neighbour[]): Reason[] {
  const resourceId = row.subjectId;
  const quantity = rules.resources.get(resourceId)?.quantity ?? 0;
  if (quantity < 1) return [{ rule: "resource_lost", resourceId }];
  const moments = [row.start, ...others.map(({ start }) => start).filter((start) => start > row.start)];
  const isShort = moments.some((at) => claimsAt(others, row.claim, at) >= quantity);
  return isShort ? [{ rule: "resource_short", resourceId }] : [];
}

/** How many other claims are present at a moment: the seats of a class share one unit. */
function claimsAt(others: readonly Occupied[], own: string, at: Instant): number {
  const claims = new Set<string>();
  for (const { start, end, claim } of others) {
    if (claim !== own && start <= at && at < end) claims.add(claim);
  }
  return claims.size;
}

/** The rows of the same person or resource that overlap this one. */
function meeting({ rowsOf, longestRow }: Surroundings, row: FootprintRow): readonly Neighbour[] {
  const rows = rowsOf.get(row.subjectId) ?? [];
  const found: Neighbour[] = [];
  for (let i = firstAfter(rows, row.start - longestRow); i < rows.length; i += 1) {
    const other = rows[i];
    if (!other || other.start >= row.end) break;
    if (overlaps(other, row)) found.push(other);
  }
  return found;
}

/** The index of the first row that starts at `at` or later. */
function firstAfter(rows: readonly Occupied[], at: Instant): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.start ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Removes duplicates: a long absence has several rows, and a visit in steps overlaps it more than once. */
function distinct(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter((reason) => {
    const key = JSON.stringify("during" in reason ? { ...reason, during: undefined } : reason);
    return !seen.has(key) && seen.add(key);
  });
}
