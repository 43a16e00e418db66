import { readdirSync, readFileSync, writeFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { DAY, HOUR } from "#kernel/instant.ts";
import { aSalonToBackUp } from "#test/backed-up.ts";

import { backUpAll } from "./back-up.ts";
import { backupFolder, manifestPath, newestBackup } from "./backup-folder.ts";
import { drillWhenDue } from "./drill.ts";

async function twoSalons() {
  const salon = await aSalonToBackUp();
  // Time passes so that rosa's id sorts after luna's.
  salon.clock.advance(1);
  const rosa = await salon.aTenant("rosa");
  await salon.addCustomer("Ana");
  await backUpAll(salon.deps);
  const backupOf = async (id: string) => (await newestBackup(backupFolder(salon.root, id)))!.path;
  return { ...salon, rosa, backupOf, drill: () => drillWhenDue(salon.deps) };
}

describe("the drill", () => {
  test("tries one backup a day, in rotation, and leaves nothing behind", async () => {
    const { drill, clock, luna, rosa, root, alarms } = await twoSalons();
    const ids: (string | undefined)[] = [];
    for (let day = 0; day < 3; day++) {
      const report = await drill();
      expect(report?.troubles).toEqual([]);
      ids.push(report?.tenantId);
      expect(await drill()).toBeUndefined();
      clock.advance(DAY - HOUR);
    }
    expect(ids).toEqual([luna.id, rosa.id, luna.id]);
    expect(readdirSync(root).toSorted()).toEqual(["control", "drills.json", "tenants"]);
    expect([...alarms.standing]).toEqual([]);
  });

  test("raises an alarm for an unusable backup until it is usable", async () => {
    const { drill, clock, luna, backupOf, alarms, backUp, addCustomer } = await twoSalons();
    const path = await backupOf(luna.id);
    const content = readFileSync(path);
    content[5000] = (content[5000] ?? 0) ^ 1;
    writeFileSync(path, content);
    expect((await drill())?.troubles).toEqual([expect.stringMatching(/not the one that its manifest/)]);
    expect([...alarms.standing]).toEqual([`restore_drill_failed ${luna.id}`]);

    clock.advance(DAY);
    await drill();
    await addCustomer("Bea");
    await backUp();
    clock.advance(DAY);
    expect(await drill()).toEqual({ tenantId: luna.id, troubles: [] });
    expect([...alarms.standing]).toEqual([]);
  });

  test("notices missing rows", async () => {
    const { drill, luna, backupOf } = await twoSalons();
    const manifest = manifestPath(await backupOf(luna.id));
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"customers": 1', '"customers": 2'));
    expect((await drill())?.troubles).toEqual(["customers has 1 rows instead of 2"]);
  });
});
