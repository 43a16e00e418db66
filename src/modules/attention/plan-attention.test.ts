import fc from "fast-check";
import { describe, expect, it, test } from "vitest";

import { HOUR, MINUTE } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";
import {
  type CalendarRules,
  judgeStart,
  type Occupied,
  planFootprint,
  type ServiceRules,
} from "#modules/calendar/index.ts";
import { type RandomCase, randomCase } from "#test/calendar/random-calendars.ts";
import { at } from "#test/salon.ts";

import { type Neighbour, planAttention, type Reason, type StandingVisit } from "./plan-attention.ts";
import { workingHours } from "./working-hours.ts";

const NOON = at("2026-03-09T16:00:00Z");
const DAY_OF = 24 * HOUR;

const CUT: ServiceRules = {
  id: "cut",
  active: true,
  durationMinutes: 60,
  steps: [],
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 15,
  slotIntervalMinutes: 15,
  slotAlignment: "clock",
  capacity: 1,
  minNoticeMinutes: null,
  resourceIds: ["chair"],
};

const LUNA: CalendarRules = {
  zone: getZone("America/New_York"),
  hours: { mon: [[9 * 60, 17 * 60]] },
  overrides: new Map(),
  services: new Map([["cut", CUT]]),
  staff: [
    {
      id: "mia",
      active: true,
      priority: 0,
      serviceIds: new Set(["cut"]),
      zone: null,
      hours: null,
      overrides: new Map(),
    },
  ],
  resources: new Map([["chair", { quantity: 1 }]]),
  minNoticeMinutes: 0,
  bookingWindowDays: 60,
  noticeByChannel: {},
};

const MIA = LUNA.staff[0]!;
const mia = (changes: object): Partial<CalendarRules> => ({ staff: [{ ...MIA, ...changes }] });
const cut = (changes: object): Partial<CalendarRules> => ({
  services: new Map([["cut", { ...CUT, ...changes }]]),
});

function row(subject: string, from: number, to: number, changes: Partial<Neighbour> = {}) {
  const neighbour: Neighbour = {
    start: NOON + from * MINUTE,
    end: NOON + to * MINUTE,
    claim: "other",
    ownerId: "other",
    seats: 1,
    kind: "visit",
    ...changes,
  };
  return [subject, neighbour] as const;
}

/** Ana's haircut at noon with Mia, an hour and a quarter including the buffer after it. */
function anaAtNoon(terms: ServiceRules = CUT): StandingVisit {
  const visit = { serviceId: "cut", staffId: "mia", start: NOON, ownerId: "ana" };
  const { start, end, rows } = planFootprint(terms, visit);
  return { uid: "ana", parts: [{ serviceId: "cut", staffId: "mia", start, end }], rows };
}

function reasons(
  changes: Partial<CalendarRules>,
  others: readonly (readonly [string, Neighbour])[] = [],
  visit = anaAtNoon(),
): Reason[] {
  const rules = { ...LUNA, ...changes };
  const own = visit.rows.map((one) => [one.subjectId, { ...one, kind: "visit" as const }] as const);
  const rowsOf = inOrder([...own, ...others]);
  const hours = workingHours(rules, { start: NOON - DAY_OF, end: NOON + DAY_OF });
  return planAttention({ rules, hours, rowsOf, longestRow: 2 * DAY_OF }, visit);
}

function inOrder(rows: readonly (readonly [string, Neighbour])[]): Map<string, Neighbour[]> {
  const sorted = rows.toSorted(([, a], [, b]) => a.start - b.start);
  return new Map(
    [...Map.groupBy(sorted, ([id]) => id)].map(([id, list]) => [id, list.map(([, one]) => one)]),
  );
}

const OVERRIDE = new Map([["2026-03-09", [[9 * 60, 12 * 60 + 30]]]] as const) as CalendarRules["overrides"];
const CLASS = { ...CUT, capacity: 2, resourceIds: [] };
const CLASSMATE = { claim: `class/cut/mia/${NOON}` };

type Case = [
  what: string,
  rules: Partial<CalendarRules>,
  others: ReturnType<typeof row>[],
  expected: string[],
];

