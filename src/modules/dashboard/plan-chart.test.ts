import { describe, expect, test } from "vitest";

import { HOUR } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";
import type { Booking } from "#modules/booking/index.ts";

import { planChart } from "./plan-chart.ts";

const zone = getZone("America/New_York");

/** A local time on Friday 6 March, `26:30` being the day after; New York is at UTC−5. */
function at(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return Date.UTC(2026, 2, 6, 5 + hours, minutes);
}

type Wish = { from: string; to: string; staff?: string; who?: string; status?: string; here?: boolean };

function visit({ from, to, staff = "Mia", who = "Ana", status = "confirmed", here = false }: Wish): Booking {
  const item = { staff_id: staff, staff_name: staff, service_id: "cut", start_at: at(from), end_at: at(to) };
  const row = { uid: `${who} ${from}`, status, start_at: at(from), checked_in_at: here ? at(from) : null };
  return { row, items: [item], customer: { name: who } } as unknown as Booking;
}

const look = (visits: readonly Booking[], now = "09:00") => planChart(visits, zone, at(now));

describe("a day at a glance", () => {
  test("is not shown for fewer than two visits", () => {
    expect(look([])).toBeUndefined();
    expect(look([visit({ from: "10:00", to: "11:00" })])).toBeUndefined();
  });

  test("has a row for each person, and whole hours around the visits", () => {
    const chart = look([
      visit({ from: "10:30", to: "11:00", staff: "Noah", who: "Bea" }),
      visit({ from: "12:00", to: "13:30" }),
    ]);
    expect(chart?.hours).toEqual([
      { left: "0.00%", label: "10 am" },
      { left: "25.00%", label: "11 am" },
      { left: "50.00%", label: "12 pm" },
      { left: "75.00%", label: "1 pm" },
    ]);
    expect(chart?.rows.map(({ name, height }) => [name, height])).toEqual([
      ["Mia", 36],
      ["Noah", 36],
    ]);
    expect(chart?.rows[1]?.bars).toEqual([
      { left: "12.50%", width: "12.50%", top: 0, label: "Bea", uid: "Bea 10:30", tone: "coming" },
    ]);
  });

  test("stacks overlapping visits, and merges those of a class", () => {
    const both = { from: "10:00", to: "12:00" };
    const chart = look([
      visit({ ...both, who: "Ana" }),
      visit({ ...both, who: "Bea" }),
      visit({ from: "11:00", to: "11:30", who: "Cleo" }),
      visit({ from: "12:00", to: "13:00", who: "Dora" }),
    ]);
    expect(chart?.rows[0]?.bars.map(({ label, top }) => [label, top])).toEqual([
      ["2 people", 0],
      ["Cleo", 36],
      ["Dora", 0],
    ]);
    expect(chart?.rows[0]?.height).toBe(72);
  });

  test("shows which visits are over, here, late and to come, and the current time", () => {
    const chart = look(
      [
        visit({ from: "09:00", to: "10:00", status: "completed" }),
        visit({ from: "10:00", to: "11:00", here: true }),
        visit({ from: "10:00", to: "11:00", staff: "Noah" }),
        visit({ from: "12:00", to: "13:00" }),
      ],
      "10:30",
    );
    expect(chart?.rows.flatMap(({ bars }) => bars.map(({ tone }) => tone))).toEqual([
      "over",
      "here",
      "coming",
      "late",
    ]);
    expect(chart?.now).toBe("37.50%");
    expect(look([visit({ from: "10:00", to: "11:00" }), visit({ from: "11:00", to: "12:00" })])?.now).toBe(
      undefined,
    );
  });

  test.each([
    ["late", [{ status: "completed" }, {}]],
    ["here", [{ status: "no_show" }, { here: true }]],
    ["over", [{ status: "completed" }, { status: "no_show" }]],
  ])("shows a class as %s by the participant with the highest precedence", (tone, people) => {
    const chart = look(
      people.map((one) => visit({ from: "10:00", to: "11:00", ...one })),
      "10:30",
    );
    expect(chart?.rows[0]?.bars).toMatchObject([{ label: "2 people", tone }]);
  });

  test.each([
    ["every hour of a short day", ["11:00", "12:00"], ["12 am", "1 am", "2 am"], 12],
    ["every second hour of a long day", ["15:00", "16:00"], ["12 am", "2 am", "4 am"], 8],
    [
      "every third hour where a visit ends on the day after",
      ["15:00", "26:30"],
      ["12 am", "3 am", "6 am"],
      9,
    ],
  ])("labels %s", (_, [from = "", to = ""], labels, count) => {
    const chart = look([
      visit({ from: "00:00", to: "01:00", who: "Ana" }),
      visit({ from, to, staff: "Noah", who: "Bea" }),
    ]);
    expect(chart?.hours.map(({ label }) => label).slice(0, 3)).toEqual(labels);
    expect(chart?.hours).toHaveLength(count);
    expect(
      Number.parseFloat(chart!.rows[1]!.bars[0]!.left) + Number.parseFloat(chart!.rows[1]!.bars[0]!.width),
    ).toBeLessThanOrEqual(100.01);
  });

  test.each([
    ["spring", "2026-03-08", -5, ["12 am", "1 am", "3 am", "4 am"]],
    ["autumn", "2026-11-01", -4, ["12 am", "1 am", "1 am", "2 am", "3 am"]],
  ])("continues hour by hour when the clocks change in %s", (_, date, offset, labels) => {
    const midnight = Date.parse(`${date}T00:00:00Z`) - offset * HOUR;
    const first = visit({ from: "00:00", to: "00:30" });
    const items = (start: number) => [
      { ...first.items[0]!, staff_id: `Mia ${start}`, start_at: start, end_at: start + HOUR / 2 },
    ];
    const chart = planChart(
      [midnight, midnight + (labels.length - 1) * HOUR].map((start) => ({ ...first, items: items(start) })),
      zone,
      0,
    );
    expect(chart?.hours.map(({ label }) => label)).toEqual(labels);
  });
});
