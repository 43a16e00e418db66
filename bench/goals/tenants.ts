import { setTimeout as sleep } from "node:timers/promises";

import { ratioOf } from "../findings.ts";
import type { Finding, Goal } from "../goal.ts";
import { drive } from "../http/client.ts";
import { inTurnsOverHttp } from "../http/in-turns.ts";
import { availability, monthsAhead } from "../http/requests.ts";
import type { Usage } from "../http/serve.ts";
import type { ServerProcess } from "../http/server-process.ts";
import { startProduct } from "../http/start-product.ts";

/** G9, G10 and G13: a thousand tenants in one process. */
export const tenants: Goal = {
  ids: ["G9", "G10", "G13"],
  title: "Many tenants",
  measure: async ({ quick, rounds, folder }) => {
    const count = quick ? 200 : 1_000;
    const settings = { TENANTS: String(count), VISITS: "60", RATE_LIMITS: "off" };
    const path = folder("tenants");
    // Created by one process and served by the next, as after a deployment.
    await (await startProduct(path, settings)).stop();
    const product = await startProduct(path, settings);
    await sleep(2_000);
    const opened = (await product.usage()).counts["misses"] ?? Number.NaN;
    const findings: Finding[] = [
      {
        goal: "G13",
        what: `files opened by starting with ${count} tenants`,
        figure: opened,
        unit: "",
        limit: { atMost: 0 },
      },
      ...(await costOfOpenTenants(product, count)),
    ];
    // Each has read its month, so all are as warm as one that is requested over and over.
    await drive({ port: product.port, next: monthsAhead(count), status: 200, requests: count * 4 });
    const side = { server: product, status: 200, requests: 1_000 };
    const { all, one } = await inTurnsOverHttp(
      { all: { ...side, next: availability(7, count) }, one: { ...side, next: availability(7) } },
      { rounds },
    );
    await product.stop();
    const what = `availability of 7 days, ${count} tenants in turn / one`;
    return [ratioOf({ goal: "G9", what, limit: { atMost: 1.15 } }, all.cpu, one.cpu), ...findings];
  },
};

/** Serves one tenant until the process is warm, then opens all the others and requests each a few times. */
async function costOfOpenTenants(product: ServerProcess, count: number): Promise<readonly Finding[]> {
  const ask = (requests: number, of: number): Promise<number> =>
    drive({ port: product.port, requests, next: availability(1, of), status: 200 });
  await ask(3_000, 1);
  const before = await product.usage("settled");
  await ask(count * 3, count);
  const after = await product.usage("settled");
  const counted = (name: string): number =>
    (after.counts[name] ?? Number.NaN) - (before.counts[name] ?? Number.NaN);
  const each = (read: (usage: Usage) => number): number => (read(after) - read(before)) / counted("open");
  return [
    {
      goal: "G10",
      what: "memory of each open tenant",
      figure: each(({ memory }) => memory) / 1024,
      unit: "KiB",
      limit: { atMost: 320 },
    },
    {
      goal: "G10",
      what: "descriptors of each open tenant",
      figure: counted("descriptors") / counted("open"),
      unit: "",
      limit: { atMost: 3 },
    },
  ];
}
