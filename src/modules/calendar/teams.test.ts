import { expect, test } from "vitest";

import { splitMix32 } from "#kernel/ids.ts";
import { aCalendar, aPerson, aRow, local, NOTHING_TAKEN, taken } from "#test/calendar/builders.ts";

import { planAvailability } from "./plan-availability.ts";
import type { CalendarRules, Taken } from "./rules.ts";

const MONDAY = "2026-03-16";
const NOW = local("2026-03-13T12:00");

function slotsOn(rules: CalendarRules, rows: Taken, staffId?: string) {
  return planAvailability(rules, rows, { serviceId: "cut", staffId, from: MONDAY, to: MONDAY, now: NOW })
    .slots;
}

test.each([1, 29, 30, 31, 65])("each of %i people is offered when they are free, and only then", (count) => {
  const staff = Array.from({ length: count }, (_, i) => aPerson(`person-${i}`));
  const rules = aCalendar({ staff });
  const next = splitMix32(count);
  const half = () =>
    local(`2026-03-16T${String(9 + (next() % 8)).padStart(2, "0")}:${next() % 2 === 0 ? "00" : "30"}`);
  const rows = taken(Object.fromEntries(staff.map(({ id }) => [id, [aRow(half(), 90)]])));
  const alone = new Map(staff.map(({ id }) => [id, slotsOn(rules, rows, id).map(({ start }) => start)]));
  const together = slotsOn(rules, rows);
  const starts = [...new Set([...alone.values()].flat())].toSorted((a, b) => a - b);
  expect(together.map(({ start, staffIds }) => ({ start, staffIds }))).toEqual(
    starts.map((start) => ({
      start,
      staffIds: staff.map(({ id }) => id).filter((id) => alone.get(id)?.includes(start)),
    })),
  );
  expect(slotsOn(rules, NOTHING_TAKEN).every(({ staffIds }) => staffIds.length === count)).toBe(true);
});
