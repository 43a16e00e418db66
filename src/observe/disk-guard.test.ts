import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";
import { aDocument } from "#test/tenant-documents.ts";

import { planRoom } from "./disk-guard.ts";

const MB = 1024 * 1024;

test.each([
  [501 * MB, 100_000 * MB, "ample"],
  [499 * MB, 100_000 * MB, "low"],
  [251 * MB, 5_000 * MB, "ample"],
  [249 * MB, 5_000 * MB, "low"],
  [99 * MB, 100_000 * MB, "none"],
  [99 * MB, 1_000 * MB, "none"],
] as const)("%d bytes of %d are %s", (free, size, room) => {
  expect(planRoom({ free, size })).toBe(room);
});

describe("a disk that fills up", () => {
  let app: TestApp;
  let service: string;
  const disk = { free: 10_000 * MB, size: 100_000 * MB };
  const fill = async (free: number) => {
    disk.free = free;
    await app.deps.jobs.runNow("disk_space");
  };

  beforeAll(async () => {
    app = await startTestApp({ disk: { look: async () => disk } });
    await app.addTenant({ slug: "bella" });
    service = (await app.ask("GET", "/t/bella/v1/public/services")).body.items[0].id;
  });
  afterAll(() => app.close());

  const found = () =>
    app.ask("POST", "/v1/admin/tenants", { key: PLATFORM_KEY, body: aDocument({ slug: "luna" }) });
  const hold = () =>
    app.ask("POST", "/t/bella/v1/public/holds", {
      body: { service_id: service, start: "2026-03-09T14:00:00Z" },
    });
  const book = (start: string) =>
    app.ask("POST", "/t/bella/v1/public/bookings", {
      body: { service_id: service, start, customer: { name: "Ana", email: "ana@example.com" } },
      headers: { "idempotency-key": start },
    });

  test("first refuses new businesses and backups, but takes bookings", async () => {
    await fill(400 * MB);
    expect(await found()).toMatchObject({ status: 503, body: { error: { code: "UNAVAILABLE" } } });
    await app.deps.jobs.runNow("backup");
    expect((await book("2026-03-09T15:00:00Z")).status).toBe(201);
    const alarms = app.lines.expectErrors().map((line) => line["alarm"]);
    expect(new Set(alarms)).toEqual(new Set(["disk_space", "backup_failed"]));
    const metrics = await app.deps.metrics.render();
    expect(metrics).toContain('frontdesk_alarms{kind="disk_space"} 1');
    expect(metrics).toContain(`frontdesk_disk_free_bytes ${400 * MB}`);
  });

  test("then refuses bookings and holds too; existing ones can be read, changed and cancelled", async () => {
    const booked = (await book("2026-03-09T15:00:00Z")).body;
    await fill(50 * MB);
    expect(await hold()).toMatchObject({
      status: 503,
      body: {
        error: { reason: "UNAVAILABLE", message: expect.stringMatching(/^New bookings cannot be taken/) },
      },
    });
    expect((await book("2026-03-09T18:00:00Z")).status).toBe(503);
    // A repeated request gets its first answer.
    expect((await book("2026-03-09T15:00:00Z")).status).toBeLessThan(300);
    expect((await app.ask("GET", "/t/bella/v1/public/services")).status).toBe(200);
    const key =
      new URL(booked.manage_url).hash.slice(1) || /[#/?=]([\w-]{20,})$/.exec(booked.manage_url)?.[1];
    const url = `/t/bella/v1/public/bookings/${booked.booking.uid}/cancel`;
    expect((await app.ask("POST", url, { key: key?.replace(/^.*=/, "") ?? "", body: {} })).status).toBe(200);
  });

  test("and recovers when there is room again", async () => {
    await fill(10_000 * MB);
    expect((await hold()).status).toBe(201);
    expect((await found()).status).toBe(201);
    await app.deps.jobs.runNow("backup");
    expect(await app.deps.metrics.render()).toMatch(
      /frontdesk_alarms\{kind="(disk_space|backup_failed)"\} 0/,
    );
  });

  test("its speed is measured", async () => {
    await app.deps.jobs.runNow("time_fsync");
    expect(await app.deps.metrics.render()).toMatch(/frontdesk_fsync_seconds [\d.e-]+/);
    app.lines.expectErrors();
  });
});