test.each<Case>([
  ["nothing changed", {}, [], []],
  ["the service lasts longer now", cut({ durationMinutes: 90 }), [], []],
  ["the service needs a thing more now", cut({ resourceIds: ["chair", "laser"] }), [], []],
  ["the grid is another", cut({ slotIntervalMinutes: 50 }), [], []],
  ["the notice and the window are others", { minNoticeMinutes: 10_000, bookingWindowDays: 1 }, [], []],
  ["hours end with the visit, its buffer outside", { hours: { mon: [[540, 780]] } }, [], []],
  ["hours end a minute before", { hours: { mon: [[540, 779]] } }, [], ["business_closed"]],
  [
    "hours have a break in it",
    {
      hours: {
        mon: [
          [540, 750],
          [760, 1020],
        ],
      },
    },
    [],
    ["business_closed"],
  ],
  ["the day is closed", { hours: {} }, [], ["business_closed"]],
  ["an override shortens the day", { overrides: OVERRIDE }, [], ["business_closed"]],
  ["Mia works mornings", mia({ hours: { mon: [[540, 720]] } }), [], ["staff_not_working"]],
  ["Mia has an override", mia({ overrides: OVERRIDE }), [], ["staff_not_working"]],
  ["Mia counts her hours in Paris", mia({ zone: getZone("Europe/Paris"), hours: MIA.hours }), [], []],
  ["Mia has left", mia({ active: false }), [], ["staff_left"]],
  ["Mia is nobody any more", { staff: [] }, [], ["staff_left"]],
  ["Mia no longer cuts", mia({ serviceIds: new Set() }), [], ["skill_removed"]],
  ["the service is not offered", cut({ active: false }), [], ["service_removed"]],
  ["the service is gone", { services: new Map() }, [], ["service_removed"]],
  ["Mia is away", {}, [row("mia", 30, 90, { kind: "absence" })], ["staff_absent"]],
  ["Mia is away in the buffer", {}, [row("mia", 60, 90, { kind: "absence" })], ["staff_absent"]],
  ["Mia is away right after", {}, [row("mia", 75, 90, { kind: "absence" })], []],
  ["Mia is away right before", {}, [row("mia", -30, 0, { kind: "absence" })], []],
  ["Mia has been away since Saturday", {}, [row("mia", -47 * 60, 5, { kind: "absence" })], ["staff_absent"]],
  ["Mia is busy elsewhere", {}, [row("mia", 0, 5, { kind: "busy" })], ["staff_absent"]],
  ["somebody else is there too", {}, [row("mia", 30, 60)], ["staff_taken"]],
  ["the chair is gone", { resources: new Map() }, [], ["resource_lost"]],
  ["somebody else has the chair", {}, [row("chair", 60, 90)], ["resource_short"]],
  ["there are two chairs", { resources: new Map([["chair", { quantity: 2 }]]) }, [row("chair", 0, 90)], []],
  [
    "two others have the two chairs, one after the other",
    { resources: new Map([["chair", { quantity: 2 }]]) },
    [row("chair", 0, 30), row("chair", 30, 90, { claim: "third" })],
    [],
  ],
  [
    "two others have the two chairs at once",
    { resources: new Map([["chair", { quantity: 2 }]]) },
    [row("chair", 0, 31), row("chair", 30, 90, { claim: "third" })],
    ["resource_short"],
  ],
  [
    "everything at once",
    { hours: {}, services: new Map(), staff: [], resources: new Map() },
    [row("mia", 0, 60, { kind: "absence" }), row("mia", 60, 120, { kind: "absence" })],
    ["service_removed", "staff_left", "business_closed", "staff_absent", "resource_lost"],
  ],
])("when %s", (_, rules, others, expected) => {
  expect(reasons(rules, others).map((reason) => reason.rule)).toEqual(expected);
});

test.each<[string, ReturnType<typeof row>[], string[]]>([
  ["has one more guest", [row("mia", 0, 75, CLASSMATE)], []],
  ["has two more guests in its two seats", [row("mia", 0, 75, { ...CLASSMATE, seats: 2 })], ["staff_taken"]],
  ["is joined by another one", [row("mia", 0, 60, CLASSMATE)], ["staff_taken"]],
])("a class of two that %s", (_, others, expected) => {
  expect(reasons({}, others, anaAtNoon(CLASS)).map((reason) => reason.rule)).toEqual(expected);
});

describe("on random calendars", () => {
  /** Random rows as neighbours; only their owners and ends matter here. */
  const asNeighbours = (one: RandomCase, visit: StandingVisit) =>
    inOrder([
      ...[...one.occupied].flatMap(([id, rows]) => rows.map((occupied) => [id, named(occupied)] as const)),
      ...visit.rows.map((own) => [own.subjectId, { ...own, kind: "visit" as const }] as const),
    ]);
  const named = (occupied: Occupied): Neighbour => ({ ...occupied, kind: "visit" });

  it("a visit needs attention exactly if the engine would not offer it, ignoring its own rows", () => {
    const seen = { fits: 0, does_not: 0 };
    const start = fc.integer({ min: 0, max: 36 * 12 });
    const staff = fc.constantFrom("mia", "ana", "zoe", "nobody");
    fc.assert(
      fc.property(randomCase, start, staff, (one, fives, staffId) => {
        const service = one.rules.services.get("cut")!;
        const from = one.rules.zone.startOfDay(one.query.from) + fives * 5 * MINUTE;
        const made = planFootprint(service, { serviceId: "cut", staffId, start: from, ownerId: "ana" });
        const part = { serviceId: "cut", staffId, start: made.start, end: made.end };
        const visit: StandingVisit = { uid: "ana", parts: [part], rows: made.rows };
        const around = {
          rules: one.rules,
          hours: workingHours(one.rules, { start: from, end: made.end }),
          rowsOf: asNeighbours(one, visit),
          longestRow: 2 * DAY_OF,
        };
        const verdict = judgeStart(one.rules, asNeighbours(one, visit), {
          serviceId: "cut",
          staffId,
          start: from,
          now: from,
          override: true,
          anyStart: true,
          ignoreOwner: "ana",
        });
        const listed = planAttention(around, visit);
        expect({ listed: listed.length > 0, listedFor: listed }).toEqual({
          listed: !verdict.offered,
          listedFor: listed,
        });
        seen[verdict.offered ? "fits" : "does_not"] += 1;
      }),
      { numRuns: 2000, seed: 20260309 },
    );
    expect(seen.fits).toBeGreaterThan(100);
    expect(seen.does_not).toBeGreaterThan(100);
  });
});
