import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { parseConfig } from "#config";
import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";
import { aDocument } from "#test/tenant-documents.ts";

import { run } from "./run.ts";

const root = mkdtempSync(join(tmpdir(), "frontdesk-cli-backup-"));
const BACKUP_DIR = join(root, "elsewhere");
afterAll(() => rmSync(root, { recursive: true }));

async function cli(dataDir: string, ...words: readonly string[]) {
  const parsed = parseConfig({ DATA_DIR: join(root, dataDir), BACKUP_DIR, DEMO: "0" });
  if (parsed.kind === "problems") throw new Error("settings");
  const said: string[] = [];
  const complained: string[] = [];
  const code = await run(words, parsed.config, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said: said.join("\n"), complained: complained.join("\n") };
}

function document(slug: string): string {
  const path = join(root, `${slug}.json`);
  writeFileSync(path, JSON.stringify(aDocument({ slug, phone_numbers: [] })));
  return path;
}

describe("a machine is lost", () => {
  beforeAll(async () => {
    for (const slug of ["luna", "bella"]) await cli("old", "tenant", "create", document(slug));
  });

  test("but everything was backed up", async () => {
    expect(await cli("old", "backup")).toMatchObject({ code: 0, said: expect.stringMatching(/^3 backups/) });
    expect(await cli("old", "backup", "luna")).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^1 backup was/),
    });
    expect(await cli("old", "backup", "nobody")).toMatchObject({ code: 1 });
  });

  test("and one command restores it on another machine", async () => {
    expect(await cli("new", "restore", "--all")).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        /control plane is restored\.\nbella is back to how it was at .*\nluna is back to how it was/,
      ),
    });
    expect((await cli("new", "doctor")).said).toMatch(/bella: OK\nluna: OK/);
    expect(await cli("new", "restore", "luna")).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        /^luna is back to how it was at \S+Z\. The previous file is DATA_DIR\/set-aside\/\w+/,
      ),
    });
  });

  test("what cannot be restored is reported, with exit code 1", async () => {
    expect(await cli("new", "restore", "luna", "--at", "2020-01-01T00:00:00Z")).toMatchObject({
      code: 1,
      complained: "There is no backup of luna from that time.",
    });
    expect(await cli("new", "restore", "luna", "--from", document("luna"))).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/cannot be used\. There is no manifest/),
    });
    expect(await cli("new", "restore", "nobody")).toMatchObject({ code: 1 });
    rmSync(join(BACKUP_DIR, "control"), { recursive: true });
    expect(await cli("newer", "restore", "--all")).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/no backup of the control plane/),
    });
  });
});

describe("next to a server", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    await app.addTenant({ slug: "bella" });
  });
  afterAll(() => app.close());

  const restore = (body: unknown) =>
    app.ask("POST", "/v1/admin/tenants/bella/restore", { key: PLATFORM_KEY, body });

  test("the server restores, and serves the old state at once", async () => {
    expect((await restore({})).status).toBe(404);
    await app.deps.jobs.runNow("backup");
    const [id = ""] = readdirSync(join(app.dataDir, "backups/tenants"));
    const folder = join(app.dataDir, "backups/tenants", id);
    await app.ask("PATCH", "/v1/admin/tenants/bella", {
      key: PLATFORM_KEY,
      body: { profile: { business_name: "Renamed" }, plan: "starter" },
    });
    const restored = await restore({ at: "2026-03-06T15:00:00Z" });
    expect(restored).toMatchObject({
      status: 200,
      body: { slug: "bella", made_at: "2026-03-06T15:00:00Z", messages_in_doubt: 0 },
    });
    const now = await app.ask("GET", "/v1/admin/tenants/bella", { key: PLATFORM_KEY });
    // The file is restored; the plan remains as in the control plane.
    expect(now.body).toMatchObject({ plan: "starter" });
    expect(now.body.profile.business_name).not.toBe("Renamed");

    const name = readdirSync(folder).find((file) => file.endsWith(".db")) ?? "";
    expect((await restore({ from: join(folder, name) })).status).toBe(200);
    expect((await restore({ from: "/etc/passwd" })).body.error.details.path).toBe("from");
    expect((await restore({ from: join(folder, "../../../../control.db") })).status).toBe(400);
  });

  test("an unchanged file is not backed up again; a changed one is, an hour later", async () => {
    const count = () => readdirSync(join(app.dataDir, "backups/tenants"), { recursive: true }).length;
    await app.deps.jobs.runNow("backup");
    const before = count();
    app.clock.advance(60 * 60_000);
    await app.deps.jobs.runNow("backup");
    const after = count();
    expect(after).toBeGreaterThan(before);
    app.clock.advance(60 * 60_000);
    await app.deps.jobs.runNow("backup");
    expect(count()).toBe(after);
  });

  test("an erased business leaves no backup", async () => {
    await app.ask("DELETE", "/v1/admin/tenants/bella?confirm=bella", { key: PLATFORM_KEY });
    expect(readdirSync(join(app.dataDir, "backups/tenants"))).toEqual([]);
    expect(readdirSync(join(app.dataDir, "set-aside"))).toEqual([]);
  });
});
