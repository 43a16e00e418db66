import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openFile } from "#db/open.ts";

import { type Client, clientOf, type Reply } from "./client.ts";
import { type Business, businessOf, found } from "./founding.ts";
import { createLedger } from "./ledger.ts";
import { type ServerProcess, startDoomedServer, startQuickly } from "./server-process.ts";
import { pathOf, problemsOfTenant, readingTenant } from "./tenant-file.ts";
import { BUSY_SALON, keepComing } from "./traffic.ts";
import { chanceOf } from "./chance.ts";

const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-faults-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** The faults, by the slug of the business whose file gets them while no server runs. */
const FAULTS: Readonly<Record<string, (path: string) => void>> = {
  torn: (path) => writeFileSync(path, Buffer.alloc(statSync(path).size, 0x5a)),
  cut: (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
  empty: (path) => truncateSync(path, 0),
  missing: (path) => rmSync(path),
  foreign: (path) => copyFileSync(pathOf(dataDir, "luna"), path),
  newer: (path) => altered(path, "pragma user_version = 99"),
  unmigrated: (path) => altered(path, "pragma user_version = 0"),
  control: (path) => copyFileSync(join(dataDir, "control.db"), path),
};

function altered(path: string, sql: string): void {
  const file = openFile(path, { kind: "tenant" });
  file.exec(sql);
  file.close();
}

describe("a server with damaged tenant files", () => {
  let server: ServerProcess;
  let client: Client & { close: () => void };

  beforeAll(async () => {
    server = await startQuickly({ dataDir });
    client = clientOf(server.address);
    for (const slug of ["luna", ...Object.keys(FAULTS)]) await found(client, { slug });
    client.close();
    await server.end("SIGTERM");
    for (const [slug, harm] of Object.entries(FAULTS)) harm(pathOf(dataDir, slug));
    server = await startQuickly({ dataDir });
    client = clientOf(server.address);
  });
  afterAll(async () => {
    client.close();
    await server.end("SIGKILL");
  });

  test.each(Object.keys(FAULTS))("answers 503 for the one that is %s, and only for that", async (slug) => {
    for (const path of ["/v1/public/tenant", "/v1/public/services", "/"]) {
      const answer = await client("GET", `/t/${slug}${path}`, { headers: { accept: "application/json" } });
      expect(answer).toMatchObject({
        status: 503,
        headers: { "retry-after": expect.any(String) },
        body: {
          error: {
            code: "UNAVAILABLE",
            reason: "UNAVAILABLE",
            message: expect.any(String),
            request_id: expect.any(String),
          },
        },
      });
    }
    expect((await client("GET", "/t/luna/v1/public/services")).status).toBe(200);
    expect(await client("GET", "/readyz")).toMatchObject({ status: 200, body: { status: "ready" } });
  });

  test("tells the operator which ones, and why", () => {
    const alarms = server
      .output()
      .split("\n")
      .filter((line) => line.includes("A tenant is in quarantine."))
      .map((line) => (JSON.parse(line) as { reason: string }).reason);
    expect(new Set(alarms)).toEqual(
      new Set(["damaged", "missing", "another_owner", "another_kind", "newer", "migration_failed"]),
    );
  });

  test("still takes bookings for the others", async () => {
    const luna = await businessOf(client, "luna");
    expect((await bookOne(luna, "2026-03-09T14:00:00Z")).status).toBe(201);
    expect(problemsOfTenant(dataDir, "luna")).toEqual([]);
  });

  test("is the only one: a second server on its folder refuses to start", async () => {
    const second = await startDoomedServer({ dataDir });
    expect(second).toMatchObject({ code: 1, signal: null });
    expect(second.said).toContain("Another Frontdesk server");
    expect(second.said).not.toContain("Listening");
    expect((await client("GET", "/t/luna/v1/public/services")).status).toBe(200);
  });
});

describe("a server that gets SIGTERM in the middle of its work", () => {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-stop-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("finishes the requests in flight within ten seconds, and loses nothing", async () => {
    const server = await startQuickly({ dataDir: folder });
    const client = clientOf(server.address);
    const luna = await found(client, BUSY_SALON);
    const ledger = createLedger();
    const customers = Array.from({ length: 8 }, (_, n) => keepComing(luna, ledger, chanceOf(n)));
    while (ledger.acknowledged() < 20) await sleep(2);

    const since = performance.now();
    expect(await server.end("SIGTERM")).toEqual({ code: 0, signal: null });
    expect(performance.now() - since).toBeLessThan(10_000);
    await Promise.all(customers);
    client.close();

    expect(problemsOfTenant(folder, "luna")).toEqual([]);
    const rows = readingTenant(folder, "luna", (read) => read("select uid, status from bookings"));
    // Every request in flight was answered: nothing was done that nobody heard about.
    const told = [...ledger.visits.values()].map(({ uid, status }) => `${uid} ${status}`);
    expect(new Set(rows.map(({ uid, status }) => `${uid} ${status}`))).toEqual(new Set(told));
    expect(server.output()).not.toMatch(/"level":"(error|fatal)"/);
  });
});

function bookOne(business: Business, start: string): Promise<Reply> {
  return business.ask("POST", "/v1/public/bookings", {
    headers: { "idempotency-key": start },
    body: {
      service_id: business.services["cut"],
      start,
      customer: { name: "Ana Ruiz", email: "ana@example.com" },
    },
  });
}
