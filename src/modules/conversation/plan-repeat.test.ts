import { describe, expect, test } from "vitest";

import { getZone } from "#kernel/zone.ts";

import { planRepeat } from "./plan-repeat.ts";
import type { Draft } from "./state.ts";

const zone = getZone("America/New_York");
const TUESDAY = zone.localToInstant("2026-03-10", 600, "earlier");
const LAST_OF_AUGUST = zone.localToInstant("2026-08-31", 600, "earlier");
const calendar = { zone, lastDate: "2026-05-04" } as const;
const weekly = { every: "week", interval: 1 } as const;
const monthly = { every: "month", interval: 1 } as const;

describe("how a visit repeats", () => {
  test.each<[string, Draft["repeat"], object]>([
    ["not at all", undefined, { kind: "once" }],
    ["one time in all", { ...weekly, count: 1 }, { kind: "once" }],
    ["so many times", { ...weekly, count: 4 }, { kind: "series", repeat: { ...weekly, count: 4 } }],
    ["until a day", { ...weekly, until: "2026-04-01" }, { repeat: { ...weekly, until: "2026-04-01" } }],
    [
      "for six weeks",
      { ...weekly, lasting: { count: 6, unit: "week" } },
      { repeat: { until: "2026-04-20" } },
    ],
    [
      "for half a year",
      { ...monthly, lasting: { count: 6, unit: "month" } },
      { repeat: { until: "2026-09-09" } },
    ],
    ["as long as can be", { ...weekly, open: true }, { repeat: { ...weekly, until: "2026-05-04" } }],
    ["how often was not said", { standing: true }, { kind: "missing", field: "repeat_every" }],
    ["as none can", { other: true }, { kind: "missing", field: "repeat_every", why: "cannot_be" }],
    ["how long was not said", weekly, { kind: "missing", field: "repeat_until" }],
    ["too many", { ...weekly, count: 53 }, { field: "repeat_until", why: "too_many" }],
    ["too long", { ...weekly, until: "2028-01-01" }, { field: "repeat_until", why: "too_many" }],
    ["until before it begins", { ...weekly, until: "2026-03-01" }, { field: "repeat_until" }],
    [
      "until before the second",
      { ...monthly, until: "2026-04-01" },
      { field: "repeat_until", why: "just_one" },
    ],
  ])("%s", (_what, wished, expected) => {
    expect(planRepeat(wished, TUESDAY, calendar)).toMatchObject(expected);
  });

  test("monthly, starting on a day that some months lack", () => {
    const wished = { ...monthly, lasting: { count: 6, unit: "month" } } as const;
    expect(planRepeat(wished, LAST_OF_AUGUST, calendar)).toMatchObject({ repeat: { until: "2027-02-28" } });
  });
});
