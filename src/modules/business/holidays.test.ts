import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { PLATFORM_KEY as key, startTestApp, type TestApp } from "#test/app.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";
import { aDocument } from "#test/tenant-documents.ts";

import { changeSettings } from "./commands.ts";
import { nextHolidayWork } from "./holiday-queries.ts";
import { changePolicies, refreshHolidays } from "./holidays.ts";
import { isSkipped, placeOf, unknownSkips } from "./plan-holidays.ts";
import { findPublicHolidays } from "./public-holidays.ts";
import { getPolicies } from "./queries.ts";
import { settingsDocuments } from "./schemas.ts";
import { workOutHolidays } from "./work-out-holidays.ts";

const BOXING_DAY = {
  date: "2027-12-28",
  name: "Boxing Day (substitute day)",
  englishName: "Boxing Day (substitute day)",
  names: ["Boxing Day (substitute day)", "Boxing Day"],
};

test.each([
  ["its date", "2027-12-28", true],
  ["its name", "Boxing Day (substitute day)", true],
  ["the day it substitutes", "boxing day ", true],
  ["another apostrophe and case", "BOXING DAY", true],
  ["another day", "Christmas Day", false],
  ["a part of its name", "Boxing", false],
  ["another date", "2027-12-27", false],
])("a holiday is skipped by %s: %s", (_, entry, skipped) => {
  expect(isSkipped(BOXING_DAY, [entry])).toBe(skipped);
});

test("an entry to skip must be a holiday, or a date of any year", () => {
  const skip = ["Boxing Day", "Boxing", "2020-01-01", "2027-02-30"];
  expect(unknownSkips([BOXING_DAY], skip)).toEqual([1, 3]);
});

test("a place is a country, or a region of a country", () => {
  expect(placeOf({ country: null, region: "NY", skip: [] })).toBeUndefined();
  expect(placeOf({ country: "US", region: null, skip: [] })).toBe("US");
  expect(placeOf({ country: "US", region: "ny", skip: [] })).toBe("US-NY");
});

describe("the holidays of a place", () => {
  const inYear = (country: string, region: string | null, year: number) => {
    const known = workOutHolidays({ country, region, fromYear: year, toYear: year });
    if (known.outcome !== "known") throw new Error(known.outcome);
    return known.days.map(({ date, name }) => `${date.slice(5)} ${name}`);
  };

  test.each([
    ["US", null, "11-26 Thanksgiving Day"],
    ["DE", "BY", "01-06 Heilige Drei Könige"],
    ["DE", "by", "11-01 Allerheiligen"],
    ["GB", "SCT", "01-02 January 2nd"],
    ["US", "LA-NO", "02-17 Mardi Gras"],
    ["JP", null, "01-01 元日"],
    // The holiday is the day itself, not the evening before on which it begins.
    ["IL", null, "04-02 פסח"],
  ])("of %s %s have %s", (country, region, day) => {
    expect(inYear(country, region, 2026)).toContain(day);
  });

  test("that last several days close each of them, across the end of a year too", () => {
    const days = inYear("SZ", null, 2027);
    expect(days.filter((day) => day.endsWith("Incwala"))).toEqual(
      ["01-01", "01-02", "12-28", "12-29", "12-30", "12-31"].map((date) => `${date} Incwala`),
    );
  });

  test("that begin at noon close no day", () => {
    expect(inYear("IS", null, 2026)).not.toContain("12-24 Aðfangadagur");
  });

  test("are computed in a process of its own, and not made up", async () => {
    const question = { country: "ZZ", region: null, fromYear: 2026, toYear: 2026 };
    const inJapan = { ...question, country: "JP" };
    expect(await findPublicHolidays(inJapan)).toEqual(workOutHolidays(inJapan));
    expect(await findPublicHolidays(question)).toEqual({ outcome: "unknown_country" });
    expect(await findPublicHolidays({ ...question, country: "DE", region: "XX" })).toMatchObject({
      outcome: "unknown_region",
    });
  });
});

