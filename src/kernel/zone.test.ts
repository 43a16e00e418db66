import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";

import { formatInstant, type Instant, MINUTE, parseInstant } from "./instant.ts";
import { addDays, dayOf, type LocalDate } from "./local-date.ts";
import { formatLocal, parseLocalDateTime, readLocalDateTime } from "./local-date-time.ts";
import { findZone, getZone } from "./zone.ts";

const ZONES = [
  "America/New_York",
  "Europe/London",
  "Europe/Dublin",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Honolulu",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Havana",
  "Africa/Casablanca",
  "UTC",
];

const NEW_YORK = getZone("America/New_York");
const APIA = getZone("Pacific/Apia");
const HAVANA = getZone("America/Havana");
const SAO_PAULO = getZone("America/Sao_Paulo");
const ST_JOHNS = getZone("America/St_Johns");

function utc(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(text);
  return at;
}

describe("a zone's name", () => {
  it.each([
    "UTC",
    "Asia/Kolkata",
    "Asia/Calcutta",
    "America/Port-au-Prince",
    "Europe/Isle_of_Man",
    "Etc/GMT+5",
  ])("%s is one", (id) => {
    expect(findZone(id)?.id).toBe(id);
    expect(findZone(id)).toBe(findZone(id));
  });

  it.each([
    "",
    " UTC",
    "utc",
    "america/new_york",
    "America/new_York",
    "Mars/Olympus",
    "+05:00",
    "Z",
    "EDT",
    "../etc",
    "UTC\0",
  ])("%j is none", (id) => {
    expect(findZone(id)).toBeUndefined();
    expect(() => getZone(id)).toThrow(RangeError);
  });
});

