import fc from "fast-check";

import { MINUTE } from "#kernel/instant.ts";
import { addDays, type LocalDate, WEEKDAYS } from "#kernel/local-date.ts";
import { getZone } from "#kernel/zone.ts";
import type {
  AvailabilityQuery,
  CalendarRules,
  CountedPart,
  OccupiedBySubject,
  Overrides,
  ServiceRules,
  StaffRules,
  VisitLimits,
  WeeklyHours,
  Window,
} from "#modules/calendar/index.ts";

import { occupiedBy, RESOURCES, STAFF, takingNear, visitsNear } from "./random-occupied.ts";

/** A calendar, its occupancies, and a query. */
export type RandomCase = {
  readonly rules: CalendarRules;
  readonly occupied: OccupiedBySubject;
  /** The visits that limits count, which need not match the occupancies. */
  readonly visits: readonly CountedPart[];
  readonly query: AvailabilityQuery;
};

/** Zones, each with the dates of its clock changes and an ordinary one. */
const PLACES: readonly (readonly [zone: string, ...dates: LocalDate[]])[] = [
  ["America/New_York", "2026-03-08", "2026-11-01", "2026-06-10"],
  ["Europe/London", "2026-03-29", "2026-10-25"],
  ["Europe/Dublin", "2026-03-29", "2026-10-25"],
  ["Europe/Paris", "2026-03-29", "2026-10-25"],
  ["Asia/Kolkata", "2026-03-09"],
  ["Asia/Kathmandu", "2026-03-09"],
  ["Australia/Lord_Howe", "2026-04-05", "2026-10-04"],
  ["Pacific/Chatham", "2026-04-05", "2026-09-27"],
  ["Pacific/Apia", "2011-12-30", "2026-03-09"],
  ["America/St_Johns", "2026-03-08", "2010-11-07", "2010-03-14"],
  ["America/Sao_Paulo", "2018-11-04", "2019-02-17"],
  ["America/Havana", "2026-11-01", "2026-03-08"],
  ["Africa/Casablanca", "2026-02-15", "2026-03-22"],
  ["Africa/Cairo", "2026-04-24", "2026-10-30"],
  ["UTC", "2026-03-09"],
  ["Pacific/Honolulu", "2026-03-09"],
  ["Pacific/Kiritimati", "2026-03-09"],
];

type Place = { readonly zone: string; readonly date: LocalDate };

const place: fc.Arbitrary<Place> = fc
  .constantFrom(...PLACES)
  .chain(([zone, ...dates]) => fc.constantFrom(...dates).map((date) => ({ zone, date })));

const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60),
  fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
  fc.integer({ min: 0, max: 287 }).map((five) => five * 5),
);

const window: fc.Arbitrary<Window> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(minuteOfDay, fc.integer({ min: 1, max: 95 }))
      .map(([start, quarters]) => [start, start + quarters * 15] as const),
  },
  {
    // Clocks change at night, so windows should often begin and end then.
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 14 }))
      .map(([start, quarters]) => [start * 15, (start + quarters) * 15] as const),
  },
  { weight: 2, arbitrary: fc.constantFrom<Window[]>([540, 1020], [0, 1440], [1200, 1560], [600, 1440]) },
);

const windows = fc.oneof(
  { weight: 5, arbitrary: fc.array(window, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant([]) },
);

const hours: fc.Arbitrary<WeeklyHours> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(everyDay([480, 1260])) },
  { weight: 3, arbitrary: windows.map((all) => everyDay(...all)) },
  {
    weight: 3,
    arbitrary: fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, windows]))),
  },
  { weight: 2, arbitrary: fc.constant(everyDay([0, 1440])) },
);

function everyDay(...all: readonly Window[]): WeeklyHours {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, all]));
}

function overridesNear(date: LocalDate): fc.Arbitrary<Overrides> {
  const one = fc.tuple(fc.integer({ min: -2, max: 2 }), windows);
  return fc
    .array(one, { maxLength: 2 })
    .map((all) => new Map(all.map(([days, open]) => [addDays(date, days), open] as const)));
}

const minutes = (max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: max / 5 }).map((five) => five * 5);

const steps = fc
  .array(
    fc.record({ minutes: fc.integer({ min: 1, max: 12 }).map((five) => five * 5), staffFree: fc.boolean() }),
    { minLength: 1, maxLength: 4 },
  )
  .filter((all) => all.some((step) => !step.staffFree));

/** Often none; otherwise so low that the visits of a random calendar sometimes reach them. */
const limits: fc.Arbitrary<VisitLimits | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 3,
    arbitrary: fc.record({
      perDay: fc.constantFrom(null, 1, 2, 3),
      perWeek: fc.constantFrom(null, 2, 4, 6),
    }),
  },
);

