import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { slowSteps } from "#db/explain.ts";
import { fromJson } from "#db/columns.ts";
import { build } from "#db/tenant-db.ts";
import { HOUR, MINUTE } from "#kernel/instant.ts";
import { bookSlot, findBooking, rulesOfTerms } from "#modules/booking/index.ts";
import { changeSettings, getPolicies } from "#modules/business/index.ts";
import { calendarRules, judgeStart, readOccupied } from "#modules/calendar/index.ts";
import { changeResource } from "#modules/resources/index.ts";
import { archiveService, changeService } from "#modules/services/index.ts";
import { addOverride, addTimeOff, archiveStaff, changeStaff } from "#modules/staff/index.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { listAttention } from "./list-attention.ts";
import { aheadQuery } from "./read-visits.ts";

/** Monday 9:00 in New York. */
const MONDAY = at("2026-03-09T13:00:00Z");
const DAYS = ["2026-03-09", "2026-03-10", "2026-03-11"] as const;

function luna(): Salon {
  return aSalon()
    .has("chair", 2)
    .has("laser", 1)
    .offers("cut", { buffer_after_minutes: 10 }, ["chair"])
    .offers("laser", { duration_minutes: 60 }, ["laser"])
    .offers("yoga", { duration_minutes: 60, capacity: 3 })
    .employs("mia", ["cut", "yoga"])
    .employs("ana", ["cut", "laser", "yoga"]);
}

const day = fc.constantFrom(...DAYS);
const hour = fc.integer({ min: 9, max: 17 }).map((one) => `${String(one).padStart(2, "0")}:00`);
const person = fc.constantFrom("mia", "ana");
const window = fc.tuple(hour, hour).filter(([from, to]) => from < to);

/** A change that the owner may make to the configuration. */
type Change = (salon: Salon) => unknown;
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(day, fc.array(window, { maxLength: 2 })).map(
    ([date, hours]): Change =>
      (salon) =>
        addOverride(salon.ctx(), { staff_id: null, date, hours }),
  ),
  fc.tuple(person, day, window).map(
    ([staff_id, date, [from, to]]): Change =>
      (salon) =>
        addTimeOff(salon.ctx(), { staff_id, start: `${date}T${from}`, end: `${date}T${to}`, reason: "" }),
  ),
  fc.tuple(person, fc.constantFrom<("mon" | "tue" | "wed")[]>(["mon"], ["tue", "wed"])).map(
    ([id, days]): Change =>
      (salon) =>
        changeStaff(salon.ctx(), id, {
          hours: Object.fromEntries(days.map((one) => [one, [["10:00", "15:00"]]])),
        }),
  ),
  fc.tuple(person, fc.subarray(["cut", "laser", "yoga"])).map(
    ([id, services]): Change =>
      (salon) =>
        changeStaff(salon.ctx(), id, { services }),
  ),
  person.map(
    (id): Change =>
      (salon) =>
        archiveStaff(salon.ctx(), id),
  ),
  fc.constantFrom("cut", "laser").map(
    (id): Change =>
      (salon) =>
        archiveService(salon.ctx(), id),
  ),
  fc.integer({ min: 15, max: 90 }).map(
    (minutes): Change =>
      (salon) =>
        changeService(salon.ctx(), "cut", { duration_minutes: minutes, price_cents: 9000 }),
  ),
  fc.constant<Change>((salon) => changeResource(salon.ctx(), "chair", { quantity: 1 })),
  fc.integer({ min: 0, max: 5000 }).map(
    (minutes): Change =>
      (salon) => {
        const policies = { ...getPolicies(salon.db), min_notice_minutes: minutes, booking_window_days: 1 };
        changeSettings(salon.ctx(), "policies", policies);
      },
  ),
);

const wish = fc.record({
  serviceId: fc.constantFrom("cut", "cut", "laser", "yoga"),
  staffId: fc.option(person, { nil: undefined }),
  quarter: fc.integer({ min: 0, max: 3 * 96 }),
});

describe("in a file", () => {
  test("exactly those visits are listed that the engine would no longer offer, whatever was changed", async () => {
    let listed = 0;
    const property = fc.asyncProperty(
      fc.array(wish, { minLength: 5, maxLength: 30 }),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (wishes, changes) => {
        const salon = luna();
        const uids = wishes.flatMap(({ quarter, ...one }) =>
          book(salon, { ...one, start: MONDAY + quarter * 15 * MINUTE }),
        );
        const ctx = salon.ctx();
        expect((await listAttention(ctx, { limit: 100 }, "")).items).toEqual([]);
        for (const apply of changes) ignoringRefusals(() => apply(salon));
        const { items } = await listAttention(ctx, { limit: 100 }, "");
        const expected = uids.filter((uid) => !isOffered(salon, uid));
        expect(items.map(({ booking }) => booking.row.uid).toSorted()).toEqual(expected.toSorted());
        listed += items.length;
      },
    );
    await fc.assert(property, { numRuns: 60, seed: 20260310 });
    expect(listed).toBeGreaterThan(50);
  });

  test("upcoming visits are found without reading past ones", () => {
    const { db } = luna();
    expect(slowSteps(db, aheadQuery({ startAt: MONDAY, uid: "", limit: 200 }))).toEqual([]);
  });

  test("a visit that has started or is over needs no attention", async () => {
    const salon = luna();
    book(salon, { serviceId: "cut", staffId: "mia", start: MONDAY });
    addOverride(salon.ctx(), { staff_id: null, date: "2026-03-09", hours: [] });
    expect((await listAttention(salon.ctx(), { limit: 5 }, "")).items).toHaveLength(1);
    salon.clock.advance(MONDAY + 1 - salon.clock.now());
    expect((await listAttention(salon.ctx(), { limit: 5 }, "")).items).toEqual([]);
    salon.clock.advance(HOUR);
    salon.db.write((tx) => void tx.run(build.updateTable("meta").set({ config_version: 99 })));
    expect((await listAttention(salon.ctx(), { limit: 5 }, "")).items).toEqual([]);
  });
});

function book(
  salon: Salon,
  one: { serviceId: string; staffId?: string | undefined; start: number },
): string[] {
  const customer = { name: "Ana Ruiz", email: "ana@example.com" };
  const booked = bookSlot(salon.ctx(), { ...one, customer, source: "page" });
  return booked.outcome === "booked" ? [booked.booking.row.uid] : [];
}

/** Random changes may be refused: a date already has hours of its own, a service is already archived. */
function ignoringRefusals(apply: () => unknown): void {
  try {
    apply();
  } catch (error) {
    if (!(error instanceof Error) || !("reason" in error)) throw error;
  }
}

/**
 * By the engine itself: under its own terms and without its own rows; notice, window and grid do not apply.
 */
function isOffered(salon: Salon, uid: string): boolean {
  const item = findBooking(salon.db, uid)?.items[0];
  if (!item) throw new Error("A visit has gone.");
  const today = calendarRules(salon.db);
  const service = today.services.get(item.service_id);
  if (service?.active !== true) return false;
  const own = rulesOfTerms(item.service_id, fromJson(item.terms), service);
  const rules = { ...today, services: new Map(today.services).set(item.service_id, own) };
  const start = item.start_at;
  const date = rules.zone.localDateOf(start);
  const query = {
    serviceId: item.service_id,
    staffId: item.staff_id,
    now: salon.clock.now(),
    from: date,
    to: date,
    ignoreOwner: uid,
    override: true,
    anyStart: true,
  };
  return judgeStart(rules, readOccupied(salon.db, rules, query), { ...query, start }).offered;
}
