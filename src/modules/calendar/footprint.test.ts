import { describe, expect, it } from "vitest";

import { formatLocal } from "#kernel/local-date-time.ts";
import { aService, local, NEW_YORK } from "#test/calendar/builders.ts";

import { type FootprintRow, planFootprint } from "./footprint.ts";
import type { ServiceRules } from "./rules.ts";

const TEN = local("2026-03-16T10:00");

function footprint(service: Partial<ServiceRules>, start = TEN) {
  return planFootprint(aService(service), { serviceId: "cut", staffId: "mia", start, ownerId: "visit-1" });
}

function shown(rows: readonly FootprintRow[]): string[] {
  const time = (at: number): string => formatLocal(NEW_YORK, at).slice(11);
  return rows.map((row) => `${row.subjectId} ${time(row.start)}-${time(row.end)}`);
}

describe("the footprint of a visit", () => {
  it("is its steps plus buffers, though its start and end exclude them", () => {
    const visit = footprint({ bufferBeforeMinutes: 15, bufferAfterMinutes: 30 });
    expect(shown(visit.rows)).toEqual(["mia 09:45-11:00"]);
    expect([visit.start, visit.end]).toEqual([TEN, TEN + 30 * 60_000]);
  });

  it("leaves the staff member free in a staff-free step, but not the room", () => {
    const visit = footprint({
      durationMinutes: 135,
      steps: [
        { minutes: 40, staffFree: false },
        { minutes: 20, staffFree: false },
        { minutes: 45, staffFree: true },
        { minutes: 30, staffFree: false },
      ],
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: 10,
      resourceIds: ["chair", "room"],
    });
    expect(shown(visit.rows)).toEqual([
      "mia 09:55-11:00",
      "mia 11:45-12:25",
      "chair 09:55-12:25",
      "room 09:55-12:25",
    ]);
  });

  it("has a buffer as a row of its own next to a staff-free step", () => {
    const steps = [
      { minutes: 20, staffFree: true },
      { minutes: 10, staffFree: false },
    ];
    expect(shown(footprint({ steps, bufferBeforeMinutes: 5 }).rows)).toEqual([
      "mia 09:55-10:00",
      "mia 10:20-10:30",
    ]);
  });

  it("occupies a resource once, however often it is named", () => {
    expect(shown(footprint({ resourceIds: ["chair", "chair"] }).rows)).toEqual([
      "mia 10:00-10:30",
      "chair 10:00-10:30",
    ]);
  });

  it("lasts elapsed minutes when clocks change", () => {
    const visit = footprint({ durationMinutes: 90, steps: [] }, local("2026-03-08T00:45"));
    expect(formatLocal(NEW_YORK, visit.end)).toBe("2026-03-08T03:15");
  });

  it("is claimed by its owner, a seat of a class by service, person and start", () => {
    expect(footprint({}).rows[0]?.claim).toBe("visit-1");
    const yoga = aService({ id: "yoga", capacity: 3, resourceIds: ["room"] });
    const seat = (ownerId: string, over = {}) =>
      planFootprint(yoga, { serviceId: "yoga", staffId: "mia", start: TEN, ownerId, ...over }).rows;
    const claims = (rows: readonly FootprintRow[]): Set<string> => new Set(rows.map((row) => row.claim));
    expect(claims([...seat("a"), ...seat("b")]).size).toBe(1);
    expect(
      claims([...seat("a"), ...seat("a", { start: TEN + 1 }), ...seat("a", { staffId: "ana" })]).size,
    ).toBe(3);
    expect(seat("a", { seats: 2 })[0]).toMatchObject({ seats: 2, capacity: 3, ownerId: "a" });
  });
});
