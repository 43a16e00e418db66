import { hash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openFile } from "#db/open.ts";
import { HOUR } from "#kernel/instant.ts";
import { readSnapshot } from "#tenancy/read-tenant.ts";
import { aSalonToBackUp, prepareBackedUp } from "#test/backed-up.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import { backupFolder, listBackups, manifestPath, newestBackup } from "./backup-folder.ts";
import { parseManifest } from "./manifest.ts";

/** Ana is in the backup; Bea was added after it. */
const prepared = mkdtempSync(join(tmpdir(), "frontdesk-backed-up-"));
beforeAll(() => prepareBackedUp(prepared));
afterAll(() => rmSync(prepared, { recursive: true, force: true }));

async function backedUp() {
  const dataDir = temporaryFolder();
  cpSync(prepared, dataDir, { recursive: true });
  const salon = await aSalonToBackUp({ dataDir });
  const backup = await newestBackup(backupFolder(salon.root, salon.luna.id));
  return { ...salon, backup: backup!.path };
}

describe("a backup", () => {
  test("is a single complete file with its manifest beside it", async () => {
    const { backup, luna, incarnation, clock } = await backedUp();
    const manifest = parseManifest(readFileSync(manifestPath(backup), "utf8"));
    expect(manifest).toMatchObject({
      tenant_id: luna.id,
      slug: "luna",
      incarnation: await incarnation(),
      made_at: clock.now(),
      counts: { customers: 1, bookings: 0 },
      size: readFileSync(backup).length,
    });
    // Journal mode DELETE: bytes 18 and 19 of the header.
    expect([...readFileSync(backup).subarray(18, 20)]).toEqual([1, 1]);
    expect(readdirSync(join(backup, "..")).length).toBe(2);
    const copy = readSnapshot(backup, luna.id);
    expect(copy.damage()).toEqual([]);
    copy.close();
  });

  test("without a manifest does not count", async () => {
    const { backup, root, luna } = await backedUp();
    rmSync(manifestPath(backup));
    expect(await listBackups(backupFolder(root, luna.id))).toEqual([]);
  });
});

describe("restoring", () => {
  test("brings back the backup under a new incarnation, and sets the replaced file aside", async () => {
    const { restore, names, incarnation, luna } = await backedUp();
    const before = await incarnation();
    const outcome = await restore();
    expect(outcome).toMatchObject({ outcome: "restored", restored: { messagesInDoubt: 0 } });
    expect(await names()).toEqual(["Ana"]);
    expect(await incarnation()).not.toBe(before);
    const aside = outcome.outcome === "restored" ? outcome.restored.setAside : null;
    const old = readSnapshot(aside!, luna.id);
    expect(old.db.all({ sql: "select name from customers order by name", parameters: [] })).toHaveLength(2);
    old.close();
  });

  test("takes the newest backup up to a given moment", async () => {
    const { restore, names, clock, backUp } = await backedUp();
    const then = clock.now();
    clock.advance(HOUR);
    await backUp();
    await restore();
    expect(await names()).toEqual(["Ana", "Bea"]);
    await restore({ at: then });
    expect(await names()).toEqual(["Ana"]);
    expect(await restore({ at: then - 1000 })).toEqual({ outcome: "no_backup" });
  });

  test("works if the file is missing, and if it is damaged", async () => {
    const { restore, names, store, luna, path } = await backedUp();
    await store.close(luna.id);
    rmSync(path);
    await expect(store.lease(luna.id)).rejects.toMatchObject({ reason: "UNAVAILABLE" });
    expect(await restore()).toMatchObject({ outcome: "restored", restored: { setAside: null } });
    store.releaseQuarantine(luna.id);
    expect(await names()).toEqual(["Ana"]);

    await store.close(luna.id);
    writeFileSync(path, Buffer.alloc(40_000, 0x5a));
    writeFileSync(`${path}-wal`, Buffer.alloc(4_000, 0x5a));
    await expect(store.lease(luna.id)).rejects.toMatchObject({ reason: "UNAVAILABLE" });
    expect(await restore()).toMatchObject({
      outcome: "restored",
      restored: { setAside: expect.any(String) },
    });
    store.releaseQuarantine(luna.id);
    expect(await names()).toEqual(["Ana"]);
  });

  test("puts messages in doubt that may have been sent since, and leaves future ones unchanged", async () => {
    const { restore, withDb, backUp, clock } = await backedUp();
    const insert = (id: string, dueAt: number) => ({
      sql: `insert into outbox (id, kind, channel, dedupe_key, due_at, created_at) values (?, 'bulk', 'email', ?, ?, 0)`,
      parameters: [id, id, dueAt],
    });
    await withDb((db) =>
      db.write((tx) => {
        tx.run(insert("now", clock.now() + 1000));
        tx.run(insert("later", clock.now() + 1_000_000));
      }),
    );
    clock.advance(500);
    await backUp();
    clock.advance(60_000);
    expect(await restore()).toMatchObject({ restored: { messagesInDoubt: 1 } });
    const states = await withDb((db) => db.all({ sql: "select id, state from outbox", parameters: [] }));
    expect(states).toEqual(
      expect.arrayContaining([
        { id: "now", state: "unknown" },
        { id: "later", state: "queued" },
      ]),
    );
  });
});