const service: fc.Arbitrary<ServiceRules> = fc
  .record({
    limits,
    active: fc.constant(true),
    steps: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.integer({ min: 1, max: 24 }).map((five) => [{ minutes: five * 5, staffFree: false }]),
      },
      { weight: 2, arbitrary: steps },
    ),
    bufferBeforeMinutes: fc.oneof(fc.constant(0), minutes(30)),
    bufferAfterMinutes: fc.oneof(fc.constant(0), minutes(30)),
    slotIntervalMinutes: fc.constantFrom(5, 10, 15, 20, 25, 30, 35, 45, 50, 60, 90),
    slotAlignment: fc.constantFrom("clock" as const, "opening" as const, "packed" as const),
    capacity: fc.constantFrom(1, 1, 2, 4),
    minNoticeMinutes: fc.oneof(fc.constant(null), minutes(240)),
    resourceIds: fc.oneof(fc.constant([]), fc.subarray([...RESOURCES], { minLength: 1 })),
  })
  .map((some) => ({
    ...some,
    id: "cut",
    durationMinutes: some.steps.reduce((sum, step) => sum + step.minutes, 0),
  }));

function staffOf(date: LocalDate): fc.Arbitrary<StaffRules[]> {
  const person = fc.record({
    limits,
    active: fc.constantFrom(...Array.from({ length: 10 }, () => true), false),
    priority: fc.integer({ min: 0, max: 2 }),
    serviceIds: fc.constantFrom(
      ...Array.from({ length: 8 }, () => new Set(["cut", "wash"])),
      new Set(["wash"]),
    ),
    zone: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom(...PLACES).map(([zone]) => getZone(zone)) },
    ),
    hours: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: hours }),
    overrides: fc.oneof(
      { weight: 2, arbitrary: fc.constant(new Map()) },
      { weight: 1, arbitrary: overridesNear(date) },
    ),
  });
  return fc
    .array(person, { minLength: 1, maxLength: STAFF.length, size: "max" })
    .map((people) => people.map((one, i) => ({ ...one, id: STAFF[i] ?? "mia" })));
}

/** How to print a counterexample: a zone as its name, a map as its entries. */
function shown(_key: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...value];
  return value !== null && typeof value === "object" && "offsetAt" in value && "id" in value
    ? value.id
    : value;
}

/** Any calendar that the rules can describe, with nights of clock changes over-represented. */
export const randomCase: fc.Arbitrary<RandomCase> = place.chain(caseAt).map((one) => ({
  ...one,
  [fc.toStringMethod]: () => JSON.stringify(one, shown, 1),
}));

function caseAt({ zone: zoneId, date }: Place): fc.Arbitrary<RandomCase> {
  const zone = getZone(zoneId);
  const midnight = zone.startOfDay(date);
  return fc
    .record({
      hours,
      overrides: fc.oneof(fc.constant(new Map()), overridesNear(date)),
      service,
      washActive: fc.boolean(),
      washMinutes: fc.integer({ min: 1, max: 9 }).map((five) => five * 5),
      staff: staffOf(date),
      taking: takingNear(midnight),
      chairs: fc.integer({ min: 1, max: 3 }),
      minNoticeMinutes: minutes(120),
      bookingWindowDays: fc.constantFrom(365, 365, 365, 365, 2, 3),
      limits,
      visits: visitsNear(midnight),
      query: fc.record({
        staffId: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, "mia", "ana"),
        from: fc.integer({ min: -1, max: 1 }).map((days) => addDays(date, days)),
        days: fc.integer({ min: 0, max: 1 }),
        now: fc.integer({ min: -80 * 60, max: 14 * 60 }).map((minute) => midnight + minute * MINUTE),
        channel: fc.constantFrom(undefined, "phone", "toString"),
        ignoreOwner: fc.constantFrom(undefined, undefined, "owner-1"),
        override: fc.constantFrom(undefined, undefined, false, true),
        anyStart: fc.constantFrom(undefined, undefined, undefined, undefined, true),
        seats: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, undefined, 2),
      }),
    })
    .map((some) => ({
      rules: {
        zone,
        hours: some.hours,
        overrides: some.overrides,
        services: new Map([
          ["cut", some.service],
          [
            "wash",
            {
              ...some.service,
              id: "wash",
              active: some.washActive,
              durationMinutes: some.washMinutes,
              steps: [{ minutes: some.washMinutes, staffFree: false }],
            },
          ],
        ]),
        staff: some.staff,
        resources: new Map([
          ["chair", { quantity: some.chairs }],
          ["room", { quantity: 1 }],
        ]),
        minNoticeMinutes: some.minNoticeMinutes,
        bookingWindowDays: some.bookingWindowDays,
        noticeByChannel: { phone: 20 },
        limits: some.limits,
      },
      occupied: occupiedBy(some.taking, some.service),
      visits: some.visits,
      query: { ...some.query, serviceId: "cut", to: addDays(some.query.from, some.query.days) },
    }));
}