describe("the job that keeps holidays up to date", () => {
  const due = (salon: Salon) => nextHolidayWork(salon.db, salon.clock.now());
  const closed = (salon: Salon) => [...calendarRules(salon.db).overrides.keys()];
  const keeping = (country: string) => aSalon({ policies: { holidays: { country } } });
  const NEW_YEAR = at("2027-01-01T05:00:00Z");

  test("does nothing if none are kept", async () => {
    const salon = aSalon();
    expect(due(salon)).toBeNull();
    await refreshHolidays(salon.ctx());
    expect(salon.db.all(build.selectFrom("events").selectAll())).toEqual([]);
  });

  test("is due at once if they were never computed, then at the business's new year", async () => {
    const salon = keeping("US");
    expect([due(salon), closed(salon)]).toEqual([salon.clock.now(), []]);
    await refreshHolidays(salon.ctx());
    expect(due(salon)).toBe(NEW_YEAR);
    expect(closed(salon)).toContain("2026-12-25");
    await refreshHolidays(salon.ctx());
    expect(salon.db.all(build.selectFrom("events").selectAll())).toHaveLength(1);
  });

  test("ends if the library no longer knows the place", async () => {
    const salon = keeping("ZZ");
    await refreshHolidays(salon.ctx());
    expect([due(salon), closed(salon)]).toEqual([NEW_YEAR, []]);
  });

  test("gives way to policies that change in between", async () => {
    const salon = keeping("US");
    const refreshed = refreshHolidays(salon.ctx());
    const policies = getPolicies(salon.db);
    await changePolicies(salon.ctx(), { ...policies, holidays: { country: "DE", region: null, skip: [] } });
    await refreshed;
    expect(closed(salon)).toContain("2026-10-03");
    expect(closed(salon)).not.toContain("2026-07-04");
    expect([due(salon), salon.wakes]).toEqual([NEW_YEAR, [NEW_YEAR]]);
  });

  test("deletes those of a business that no longer keeps any", async () => {
    const salon = keeping("US");
    await refreshHolidays(salon.ctx());
    const { holidays: _, ...policies } = getPolicies(salon.db);
    changeSettings(salon.ctx(), "policies", settingsDocuments.policies.parse(policies));
    expect(due(salon)).toBe(salon.clock.now());
    await refreshHolidays(salon.ctx());
    expect([due(salon), closed(salon)]).toEqual([null, []]);
  });
});

