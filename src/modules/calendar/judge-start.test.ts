import { describe, expect, it } from "vitest";

import { aCalendar, aPerson, aRow, aService, local, NOTHING_TAKEN, taken } from "#test/calendar/builders.ts";

import { judgeStart, type StartQuery } from "./judge-start.ts";

const NOON = local("2026-03-16T12:00");
const RULES = aCalendar({
  services: [
    aService(),
    aService({ id: "old", active: false }),
    aService({ id: "tint", slotAlignment: "opening", slotIntervalMinutes: 60 }),
  ],
  staff: [
    aPerson("mia", { serviceIds: new Set(["cut", "tint"]) }),
    aPerson("ana", { active: false }),
    aPerson("eve", { serviceIds: new Set() }),
  ],
  minNoticeMinutes: 60,
  bookingWindowDays: 3,
});

function reason(query: Partial<StartQuery>, rows = NOTHING_TAKEN): string {
  const verdict = judgeStart(RULES, rows, {
    serviceId: "cut",
    start: local("2026-03-16T15:00"),
    now: NOON,
    ...query,
  });
  return verdict.offered ? "offered" : verdict.reason;
}

describe("why a start is refused", () => {
  it.each([
    ["offered", {}],
    ["unknown_service", { serviceId: "perm" }],
    ["inactive", { serviceId: "old" }],
    ["unknown_staff", { staffId: "nobody" }],
    ["unknown_staff", { staffId: "ana" }],
    ["unknown_staff", { staffId: "eve" }],
    ["past", { start: local("2026-03-16T11:30") }],
    ["past", { start: local("2026-03-16T11:30"), override: true }],
    ["too_soon", { start: local("2026-03-16T12:30") }],
    ["offered", { start: local("2026-03-16T13:00") }],
    ["offered", { start: local("2026-03-18T09:00") }],
    ["outside_window", { start: local("2026-03-19T09:00") }],
    ["closed", { start: local("2026-03-16T17:00") }],
    ["closed", { start: local("2026-03-17T08:30") }],
    ["off_grid", { start: local("2026-03-16T15:10") }],
    ["off_grid", { start: local("2026-03-16T15:00") + 1 }],
    ["offered", { start: local("2026-03-16T15:10"), anyStart: true }],
    ["off_grid", { start: local("2026-03-17T09:30"), serviceId: "tint" }],
    ["taken", { seats: 2 }],
  ] as const)("%s: %j", (expected, query) => {
    expect(reason(query)).toBe(expected);
  });

  it("is that it is taken only if the grid has it", () => {
    const rows = taken({ mia: [aRow(local("2026-03-16T14:50"), 60)] });
    expect(reason({}, rows)).toBe("taken");
    expect(reason({ start: local("2026-03-16T15:10") }, rows)).toBe("off_grid");
    expect(reason({ serviceId: "tint" }, rows)).toBe("taken");
    expect(reason({ serviceId: "tint", start: local("2026-03-16T16:00") }, rows)).toBe("off_grid");
    expect(reason({ serviceId: "tint", start: local("2026-03-16T15:50") }, rows)).toBe("offered");
  });
});
