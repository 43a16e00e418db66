import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { build } from "#db/tenant-db.ts";
import { fixedClock } from "#kernel/clock.ts";
import type { AppError } from "#kernel/errors.ts";
import { seededIds } from "#kernel/ids.ts";
import type { Problem } from "#kernel/problems.ts";
import { FRIDAY_MORNING } from "#test/salon.ts";
import { aDocument, documents } from "#test/tenant-documents.ts";
import { aTenantDb } from "#test/tenant-db.ts";

import { exportTenant, importTenant, readTenant, type TenantDocument, tenantJsonSchema } from "./index.ts";

function founded(document: TenantDocument) {
  const db = aTenantDb();
  const clock = fixedClock(FRIDAY_MORNING);
  const meta = {
    singleton: 1,
    tenant_id: "01hzzzzzzzzzzzzzzzzzzzzzzz",
    incarnation: "first",
    created_at: 0,
  } as const;
  db.write((tx) => void tx.run(build.insertInto("meta").values(meta)));
  importTenant(
    db,
    { clock, ids: seededIds(clock, 3), actor: { kind: "platform", id: null, channel: "api" } },
    document,
  );
  return db;
}

function imported(value: unknown): TenantDocument {
  const { document } = readTenant(value);
  const { slug, plan, phone_numbers: numbers } = document;
  return exportTenant(founded(document), { slug, plan, numbers });
}

function refusalOf(value: unknown): AppError | undefined {
  try {
    readTenant(value);
    return undefined;
  } catch (error) {
    return error as AppError;
  }
}

function problemsIn(value: unknown): Record<string, string> {
  const errors = (refusalOf(value)?.details?.["errors"] ?? []) as readonly Problem[];
  return Object.fromEntries(errors.map((problem) => [problem.path, problem.message]));
}

