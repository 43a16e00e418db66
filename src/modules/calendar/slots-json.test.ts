import { describe, expect, test } from "vitest";

import { splitMix32 } from "#kernel/ids.ts";
import { MINUTE } from "#kernel/instant.ts";
import { getZone, type Zone } from "#kernel/zone.ts";
import { at } from "#test/salon.ts";

import type { Slot } from "./rules.ts";
import { listSlots, NO_SLOTS, type SlotTable } from "./slot-table.ts";
import { slotView } from "./slot-view.ts";
import { slotsJson } from "./slots-json.ts";

const MIA_AND_NOOR = ["mia", "noor"];
const TEAMS = [MIA_AND_NOOR, ["mia"], ['"Zoë" \\ 2'], Array.from({ length: 40 }, (_, i) => `member-${i}`)];

/** These slots as a table, for a visit of `duration` minutes. */
function tableOf(zone: Zone, slots: readonly Slot[], duration: number): SlotTable {
  const [first, last] = [slots[0]?.start ?? 0, slots.at(-1)?.start ?? 0];
  return {
    starts: slots.map((slot) => slot.start / MINUTE),
    teams: [[], ...TEAMS],
    teamAt: slots.map((slot) => TEAMS.indexOf(slot.staffIds as string[]) + 1),
    seatsAt: slots.map((slot) => slot.seatsLeft),
    duration,
    pieces: zone.dayPieces(zone.dayOf(first), zone.dayOf(last)),
  };
}

/** Every `step` minutes from `from` on, for a visit of `duration` minutes. */
function slotsFrom(from: string, count: number, step: number, duration: number): Slot[] {
  const next = splitMix32(count);
  return Array.from({ length: count }, (_, i) => {
    const start = at(from) + i * step * MINUTE;
    const staffIds = TEAMS[next() % TEAMS.length] ?? [];
    return { start, end: start + duration * MINUTE, staffIds, seatsLeft: 1 + (next() % 12) };
  });
}

describe("slots as JSON", () => {
  test.each([
    ["a day in New York", "America/New_York", slotsFrom("2026-03-09T13:00:00Z", 32, 15, 30)],
    ["the night when clocks go forward", "America/New_York", slotsFrom("2026-03-08T05:00:00Z", 60, 5, 90)],
    ["the night when an hour comes twice", "America/New_York", slotsFrom("2026-11-01T03:00:00Z", 90, 5, 30)],
    ["half an hour that comes twice", "Australia/Lord_Howe", slotsFrom("2026-04-04T13:00:00Z", 60, 5, 30)],
    ["a visit over midnight in UTC", "Asia/Kathmandu", slotsFrom("2026-03-09T22:00:00Z", 30, 7, 240)],
    ["a month and a half", "Europe/London", slotsFrom("2026-03-20T00:00:00Z", 1500, 45, 60)],
    ["one", "UTC", slotsFrom("2026-12-31T23:59:00Z", 1, 15, 30)],
    ["none", "UTC", []],
  ])("are what their views say: %s", (_what, zoneId, slots) => {
    const zone = getZone(zoneId);
    const duration = slots[0] ? (slots[0].end - slots[0].start) / MINUTE : 30;
    const table = tableOf(zone, slots, duration);
    expect(listSlots(table)).toEqual(slots);
    expect(slotsJson(zone, table).toString()).toBe(JSON.stringify(slots.map((slot) => slotView(zone, slot))));
  });

  test("stand between the texts that they are given", () => {
    const [zone, slots] = [getZone("UTC"), slotsFrom("2026-03-09T09:00:00Z", 3, 15, 30)];
    const text = JSON.stringify(slots.map((slot) => slotView(zone, slot)));
    expect(
      slotsJson(zone, tableOf(zone, slots, 30), {
        before: '{"slots":',
        after: ',"zone":"Zürich"}',
      }).toString(),
    ).toBe(`{"slots":${text},"zone":"Zürich"}`);
    expect(slotsJson(zone, NO_SLOTS, { before: '{"slots":', after: "}" }).toString()).toBe('{"slots":[]}');
  });
});
