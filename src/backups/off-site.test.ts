import { rmSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { folderStorage } from "#adapters/folder-storage.ts";
import { HOUR } from "#kernel/instant.ts";
import { aSalonToBackUp } from "#test/backed-up.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import { backUpChanged, backUpTenant } from "./back-up.ts";
import { backupFolder, newestBackup } from "./backup-folder.ts";
import { offSiteCopies } from "./off-site.ts";

const asItIs = (content: Uint8Array) => content;

async function salonWithCopies(damage = asItIs) {
  const salon = await aSalonToBackUp();
  const storage = folderStorage(temporaryFolder());
  const offSite = offSiteCopies({ ...storage, put: (key, content) => storage.put(key, damage(content)) });
  const deps = { ...salon.deps, offSite };
  const backUpWhatChanged = () => backUpChanged({ ...deps, controlIsHere: false });
  return { ...salon, offSite, storage, backUp: () => backUpTenant(deps, salon.luna), backUpWhatChanged };
}

describe("off-site copies", () => {
  test("are fetched if the local folder is lost", async () => {
    const { offSite, backUp, root, luna, addCustomer, restore, names } = await salonWithCopies();
    await addCustomer("Ana");
    expect(await backUp()).toEqual({ made: 1, failed: [] });
    await addCustomer("Bea");
    rmSync(join(root, "tenants"), { recursive: true });
    await offSite.fetch(root, luna.id);
    expect(await newestBackup(backupFolder(root, luna.id))).toBeDefined();
    expect(await restore()).toMatchObject({ outcome: "restored" });
    expect(await names()).toEqual(["Ana"]);
  });

  test("that come back changed fail the backup", async () => {
    const { backUp, alarms, luna } = await salonWithCopies((content) => content.slice(1));
    expect(await backUp()).toMatchObject({ made: 0, failed: [expect.stringMatching(/did not come back/)] });
    expect([...alarms.standing]).toEqual([`backup_failed ${luna.id}`]);
  });

  test("that failed are made an hour later, although nothing has changed", async () => {
    let broken = true;
    const { backUp, backUpWhatChanged, clock, storage } = await salonWithCopies((content) =>
      broken ? content.slice(1) : content,
    );
    await backUp();
    broken = false;
    expect(await backUpWhatChanged()).toEqual({ made: 0, failed: [] });
    clock.advance(HOUR);
    expect(await backUpWhatChanged()).toEqual({ made: 1, failed: [] });
    clock.advance(HOUR);
    expect(await backUpWhatChanged()).toEqual({ made: 0, failed: [] });
    expect(await storage.list("")).not.toEqual([]);
  });

  test("of an erased business are removed", async () => {
    const { offSite, backUp, storage, luna } = await salonWithCopies();
    await backUp();
    expect(await storage.list("")).toHaveLength(2);
    await offSite.removeAll(luna.id);
    expect(await storage.list("")).toEqual([]);
  });
});