describe("a backup is refused, with nothing changed,", () => {
  const HARM: Readonly<Record<string, [(path: string) => void, RegExp]>> = {
    "if one byte of it has changed": [
      (path) => {
        const content = readFileSync(path);
        const at = Math.floor(content.length / 2);
        content[at] = (content[at] ?? 0) ^ 1;
        writeFileSync(path, content);
      },
      /not the one that its manifest describes/,
    ],
    "if its manifest is missing": [(path) => rmSync(manifestPath(path)), /no manifest/],
    "if its manifest is invalid": [(path) => writeFileSync(manifestPath(path), "{}"), /no manifest/],
    "if a newer version made it": [
      (path) => altered(path, (text) => text.replace(/"user_version": \d+/, '"user_version": 99')),
      /newer version/,
    ],
    "if it is of another business": [
      (path) =>
        altered(path, (text) =>
          text.replace(/"tenant_id": "\w+"/, '"tenant_id": "01kk1tk8m3p88m070v47kbf2av"'),
        ),
      /another business/,
    ],
    "if it is missing": [(path) => rmSync(path), /not there/],
  };

  test.each(Object.entries(HARM))("%s", async (_, [harm, why]) => {
    const { restore, names, incarnation, backup, dataDir, path } = await backedUp();
    const before = await incarnation();
    harm(backup);
    expect(await restore({ from: backup })).toEqual({ outcome: "refused", why: expect.stringMatching(why) });
    expect(await names()).toEqual(["Ana", "Bea"]);
    expect(await incarnation()).toBe(before);
    expect([existsSync(`${path}.new`), existsSync(join(dataDir, "set-aside"))]).toEqual([false, false]);
  });

  test("if the manifest is valid but the file is another tenant's", async () => {
    const { restore, backup, aTenant, backUp, root, luna, store } = await backedUp();
    const rosa = await aTenant("rosa");
    // A valid manifest for luna beside a file of rosa's.
    const other = openFile(backup, { kind: "tenant" });
    other.prepare("update meta set tenant_id = ?").run(rosa.id);
    other.close();
    const content = readFileSync(backup);
    altered(backup, (text) =>
      text
        .replace(/"sha256": "\w+"/, `"sha256": "${hash("sha256", content)}"`)
        .replace(/"size": \d+/, `"size": ${content.length}`),
    );
    expect(await restore({ from: backup })).toMatchObject({ why: expect.stringMatching(/another tenant/) });
    await backUp();
    await store.close(luna.id);
    expect(await listBackups(backupFolder(root, luna.id))).toHaveLength(2);
  });

  function altered(path: string, change: (text: string) => string): void {
    const manifest = manifestPath(path);
    writeFileSync(manifest, change(readFileSync(manifest, "utf8")));
  }
});
