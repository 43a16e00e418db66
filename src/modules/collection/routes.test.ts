import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { build } from "#db/tenant-db.ts";
import { faqItem } from "#modules/knowledge/schemas.ts";
import { resourceItem } from "#modules/resources/schemas.ts";
import { serviceItem } from "#modules/services/schemas.ts";
import { overrideItem } from "#modules/staff/override-schemas.ts";
import { staffItem } from "#modules/staff/schemas.ts";
import { timeOffItem } from "#modules/staff/time-off-schemas.ts";
import { type Answer, PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";

/** One kind of configuration: how to create one, change it, and get it wrong. */
type Case = {
  readonly path: string;
  readonly item: z.ZodObject;
  readonly make: (n: number) => object;
  readonly patch: object;
  readonly wrong: readonly (readonly [object, string])[];
  readonly lasts?: boolean;
  readonly find: string;
};

const CASES: readonly Case[] = [
  {
    path: "services",
    item: serviceItem,
    make: (n) => ({ name: `Colour ${n}`, duration_minutes: 60, price_cents: 9000, sort_order: n }),
    patch: { price_cents: 9500 },
    find: "olour 1",
    wrong: [
      [{ name: "A", durations: 1 }, "durations"],
      [{ name: "" }, "name"],
      [{ name: "A", duration_minutes: "30" }, "duration_minutes"],
      [{ name: "A", duration_minutes: 0 }, "duration_minutes"],
      [{ name: "A", duration_minutes: 1500 }, "duration_minutes"],
      [{ name: "A", duration_minutes: 30, steps: [{ minutes: 20 }] }, "steps"],
      [{ name: "A", steps: [{ minutes: 20, staff_free: true }] }, "steps"],
      [{ name: "A", price_cents: 100, deposit_cents: 200 }, "deposit_cents"],
      [{ name: "A", resources: ["nothing"] }, "resources.0"],
      [{ name: "A", currency: "usd" }, "currency"],
      [{ name: "A\u0000" }, "name"],
      [{ name: "A", capacity: null }, "capacity"],
      [{ name: "A", limits: { per_day: 0 } }, "limits.per_day"],
      [{ name: "A", limits: { per_month: 5 } }, "limits.per_month"],
      [{ name: "A", limits: null }, "limits"],
    ],
  },
  {
    path: "staff",
    item: staffItem,
    make: (n) => ({ name: `Ana ${n}`, services: ["cut"] }),
    patch: { title: "stylist" },
    find: "na 1",
    wrong: [
      [{ name: "A", services: ["cut", "nothing"] }, "services.1"],
      [{ name: "A", time_zone: "Mars/Olympus" }, "time_zone"],
      [{ name: "A", hours: { mon: [["09:00", "09:00"]] } }, "hours.mon.0"],
      [{ name: "A", hours: { mon: [["09:00", "24:30"]] } }, "hours.mon.0.1"],
      [{ name: "A", email: "a@b\r\nBcc: c@d.example" }, "email"],
      [{ name: "A", limits: { per_week: "5" } }, "limits.per_week"],
      [{ name: "A", limits: { active_per_customer: 5 } }, "limits.active_per_customer"],
    ],
  },
  {
    path: "resources",
    item: resourceItem,
    make: (n) => ({ name: `Room ${n}`, quantity: n }),
    patch: { quantity: 9 },
    find: "oom 1",
    wrong: [
      [{ name: "A", quantity: 0 }, "quantity"],
      [{ quantity: 1 }, "name"],
    ],
  },
  {
    path: "overrides",
    item: overrideItem,
    make: (n) => ({ date: `2026-04-0${n}`, hours: [["10:00", "14:00"]] }),
    patch: { hours: [] },
    find: "2026-04-01",
    lasts: false,
    wrong: [
      [{ date: "2026-02-30", hours: [] }, "date"],
      [{ date: "2026-05-01" }, "hours"],
      [{ date: "2026-05-01", hours: [], staff_id: "nobody" }, "staff_id"],
    ],
  },
  {
    path: "time_off",
    item: timeOffItem,
    make: (n) => ({ staff_id: "mia", start: `2026-04-0${n}T09:00`, end: `2026-04-0${n}T12:00` }),
    patch: { reason: "dentist" },
    find: "2026-04-01",
    lasts: false,
    wrong: [
      [{ staff_id: "mia", start: "2026-04-01T09:00Z", end: "2026-04-01T12:00" }, "start"],
      [{ staff_id: "mia", start: "2026-04-01T12:00", end: "2026-04-01T12:00" }, "end"],
      [{ staff_id: "mia", start: "2026-04-01T12:00", end: "2036-04-01T12:00" }, "end"],
      [{ staff_id: "mia", start: "2026-03-08T02:10", end: "2026-03-08T02:50" }, "end"],
      [{ staff_id: "nobody", start: "2026-04-01T09:00", end: "2026-04-01T12:00" }, "staff_id"],
    ],
  },
  {
    path: "faqs",
    item: faqItem,
    make: (n) => ({ question: `Parking ${n}?`, answer: "Yes." }),
    patch: { tags: ["parking"] },
    find: "arking 1",
    wrong: [
      [{ question: " ", answer: "" }, "question"],
      [{ question: "A", answer: "B", tags: "c" }, "tags"],
    ],
  },
];

let app: TestApp;
const key = PLATFORM_KEY;

beforeAll(async () => {
  app = await startTestApp();
  await app.addTenant({ slug: "luna" });
  await app.addTenant({ slug: "bella" });
});
afterAll(() => app.close());

function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  slug = "luna",
): Promise<Answer> {
  return app.ask(method, `/t/${slug}/v1/admin/${path}`, {
    key,
    headers,
    ...(body !== undefined && { body }),
  });
}

