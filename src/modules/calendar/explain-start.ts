import { type Instant, MINUTE } from "#kernel/instant.ts";
import { overlaps } from "#kernel/interval.ts";
import { dateOfDay, type LocalDate } from "#kernel/local-date.ts";
import { type Minute, type Spans, spansHold } from "#kernel/spans.ts";

import { busyTime, leavesUnit, rowsOf } from "./busy.ts";
import { judgeStart, type StartQuery, type Verdict } from "./judge-start.ts";
import { BUSINESS, isFull, visitsInWeek, visitsOn } from "./limits.ts";
import { ownGrid, sharedGrid } from "./own-grid.ts";
import { lastBookableDay, noticeOf } from "./reach.ts";
import type {
  CalendarRules,
  Occupied,
  OccupiedBySubject,
  ServiceRules,
  StaffRules,
  VisitCounts,
  VisitLimits,
} from "./rules.ts";
import { prepareSearch, type Search } from "./search.ts";
import { staffStarts } from "./staff-starts.ts";
import { workingWindows } from "./windows.ts";

/** One rule, and whether the start keeps to it; with what decided it. */
export type Check =
  | { readonly rule: "service_known" | "service_active" | "staff_active" | "does_service"; passed: boolean }
  | { readonly rule: "not_past"; readonly passed: boolean }
  | { readonly rule: "notice"; readonly passed: boolean; readonly earliest: Instant }
  | { readonly rule: "booking_window"; readonly passed: boolean; readonly lastDate: LocalDate | undefined }
  | LimitCheck
  | { readonly rule: "hours"; readonly passed: boolean; readonly opening: Spans; readonly working: Spans }
  /** Null: this grid counts from free time, and there is none here. */
  | { readonly rule: "grid"; readonly passed: boolean | null; readonly joinsClass: boolean }
  | { readonly rule: "free"; readonly passed: boolean; readonly busy: readonly Clash[] }
  | { readonly rule: "resources"; readonly passed: boolean; readonly full: readonly FullResource[] }
  | { readonly rule: "seats"; readonly passed: boolean; readonly left: number };

export type LimitCheck = {
  readonly rule: "business_limit" | "service_limit" | "staff_limit";
  readonly passed: boolean;
  readonly limits: VisitLimits;
  readonly onDate: number;
  readonly inWeek: number | undefined;
};

/** A row in the way: of the visit itself, or only of a buffer around it. */
export type Clash = { readonly row: Occupied; readonly meets: "visit" | "buffer" };
export type FullResource = {
  readonly resourceId: string;
  readonly quantity: number;
  readonly rows: readonly Occupied[];
};

/** How one member of staff stands to the start. What cannot be asked any more is left out. */
export type PersonChecks = {
  readonly staffId: string;
  readonly checks: readonly Check[];
  readonly offered: boolean;
};

export type StartExplained = {
  readonly verdict: Verdict;
  /** What is the same for everybody. */
  readonly checks: readonly Check[];
  readonly staff: readonly PersonChecks[];
};

/** What is taken, by row, and visits counted wherever a limit is set, whether or not it binds. */
export type TakenByRow = { readonly busy: OccupiedBySubject; readonly visits: VisitCounts | undefined };

/**
 * Why a start is offered or is not, rule by rule. The verdict is `judgeStart`'s, and the checks come from the
 * parts that it is made of: it is offered exactly when all checks are passed, with whom they are passed.
 */
export function explainStart(rules: CalendarRules, taken: TakenByRow, query: StartQuery): StartExplained {
  const { busy, visits } = taken;
  const verdict = judgeStart(rules, visits ? { busy, visits } : busy, query);
  const service = rules.services.get(query.serviceId);
  if (service?.active !== true) {
    const known: Check = { rule: "service_known", passed: service !== undefined };
    const active: Check[] = service ? [{ rule: "service_active", passed: false }] : [];
    return { verdict, checks: [known, ...active], staff: [] };
  }
  const day = rules.zone.dayOf(query.start);
  const checks = [...checksOfTime(rules, service, query), ...limitsOfAll(rules, service, visits, query)];
  const isAsked = checks.every(({ passed }) => passed !== false);
  const date = dateOfDay(day);
  // Whatever time and counts say: the rest is judged by itself.
  const search = prepareSearch(rules, busy, {
    ...query,
    from: date,
    to: date,
    now: query.start,
    override: true,
  });
  const asked = rules.staff.filter(({ id }) => query.staffId === undefined || id === query.staffId);
  const staff = asked.map((person) => {
    const own = checksOfPerson(person, search, { visits, query, day });
    return {
      staffId: person.id,
      checks: own,
      offered: isAsked && own.every(({ passed }) => passed !== false),
    };
  });
  return { verdict, checks, staff };
}

function checksOfTime(rules: CalendarRules, service: ServiceRules, query: StartQuery): Check[] {
  const earliest = query.now + noticeOf(rules, service, query);
  const last = lastBookableDay(rules, query);
  return [
    { rule: "service_known", passed: true },
    { rule: "service_active", passed: true },
    { rule: "not_past", passed: query.start >= query.now },
    { rule: "notice", passed: query.start >= earliest, earliest },
    {
      rule: "booking_window",
      passed: rules.zone.dayOf(query.start) <= last,
      lastDate: last === Infinity ? undefined : dateOfDay(last),
    },
  ];
}