describe("against Temporal", () => {
  /**
   * Every 67 minutes around each change of a zone's offset in some years, and coarsely across those years.
   */
  function* instants(id: string): Generator<Instant> {
    for (const year of [1970, 2010, 2011, 2018, 2026, 2099]) {
      const end = Date.UTC(year + 1, 0, 1);
      let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(
        Date.UTC(year, 0, 1),
      ).toZonedDateTimeISO(id);
      while (at !== null && at.epochMilliseconds < end) {
        for (let hours = -30; hours <= 30; hours += 1)
          yield Math.max(0, at.epochMilliseconds + hours * 67 * MINUTE);
        yield Math.max(0, at.epochMilliseconds - 1);
        at = at.getTimeZoneTransition("next");
      }
    }
  }

  it.each(ZONES)("%s shows the same on calendar and clock", (id) => {
    const zone = getZone(id);
    const wrong: string[] = [];
    for (const at of instants(id)) {
      const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id);
      const shown = `${there.toPlainDate().toString()}T${there.toPlainTime().toString().slice(0, 5)}`;
      const same =
        zone.offsetAt(at) === there.offsetNanoseconds / 1e6 &&
        zone.minuteOfDay(at) === there.hour * 60 + there.minute &&
        zone.localDateOf(at) === shown.slice(0, 10) &&
        formatLocal(zone, at) === shown;
      if (!same) wrong.push(shown);
    }
    expect(wrong).toEqual([]);
  });

  it.each(ZONES)("%s reads wall-clock times as the same instants", (id) => {
    const zone = getZone(id);
    const wrong: string[] = [];
    for (const at of instants(id)) {
      const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id);
      const wall = there.toPlainDateTime().round("minute");
      const date = wall.toPlainDate().toString() as LocalDate;
      for (const which of ["earlier", "later"] as const) {
        const expected = wall.toZonedDateTime(id, { disambiguation: which });
        const instant = zone.localToInstant(date, wall.hour * 60 + wall.minute, which);
        const exists = expected.toPlainDateTime().equals(wall);
        if (exists && instant !== expected.epochMilliseconds) wrong.push(`${wall.toString()} ${which}`);
      }
      const midnight = wall.toPlainDate().toZonedDateTime(id).epochMilliseconds;
      if (zone.startOfDay(date) !== midnight) wrong.push(`start of ${date}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(ZONES)("%s has every instant of a date in its pieces, and no other", (id) => {
    const zone = getZone(id);
    const wrong: string[] = [];
    for (const date of ["2010-11-06", "2011-12-29", "2018-11-03", "2026-03-28", "2026-10-31"] as const) {
      const [from, to] = [dayOf(date), dayOf(date) + 1];
      const pieces = zone.dayPieces(from, to);
      expect(pieces).toEqual(pieces.toSorted((a, b) => a.start - b.start));
      const first = zone.startOfDay(date) - 3 * 60 * MINUTE;
      for (let at = first; at < first + 56 * 60 * MINUTE; at += MINUTE) {
        const day = zone.dayOf(at);
        const inside = pieces.filter((piece) => piece.start <= at && at < piece.end);
        const midnight = at - zone.minuteOfDay(at) * MINUTE;
        const expected = day >= from && day <= to ? [midnight] : [];
        if (inside.map((piece) => piece.midnight).join() !== expected.join()) wrong.push(formatInstant(at));
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("SCHEDULING rule 3", () => {
  it("an edge in a gap is the instant of the change", () => {
    const change = utc("2026-03-08T07:00:00Z");
    for (const minutes of [120, 121, 179, 180])
      expect(NEW_YORK.localToInstant("2026-03-08", minutes, "earlier")).toBe(change);
    expect(NEW_YORK.localToInstant("2026-03-08", 150, "later")).toBe(change);
  });

  it("at a repeated hour there is an earlier and a later instant", () => {
    expect(formatInstant(NEW_YORK.localToInstant("2026-11-01", 90, "earlier"))).toBe("2026-11-01T05:30:00Z");
    expect(formatInstant(NEW_YORK.localToInstant("2026-11-01", 90, "later"))).toBe("2026-11-01T06:30:00Z");
    expect(formatInstant(NEW_YORK.localToInstant("2026-11-01", 120, "later"))).toBe("2026-11-01T07:00:00Z");
  });

  it("minutes past 1440 are wall-clock minutes of the days after", () => {
    expect(formatInstant(NEW_YORK.localToInstant("2026-03-07", 1440 + 240, "later"))).toBe(
      "2026-03-08T08:00:00Z",
    );
    expect(formatInstant(NEW_YORK.localToInstant("2026-03-07", 1440 + 150, "later"))).toBe(
      "2026-03-08T07:00:00Z",
    );
  });

  it("reading distinguishes a time that does not exist from one that occurs twice", () => {
    expect(readLocalDateTime(NEW_YORK, "2026-03-08T02:30")).toEqual({
      kind: "gap",
      change: utc("2026-03-08T07:00:00Z"),
    });
    expect(readLocalDateTime(NEW_YORK, "2026-11-01T01:30")).toEqual({
      kind: "twice",
      earlier: utc("2026-11-01T05:30:00Z"),
      later: utc("2026-11-01T06:30:00Z"),
    });
    expect(readLocalDateTime(NEW_YORK, "2026-03-08T03:00")).toEqual({
      kind: "once",
      at: utc("2026-03-08T07:00:00Z"),
    });
    expect(readLocalDateTime(NEW_YORK, "2026-11-01T02:00")).toEqual({
      kind: "once",
      at: utc("2026-11-01T07:00:00Z"),
    });
    expect(readLocalDateTime(NEW_YORK, "2026-03-08 03:00")).toBeUndefined();
  });

  it("a date that a place skipped has no time at all", () => {
    const change = utc("2011-12-30T10:00:00Z");
    expect(APIA.startOfDay("2011-12-30")).toBe(change);
    expect(APIA.startOfDay("2011-12-31")).toBe(change);
    expect(APIA.readLocal("2011-12-30", 600)).toEqual({ kind: "gap", change });
    expect(APIA.dayPieces(dayOf("2011-12-30"), dayOf("2011-12-30"))).toEqual([]);
    expect(APIA.localDateOf(change)).toBe("2011-12-31");
    expect(APIA.localDateOf(change - 1)).toBe("2011-12-29");
  });

  it("a midnight that does not exist, or occurs twice, still starts its date", () => {
    expect(formatInstant(SAO_PAULO.startOfDay("2018-11-04"))).toBe("2018-11-04T03:00:00Z");
    expect(formatLocal(SAO_PAULO, SAO_PAULO.startOfDay("2018-11-04"))).toBe("2018-11-04T01:00");
    expect(formatInstant(HAVANA.startOfDay("2026-11-01"))).toBe("2026-11-01T04:00:00Z");
    expect(formatInstant(HAVANA.localToInstant("2026-10-31", 1440, "later"))).toBe("2026-11-01T05:00:00Z");
  });

  it("a clock set back over midnight shows the old date again", () => {
    const pieces = ST_JOHNS.dayPieces(dayOf("2010-11-06"), dayOf("2010-11-06"));
    expect(pieces.map((piece) => [formatInstant(piece.start), formatInstant(piece.end)])).toEqual([
      ["2010-11-06T02:30:00Z", "2010-11-07T02:30:00Z"],
      ["2010-11-07T02:31:00Z", "2010-11-07T03:30:00Z"],
    ]);
  });
});

describe("a local date and time", () => {
  it("is read strictly", () => {
    expect(parseLocalDateTime("2026-03-09T09:05")).toEqual({ date: "2026-03-09", minutes: 545 });
    for (const text of [
      "2026-03-09",
      "2026-03-09T9:05",
      "2026-03-09T24:00",
      "2026-03-09T09:60",
      "2026-02-29T09:00",
      "2026-03-09T09:05Z",
      "",
    ])
      expect(parseLocalDateTime(text)).toBeUndefined();
  });

  it("years far apart can be queried in any order", () => {
    const zone = getZone("America/Chicago");
    for (const year of [2040, 1980, 2026, 2095, 1970]) {
      const date = `${year}-07-01` as LocalDate;
      expect(zone.localDateOf(zone.startOfDay(date))).toBe(date);
      expect(zone.localDateOf(zone.startOfDay(date) - 1)).toBe(addDays(date, -1));
    }
  });
});
