import { truncateSync } from "node:fs";

import { afterAll, expect, test } from "vitest";

import { tenantPath } from "#db/tenant-file.ts";
import { PLATFORM_KEY, startTestApp } from "#test/app.ts";
import { alarmsInMemory } from "#test/backed-up.ts";

import { operationJobs } from "./operations.ts";

function jobs(figures: { letters: number; fsync: number }) {
  const alarms = alarmsInMemory();
  const table = operationJobs({
    alarms,
    disk: { look: async () => {} },
    backUps: { backUpChanged: async () => {}, drillWhenDue: async () => {} },
    timeFsync: async () => figures.fsync,
    fsyncTook: () => {},
    countUndelivered: async () => figures.letters,
  });
  const run = (name: string) => table.find((job) => job.name === name)?.run(new AbortController().signal);
  return { alarms, run };
}

test("dead letters raise the alarm while they grow", async () => {
  const figures = { letters: 7, fsync: 0 };
  const { alarms, run } = jobs(figures);
  const after = async (letters: number) => {
    figures.letters = letters;
    await run("dead_letters");
    return [...alarms.standing];
  };
  expect(await after(7)).toEqual([]);
  expect(await after(9)).toEqual(["dead_letters messages"]);
  expect(await after(9)).toEqual([]);
  expect(await after(3)).toEqual([]);
});

test.each([
  [0.05, []],
  [0.051, ["fsync_slow data_dir"]],
])("a disk that takes %d s", async (fsync, standing) => {
  const { alarms, run } = jobs({ letters: 0, fsync });
  await run("time_fsync");
  expect([...alarms.standing]).toEqual(standing);
});

const app = await startTestApp();
afterAll(() => app.close());

test("a tenant whose file cannot be used raises the alarm until it is restored", async () => {
  const { id } = await app.addTenant({ slug: "bella" });
  await app.deps.jobs.runNow("backup");
  await app.deps.store.close(id);
  const path = tenantPath(app.dataDir, id);
  truncateSync(path, 5_000);
  for (let visit = 0; visit < 2; visit++)
    expect((await app.ask("GET", "/t/bella/v1/public/services")).status).toBe(503);
  expect(await app.deps.metrics.render()).toContain('frontdesk_alarms{kind="tenant_quarantined"} 1');
  const alarms = app.lines.expectErrors().filter((line) => line["alarm"] !== undefined);
  expect(alarms).toEqual([expect.objectContaining({ alarm: "tenant_quarantined", subject: id })]);

  const restored = await app.ask("POST", "/v1/admin/tenants/bella/restore", { key: PLATFORM_KEY, body: {} });
  expect(restored.status).toBe(200);
  expect((await app.ask("GET", "/t/bella/v1/public/services")).status).toBe(200);
  expect(await app.deps.metrics.render()).toContain('frontdesk_alarms{kind="tenant_quarantined"} 0');
});
