import { openFile } from "../../src/db/open.ts";
import { type Client, clientOf } from "../../src/test/proof/client.ts";
import { aService, WEEKDAYS } from "../../src/test/proof/founding.ts";
import { PLATFORM_KEY, startServerProcess } from "../../src/test/proof/server-process.ts";
import { pathOf } from "../../src/test/proof/tenant-file.ts";
import { aDocument } from "../../src/test/tenant-documents.ts";
import type { Part } from "../part.ts";

const ID = "poisoned-migration";
const TENANTS = 1_000;
const POISONED = 500;
const AT_ONCE = 8;

/** The migration of one file in a thousand fails: only that file may be quarantined. */
export const poisonedMigration: Part = {
  id: ID,
  title: `${TENANTS} businesses, one with a migration that fails`,
  run: async ({ folder }) => {
    const dataDir = folder("poisoned");
    const settings = { LOG_LEVEL: "silent" };
    const first = await startServerProcess({ dataDir, settings });
    const founded = await ofAll(clientOf(first.address), async (client, n) => {
      const services = [aService("cut")];
      const body = aDocument({ slug: slugOf(n), plan: "premium", hours: WEEKDAYS, services });
      return (await client("POST", "/v1/admin/tenants", { key: PLATFORM_KEY, body })).status;
    });
    await first.end("SIGTERM");

    // The migration's schema exists already, so creating it fails.
    const file = openFile(pathOf(dataDir, slugOf(POISONED)), { kind: "tenant" });
    file.exec("pragma user_version = 0");
    file.close();

    const second = await startServerProcess({ dataDir, settings });
    const statuses = await ofAll(
      clientOf(second.address),
      async (client, n) => (await client("GET", `/t/${slugOf(n)}/v1/public/services`)).status,
    );
    const ready = await clientOf(second.address)("GET", "/readyz");
    await second.end("SIGKILL");
    return [
      {
        part: ID,
        what: "businesses that are served",
        figure: statuses.filter((status) => status === 200).length,
        unit: `of ${founded.filter((status) => status === 201).length}`,
        limit: { atLeast: TENANTS - 1 },
        detail: `the poisoned one answers ${statuses[POISONED]}, /readyz ${ready.status}, started in ${Math.round(second.startedIn)} ms`,
      },
      {
        part: ID,
        what: "businesses that are shut away",
        figure: statuses.filter((status) => status === 503).length,
        unit: "",
        limit: { atMost: 1 },
      },
    ];
  },
};

function slugOf(n: number): string {
  return `salon-${n}`;
}

async function ofAll(
  client: Client & { readonly close: () => void },
  ask: (client: Client, n: number) => Promise<number>,
): Promise<number[]> {
  const statuses = Array<number>(TENANTS).fill(0);
  const queue = statuses.keys();
  const work = async (): Promise<void> => {
    for (const n of queue) statuses[n] = await ask(client, n);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  client.close();
  return statuses;
}