describe("a tenant file", () => {
  it("with the minimum gets sensible defaults", () => {
    expect(imported(aDocument())).toMatchObject({
      plan: "starter",
      policies: {
        min_notice_minutes: 60,
        booking_window_days: 60,
        hold_minutes: 5,
        waitlist: { mode: "one_at_a_time" },
      },
      services: [
        { ref: "cut", currency: "USD", slot_interval_minutes: 15, capacity: 1, steps: [], active: true },
      ],
      staff: [{ ref: "mia", services: ["cut"], hours: null, time_zone: null }],
      overrides: [],
      phone_numbers: [],
    });
  });

  it("may leave out refs, lengths, currency and who does what", () => {
    const read = imported(
      aDocument({
        profile: { business_name: "Luna", time_zone: "Europe/Paris", country: "FR" },
        services: [
          { name: "Coupe & Soin" },
          { name: "Coupe & soin", steps: [{ minutes: 20 }, { minutes: 25 }] },
        ],
        staff: [{ name: "Zoë" }],
      }),
    );
    expect(read.services).toMatchObject([
      { ref: "coupe-soin", duration_minutes: 30, currency: "EUR" },
      { ref: "coupe-soin-2", duration_minutes: 45 },
    ]);
    expect(read.staff).toMatchObject([{ ref: "zoe", services: ["coupe-soin", "coupe-soin-2"] }]);
  });

  it("keeps the visit limits of a service, a person and the business", () => {
    const limits = { per_day: 4, per_week: null };
    const read = imported(
      aDocument({
        policies: { limits: { per_week: 30, active_per_customer: 2 } },
        services: [{ ref: "cut", name: "Haircut", limits: { per_day: 4 } }],
        staff: [{ ref: "mia", name: "Mia", limits: { per_week: 20 } }, { name: "Ana" }],
      }),
    );
    expect(read.policies.limits).toEqual({ per_day: null, per_week: 30, active_per_customer: 2 });
    expect(read.services).toMatchObject([{ limits }]);
    expect(read.staff).toMatchObject([
      { limits: { per_day: null, per_week: 20 } },
      { limits: { per_day: null, per_week: null } },
    ]);
  });

  it("never returns the owner's password", () => {
    const owner = { email: "owner@luna.example", password: "correct horse battery", name: "Ana" };
    const { document, password } = readTenant(aDocument({ owner }));
    expect(password).toBe("correct horse battery");
    const db = founded(document);
    const stored = db.all(build.selectFrom("settings").selectAll());
    const logged = db.all(build.selectFrom("events").selectAll());
    expect(JSON.stringify([stored, logged])).not.toContain("correct horse");
    expect(JSON.stringify(logged)).not.toContain("owner@luna.example");
    expect(imported(aDocument({ owner })).owner).toEqual({ email: "owner@luna.example", name: "Ana" });
  });

  it("reports the path of every invalid key", () => {
    const document = aDocument({
      colour: "red",
      services: [{ ref: "cut", name: "Cut", durations: 30, price_cents: "4500" }],
      staff: [{ name: "Mia", hours: { monday: [] } }, { nam: "Ana" }],
      hours: { mon: [["09:00", "25:00"]], tue: [["10:00", "10:00"]] },
      policies: { waitlist: { mod: 1 }, notice_by_channel: { pigeon: 5 } },
    });
    expect(problemsIn(document)).toEqual({
      colour: "unknown key",
      "services.0.durations": "unknown key",
      "services.0.price_cents": expect.stringContaining("whole number"),
      "staff.0.hours.monday": "unknown key",
      "staff.1.name": "is missing",
      "staff.1.nam": "unknown key",
      "hours.mon.0.1": expect.stringContaining("24:00"),
      "hours.tue.0": expect.stringContaining("must not end when it starts"),
      "policies.waitlist.mod": "unknown key",
      "policies.notice_by_channel.pigeon": "unknown key",
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      "a ref given twice",
      {
        services: [
          { ref: "cut", name: "A" },
          { ref: "cut", name: "B" },
        ],
      },
      "services.1.ref",
    ],
    [
      "two people with the same ref",
      {
        staff: [
          { ref: "a", name: "A" },
          { ref: "a", name: "B" },
        ],
      },
      "staff.1.ref",
    ],
    [
      "an unknown resource",
      { services: [{ ref: "cut", name: "A", resources: ["chair"] }] },
      "services.0.resources.0",
    ],
    ["an unknown service", { staff: [{ name: "A", services: ["cut", "dye"] }] }, "staff.0.services.1"],
    [
      "a date given twice",
      {
        overrides: [
          { date: "2026-12-24", hours: [] },
          { date: "2026-12-24", hours: [] },
        ],
      },
      "overrides.1.date",
    ],
    [
      "a person's date given twice",
      {
        staff: [
          {
            name: "A",
            overrides: [
              { date: "2026-12-24", hours: [] },
              { date: "2026-12-24", hours: [] },
            ],
          },
        ],
      },
      "staff.0.overrides.1.date",
    ],
    ["a phone number given twice", { phone_numbers: ["+12125550100", "+12125550100"] }, "phone_numbers.1"],
    [
      "an absence that the clocks skip",
      { staff: [{ name: "A", time_off: [{ start: "2026-03-08T02:10", end: "2026-03-08T02:40" }] }] },
      "staff.0.time_off.0.end",
    ],
    [
      "an absence that ends before it starts",
      { staff: [{ name: "A", time_off: [{ start: "2026-03-09T12:00", end: "2026-03-09T12:00" }] }] },
      "staff.0.time_off.0.end",
    ],
    [
      "steps that do not add up",
      { services: [{ ref: "cut", name: "A", duration_minutes: 30, steps: [{ minutes: 10 }] }] },
      "services.0.steps",
    ],
    [
      "25 hours",
      { services: [{ ref: "cut", name: "A", duration_minutes: 1500 }] },
      "services.0.duration_minutes",
    ],
    [
      "no minutes",
      { services: [{ ref: "cut", name: "A", duration_minutes: 0 }] },
      "services.0.duration_minutes",
    ],
    [
      "a zone that does not exist",
      { profile: { business_name: "A", time_zone: "Mars/Olympus" } },
      "profile.time_zone",
    ],
    ["a path for a slug", { slug: "../x" }, "slug"],
    ["a reserved slug", { slug: "con" }, "slug"],
    ["a slug of 64 letters", { slug: "a".repeat(64) }, "slug"],
    ["a slug in Cyrillic", { slug: "lunа" }, "slug"],
    ["a slug with an emoji", { slug: "luna-💇" }, "slug"],
    ["a short password", { owner: { email: "a@b.example", password: "1234567" } }, "owner.password"],
    ["an owner's name of spaces", { owner: { email: "a@b.example", name: "  " } }, "owner.name"],
    ["an owner's name with a NUL", { owner: { email: "a@b.example", name: "A\0" } }, "owner.name"],
    ["an owner's name of two lines", { owner: { email: "a@b.example", name: "A\nB" } }, "owner.name"],
    ["a phone number without a country code", { phone_numbers: ["(212) 555-0100"] }, "phone_numbers.0"],
    [
      "a script in a URL",
      { profile: { business_name: "A", time_zone: "UTC", website_url: "javascript:alert(1)" } },
      "profile.website_url",
    ],
  ])("refuses %s", (_, changes, path) => {
    expect(Object.keys(problemsIn(aDocument(changes)))).toEqual([path]);
    expect(refusalOf(aDocument(changes))).toMatchObject({ status: 400, details: { path } });
  });

  it.each([[null], ["luna"], [[]], [{}], [{ slug: 3 }]])("refuses %j as a whole", (value) => {
    expect(Object.keys(problemsIn(value)).length).toBeGreaterThan(0);
  });

  it("is unchanged by export and import, any number of times", () => {
    fc.assert(
      fc.property(documents, (value) => {
        const { document } = readTenant(value);
        const once = imported(value);
        expect(once).toEqual(document);
        expect(imported(once)).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  it("has a JSON Schema that requires what is required and nothing else", () => {
    const schema = tenantJsonSchema();
    expect(schema).toMatchObject({
      required: ["slug", "profile", "hours", "services", "staff"],
      additionalProperties: false,
      properties: { profile: { required: ["business_name", "time_zone"] } },
    });
  });
});