function limitsOfAll(
  rules: CalendarRules,
  service: ServiceRules,
  visits: VisitCounts | undefined,
  query: StartQuery,
): Check[] {
  const at = { visits, query, day: rules.zone.dayOf(query.start) };
  return [
    ...limitCheck("business_limit", BUSINESS, rules.limits, at),
    ...limitCheck("service_limit", service.id, service.limits, at),
  ];
}

type Counted = { readonly visits: VisitCounts | undefined; readonly query: StartQuery; readonly day: number };

function limitCheck(
  rule: LimitCheck["rule"],
  scope: string,
  limits: VisitLimits | undefined,
  { visits, query, day }: Counted,
): LimitCheck[] {
  if (!limits || !visits) return [];
  const passed = query.override === true || !isFull(visits, scope, limits, day);
  const inWeek = limits.perWeek === null ? undefined : visitsInWeek(visits, scope, day);
  return [{ rule, passed, limits, onDate: visitsOn(visits, scope, day), inWeek }];
}

function checksOfPerson(person: StaffRules, search: Search | undefined, at: Counted): Check[] {
  const does = person.serviceIds.has(at.query.serviceId);
  const who: Check[] = [
    { rule: "staff_active", passed: person.active },
    { rule: "does_service", passed: does },
  ];
  if (!person.active || !does || search === undefined) return who;
  return [
    ...who,
    ...checksOfPlace(person, search, at.query.start),
    ...limitCheck("staff_limit", person.id, person.limits, at),
  ];
}

function checksOfPlace(person: StaffRules, search: Search, at: Instant): Check[] {
  const { service, seats, taken, query } = search;
  const start = at / MINUTE;
  const windows = workingWindows(search.rules, person, search.opening, search.windowDays);
  const shared = sharedGrid(search);
  const { open, classes } = staffStarts(search, person, shared);
  const joinsClass = classes.has(start);
  const isOpen = spansHold(open, start);
  const busy = joinsClass ? [] : clashes(search, person, at);
  const full = joinsClass ? [] : fullResources(search, at);
  const grid = shared ?? ownGrid(search, windows, busyTime(taken, person.id, query.ignoreOwner));
  const isOn = joinsClass || grid.includes(start);
  const cannotSay = !isOn && shared === undefined && (!isOpen || busy.length > 0);
  return [
    {
      rule: "hours",
      passed: isOpen,
      opening: around(search.opening, start),
      working: around(windows, start),
    },
    { rule: "free", passed: busy.length === 0, busy },
    { rule: "grid", passed: cannotSay ? null : isOn, joinsClass },
    ...(service.resourceIds.length > 0
      ? [{ rule: "resources", passed: full.length === 0, full } as const]
      : []),
    ...(service.capacity > 1 || seats > 1
      ? [
          {
            rule: "seats",
            passed: joinsClass || seats <= service.capacity,
            left: classes.get(start) ?? service.capacity,
          } as const,
        ]
      : []),
  ];
}

const MINUTES_A_DAY = 24 * 60;

/** The windows within a day of a minute. */
function around(windows: Spans, at: Minute): Spans {
  return windows.filter((_, i) => {
    const first = i - (i % 2);
    return windows[first]! < at + MINUTES_A_DAY && windows[first + 1]! > at - MINUTES_A_DAY;
  });
}

function clashes({ shape, taken, query }: Search, person: StaffRules, start: Instant): Clash[] {
  const visit = { start, end: start + shape.duration * MINUTE };
  const rows = rowsOf(taken, person.id, query.ignoreOwner).toSorted(byTime);
  return rows.flatMap((row) => {
    const met = shape.staffRuns.filter((run) =>
      overlaps(row, { start: start + run.from * MINUTE, end: start + run.to * MINUTE }),
    );
    return met.length === 0 ? [] : [{ row, meets: overlaps(row, visit) ? "visit" : "buffer" }];
  });
}

/** The same order wherever the rows come from. */
function byTime(a: Occupied, b: Occupied): number {
  return a.start - b.start || a.end - b.end || (a.ownerId < b.ownerId ? -1 : 1);
}

function fullResources({ service, rules, taken, shape, query }: Search, start: Instant): FullResource[] {
  const whole = { start: start + shape.whole.from * MINUTE, end: start + shape.whole.to * MINUTE };
  return [...new Set(service.resourceIds)].flatMap((resourceId) => {
    const quantity = rules.resources.get(resourceId)?.quantity ?? 0;
    const rows = rowsOf(taken, resourceId, query.ignoreOwner);
    if (quantity > 0 && leavesUnit(rows, NOBODY, whole, quantity)) return [];
    return [{ resourceId, quantity, rows: rows.filter((row) => overlaps(row, whole)) }];
  });
}

/** The claim of a visit that is not there yet. */
const NOBODY = "";