describe.each(CASES)("$path", ({ path, item, make, patch, find, wrong, lasts = true }) => {
  const made: Answer["body"][] = [];

  test("are added, with a version and timestamps", async () => {
    for (const n of [1, 2, 3]) {
      const answer = await ask("POST", path, make(n));
      expect(answer).toMatchObject({ status: 201, headers: { etag: '"v1"' } });
      expect(answer.body).toMatchObject({ version: 1, created_at: "2026-03-06T15:00:00Z" });
      expect(z.strictObject(item.shape).safeParse(answer.body).error).toBeUndefined();
      made.push(answer.body);
    }
  });

  test("are read one by one, with 304 if nothing has changed", async () => {
    const one = await ask("GET", `${path}/${made[0].id}`);
    expect(one).toMatchObject({ status: 200, headers: { etag: '"v1"' }, body: made[0] });
    const again = await ask("GET", `${path}/${made[0].id}`, undefined, { "if-none-match": '"v1"' });
    expect(again).toMatchObject({ status: 304, text: "" });
  });

  test("are listed page by page, each exactly once", async () => {
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await ask("GET", `${path}?limit=1${cursor && `&cursor=${cursor}`}`);
      expect(page.status).toBe(200);
      expect(page.body.items).toHaveLength(1);
      seen.push(...page.body.items.map((item: { id: string }) => item.id));
      cursor = page.body.next_cursor ?? "";
    } while (cursor !== "");
    const all = await ask("GET", path);
    expect(all.body.items.map((item: { id: string }) => item.id)).toEqual(seen);
    expect(seen).toEqual(expect.arrayContaining(made.map((item) => item.id)));
  });

  test("are found by their text", async () => {
    const found = await ask("GET", `${path}?q=${encodeURIComponent(find)}`);
    expect(found.body.items.map((item: { id: string }) => item.id)).toEqual([made[0].id]);
    expect((await ask("GET", `${path}?q=${encodeURIComponent("%")}`)).body.items).toEqual([]);
  });

  test.each([
    ["cursor=nonsense", "cursor"],
    ["cursor=WyJ4Il0", "cursor"],
    [`cursor=${Buffer.from(`["' or 1=1 --","x","y"]`).toString("base64url")}`, "cursor"],
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=1.5", "limit"],
    ["sort=name", "sort"],
  ])("refuse to be listed by %s", async (query, wrongPath) => {
    const answer = await ask("GET", `${path}?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { details: { path: wrongPath } } } });
  });

  test.each(wrong)("refuse to be made of %j", async (body, wrongPath) => {
    const answer = await ask("POST", path, body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: "INVALID_ARGUMENT", details: { path: wrongPath } } },
    });
  });

  test("are changed only by a caller who has seen their latest version", async () => {
    const url = `${path}/${made[0].id}`;
    const changed = await ask("PATCH", url, patch, { "if-match": '"v1"' });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"v2"' }, body: { ...patch, version: 2 } });
    const stale = await ask("PATCH", url, patch, { "if-match": '"v1"' });
    expect(stale).toMatchObject({ status: 409, body: { error: { reason: "VERSION_MISMATCH" } } });
    expect((await ask("PATCH", url, { id: "x" })).status).toBe(400);
    expect((await ask("DELETE", url, undefined, { "if-match": '"v1"' })).status).toBe(409);
    expect((await ask("GET", url)).body.version).toBe(2);
  });

  test("are added once per idempotency key", async () => {
    const headers = { "idempotency-key": `once-${path}` };
    const first = await ask("POST", path, make(4), headers);
    const second = await ask("POST", path, make(4), headers);
    expect(second).toMatchObject({ status: 201, body: first.body });
    const other = await ask("POST", path, make(5), headers);
    expect(other).toMatchObject({ status: 409, body: { error: { reason: "IDEMPOTENCY_MISMATCH" } } });
  });

  test("do not exist for another tenant", async () => {
    const url = `${path}/${made[0].id}`;
    for (const [method, body] of [["GET"], ["PATCH", patch], ["DELETE"]] as const) {
      expect((await ask(method, url, body, {}, "bella")).status).toBe(404);
    }
    expect((await ask("GET", `${path}/%00`)).status).toBe(404);
    expect((await app.ask("GET", `/t/luna/v1/admin/${url}`)).status).toBe(401);
  });

  test("disappear from the list when they are deleted", async () => {
    const url = `${path}/${made[1].id}`;
    expect(await ask("DELETE", url)).toMatchObject({ status: 204, text: "" });
    const listed = (await ask("GET", path)).body.items.map((item: { id: string }) => item.id);
    expect(listed).not.toContain(made[1].id);
    const left = await ask("GET", url);
    expect(left.status).toBe(lasts ? 200 : 404);
    // oxlint-disable-next-line vitest/no-conditional-expect -- what is deleted permanently has no body to check
    if (lasts) expect(left.body).toMatchObject({ active: false });
  });

  test.runIf(lasts)("are brought back by `active: true`", async () => {
    const back = await ask("PATCH", `${path}/${made[1].id}`, { active: true });
    expect(back).toMatchObject({ status: 200, body: { active: true } });
    expect((await ask("GET", path)).body.items.map((item: { id: string }) => item.id)).toContain(made[1].id);
  });

  test("record one event per change", async () => {
    const tenant = await app.deps.control.tenantBySlug("luna");
    const lease = await app.deps.store.lease(tenant!.id);
    const events = lease.db.all(build.selectFrom("events").select(["kind", "subject"]));
    lease.release();
    const ofFirst = events
      .filter((event) => event.subject.endsWith(`:${made[0].id}`))
      .map((event) => event.kind);
    expect(ofFirst).toEqual([expect.stringMatching(/_added$/), expect.stringMatching(/_changed$/)]);
  });
});

describe("a service", () => {
  test("names what it needs by ref or id, and returns both", async () => {
    const chair = await ask("POST", "resources", { ref: "chair", name: "Chair" });
    const service = await ask("POST", "services", { name: "Shave", resources: ["chair", chair.body.id] });
    expect(service.body).toMatchObject({ ref: "shave", resources: ["chair"], resource_ids: [chair.body.id] });
    const inUse = await ask("DELETE", `resources/${chair.body.id}`);
    expect(inUse).toMatchObject({ status: 409, body: { error: { reason: "IN_USE" } } });
    const without = await ask("PATCH", `services/${service.body.id}`, { resources: [] });
    expect(without.body).toMatchObject({ resources: [], resource_ids: [] });
    expect((await ask("DELETE", `resources/${chair.body.id}`)).status).toBe(204);
  });

  test("has a ref of its own", async () => {
    const taken = await ask("POST", "services", { ref: "cut", name: "Another" });
    expect(taken).toMatchObject({
      status: 409,
      body: { error: { reason: "ALREADY_EXISTS", details: { path: "ref" } } },
    });
    const free = await ask("POST", "services", { name: "Cut" });
    expect(free.body.ref).toBe("cut-2");
  });

  test("keeps its steps and duration consistent when it is changed", async () => {
    const dye = await ask("POST", "services", {
      name: "Dye",
      steps: [{ minutes: 60 }, { minutes: 45, staff_free: true }],
    });
    expect(dye.body).toMatchObject({
      duration_minutes: 105,
      steps: [{ minutes: 60 }, { minutes: 45, staff_free: true }],
    });
    const url = `services/${dye.body.id}`;
    expect((await ask("PATCH", url, { duration_minutes: 90 })).body.error.details.path).toBe("steps");
    expect((await ask("PATCH", url, { duration_minutes: 90, steps: [] })).status).toBe(200);
  });
});

describe.each(["services", "staff"])("limits of %s", (path) => {
  test("are replaced as a whole, and kept when something else changes", async () => {
    const { body } = await ask("POST", path, { name: "Limited", limits: { per_day: 2, per_week: 8 } });
    expect(body.limits).toEqual({ per_day: 2, per_week: 8 });
    const url = `${path}/${body.id}`;
    expect((await ask("PATCH", url, { name: "Renamed" })).body.limits).toEqual({ per_day: 2, per_week: 8 });
    const patched = await ask("PATCH", url, { limits: { per_day: 3 } });
    expect(patched.body.limits).toEqual({ per_day: 3, per_week: null });
    expect((await ask("GET", url)).body.limits).toEqual({ per_day: 3, per_week: null });
  });
});

describe("time off", () => {
  test("keeps someone busy, in rows of at most 48 hours, until it is deleted", async () => {
    const away = await ask("POST", "time_off", {
      staff_id: "mia",
      start: "2026-03-06T09:00",
      end: "2026-03-11T09:00",
    });
    expect(away.body).toMatchObject({ start_at: "2026-03-06T14:00:00Z", end_at: "2026-03-11T13:00:00Z" });
    expect(await occupied(away.body.id)).toEqual([48, 48, 23]);
    const shorter = await ask("PATCH", `time_off/${away.body.id}`, { end: "2026-03-07T09:00" });
    expect(shorter.body.end_at).toBe("2026-03-07T14:00:00Z");
    expect(await occupied(away.body.id)).toEqual([24]);
    await ask("DELETE", `time_off/${away.body.id}`);
    expect(await occupied(away.body.id)).toEqual([]);
  });

  test("moves with the business to another time zone, unless it is over", async () => {
    await app.addTenant({ slug: "mover" });
    const make = (start: string, end: string) =>
      ask("POST", "time_off", { staff_id: "mia", start, end }, {}, "mover").then((answer) => answer.body);
    const past = await make("2026-03-01T09:00", "2026-03-01T12:00");
    const future = await make("2026-03-20T09:00", "2026-03-20T12:00");
    const profile = { business_name: "Luna", time_zone: "Europe/Paris" };
    expect((await ask("PUT", "profile", profile, {}, "mover")).status).toBe(200);
    const read = async (id: string) => (await ask("GET", `time_off/${id}`, undefined, {}, "mover")).body;
    expect(await read(past.id)).toEqual(past);
    expect(await read(future.id)).toMatchObject({
      start: "2026-03-20T09:00",
      start_at: "2026-03-20T08:00:00Z",
      version: 2,
    });
  });

  async function occupied(id: string): Promise<number[]> {
    const tenant = await app.deps.control.tenantBySlug("luna");
    const lease = await app.deps.store.lease(tenant!.id);
    const rows = lease.db.all(
      build.selectFrom("occupancies").selectAll().where("owner_id", "=", id).orderBy("start_at"),
    );
    lease.release();
    return rows.map((row) => (row.end_at - row.start_at) / 3_600_000);
  }
});