describe("a business that keeps holidays", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    await found("luna", { holidays: { country: "US", region: "NY", skip: ["Juneteenth"] } });
    await found("bella", {});
  });
  afterAll(() => app.close());

  const weekdays = Object.fromEntries(
    ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "17:00"]]]),
  );
  const found = async (slug: string, policies: object) => {
    const profile = { business_name: slug, time_zone: "America/New_York" };
    const body = aDocument({
      slug,
      profile,
      hours: weekdays,
      policies: { booking_window_days: 400, ...policies },
    });
    expect((await app.ask("POST", "/v1/admin/tenants", { key, body })).status).toBe(201);
  };
  const ask = (method: string, path: string, body?: unknown, slug = "luna") =>
    app.ask(method, `/t/${slug}/v1/${path}`, { key, ...(body !== undefined && { body }) });
  const slotsOn = async (date: string, slug = "luna") => {
    const [service] = (await ask("GET", "admin/services", undefined, slug)).body.items;
    const path = `public/availability?service_id=${service.id}&date=${date}`;
    return (await ask("GET", path, undefined, slug)).body.slots.length;
  };
  const inFile = async <T>(read: (db: Parameters<typeof calendarRules>[0]) => T) => {
    const tenant = await app.deps.control.tenantBySlug("luna");
    const lease = await app.deps.store.lease(tenant!.id);
    try {
      return read(lease.db);
    } finally {
      lease.release();
    }
  };

  test("is closed on them from the start, except those that it skips", async () => {
    expect(await slotsOn("2026-05-25")).toBe(0);
    expect(await slotsOn("2026-06-19")).toBeGreaterThan(0);
    expect(await slotsOn("2026-05-25", "bella")).toBeGreaterThan(0);
  });

  test("refuses a visit on them, even with the owner's override", async () => {
    const [service] = (await ask("GET", "admin/services")).body.items;
    const body = {
      service_id: service.id,
      start: "2026-05-25T14:00:00Z",
      customer: { name: "Ana", email: "ana@example.com" },
      override: true,
    };
    const refused = await ask("POST", "admin/bookings", body);
    expect(refused).toMatchObject({ status: 409, body: { error: { reason: "SLOT_NOT_AVAILABLE" } } });
  });

  test("opens on a holiday if the owner sets an override for it", async () => {
    const override = { date: "2026-07-03", hours: [["10:00", "12:00"]] };
    const made = await ask("POST", "admin/overrides", override);
    expect([made.status, await slotsOn("2026-07-03")]).toEqual([201, 7]);
    const year = await ask("GET", "admin/holidays?year=2026");
    expect(year.body.items).toContainEqual({
      date: "2026-07-03",
      name: "Independence Day (substitute day)",
      english_name: "Independence Day (substitute day)",
      status: "override",
      hours: [["10:00", "12:00"]],
    });
    await ask("DELETE", `admin/overrides/${made.body.id}`);
    expect(await slotsOn("2026-07-03")).toBe(0);
  });

  test("can preview a year of them by name, also for another place before choosing it", async () => {
    const own = await ask("GET", "admin/holidays");
    expect(own.body).toMatchObject({ country: "US", region: "NY", year: 2026 });
    expect(own.body.items).toContainEqual(expect.objectContaining({ name: "Juneteenth", status: "skipped" }));
    const other = await ask("GET", "admin/holidays?country=DE&region=BY&year=2030", undefined, "bella");
    expect(other.body.items).toContainEqual({
      date: "2030-06-20",
      name: "Fronleichnam",
      english_name: "Corpus Christi",
      status: "closed",
    });
    const none = await ask("GET", "admin/holidays", undefined, "bella");
    expect(none.body).toEqual({ country: null, region: null, year: 2026, items: [] });
  });

  test.each([
    ["country=ZZ", "country"],
    ["country=usa", "country"],
    ["country=DE&region=XX", "region"],
    ["year=1", "year"],
    ["day=1", "day"],
  ])("cannot preview %s", async (query, path) => {
    expect(await ask("GET", `admin/holidays?${query}`)).toMatchObject({
      status: 400,
      body: { error: { code: "INVALID_ARGUMENT", details: { path } } },
    });
  });

  test.each([
    [{ country: "ZZ" }, "holidays.country"],
    [{ country: "US", region: "BY" }, "holidays.region"],
    [{ country: "US", skip: ["Juneteenth", "Fronleichnam"] }, "holidays.skip.1"],
  ])("cannot keep %j", async (holidays, path) => {
    const refused = await ask("PUT", "admin/policies", { holidays });
    expect(refused).toMatchObject({ status: 400, body: { error: { details: { path } } } });
    const document = aDocument({ slug: "nowhere", policies: { holidays } });
    const founded = await app.ask("POST", "/v1/admin/tenants", { key, body: document });
    // A document may date from a time when the name was known.
    expect(founded.status).toBe(path === "holidays.skip.1" ? 201 : 400);
  });

  test("has new dates as soon as its policies change, and none if it keeps none", async () => {
    const policies = (await ask("GET", "admin/policies")).body;
    const put = (holidays: object) => ask("PUT", "admin/policies", { ...policies, holidays });
    expect((await put({ country: "DE", region: "BY" })).status).toBe(200);
    expect([await slotsOn("2026-05-25"), await slotsOn("2026-06-04")]).toEqual([0, 0]);
    expect((await put({ country: "DE", region: "BE", skip: ["Whit Monday"] })).status).toBe(200);
    expect(await slotsOn("2026-05-25")).toBeGreaterThan(0);
    expect(await slotsOn("2026-06-04")).toBeGreaterThan(0);
    expect((await put({})).status).toBe(200);
    expect(await inFile((db) => db.all(build.selectFrom("holidays").selectAll()))).toEqual([]);
    expect((await put(policies.holidays)).status).toBe(200);
    expect(await slotsOn("2026-05-25")).toBe(0);
  });

  test("gets those of the following years automatically", async () => {
    const years = () =>
      inFile((db) => db.all(build.selectFrom("holiday_years").select("year")).map((row) => row.year));
    const closed2031 = () => inFile((db) => calendarRules(db).overrides.has("2031-07-04"));
    expect([await years(), await closed2031()]).toEqual([[2026, 2027, 2028, 2029, 2030], false]);
    app.clock.advance(Date.parse("2027-01-01T04:59:59Z") - app.clock.now());
    await app.deps.jobs.runNow("due_work");
    expect(await closed2031()).toBe(false);
    app.clock.advance(1000);
    await app.deps.jobs.runNow("due_work");
    expect([await years(), await closed2031()]).toEqual([[2027, 2028, 2029, 2030, 2031], true]);
    const kinds = await inFile((db) =>
      db.all(build.selectFrom("events").select("kind")).map((row) => row.kind),
    );
    expect(kinds.filter((kind) => kind === "holidays_worked_out")).toHaveLength(1);
  });
});
