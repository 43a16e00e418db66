import { median } from "../arithmetic.ts";
import type { Finding, Goal } from "../goal.ts";
import { drive } from "../http/client.ts";
import { availability } from "../http/requests.ts";
import type { Usage } from "../http/serve.ts";
import type { ServerProcess } from "../http/server-process.ts";
import { startProduct } from "../http/start-product.ts";
import { countBehind, makeOldTenants } from "../old-tenants.ts";

/** The number that the goals are about; `--quick` uses fewer and says so. */
const REGISTERED = 10_000;
const OPEN = 2_000;
/** How many of them get requests: enough for an hour of traffic. */
const ASKED = 50;
const MIB = 1024 * 1024;

/** G10 and G13: ten thousand tenants, served by a version with one more migration. */
export const registered: Goal = {
  ids: ["G10", "G13"],
  title: "Ten thousand tenants",
  measure: async ({ quick, folder, skip }) => {
    const count = quick ? REGISTERED / 20 : REGISTERED;
    const path = folder("registered");
    await makeOldTenants(path, count);
    const product = await startProduct(path, { RATE_LIMITS: "off" });
    const during = await askWhileMigrating(product, count);
    const after = await askFor(product, Math.max(1_000, during.length));
    const memory = await memoryOfMany(product, count, skip);
    await product.stop();
    return [
      {
        goal: "G13",
        what: `of ${count} tenants, not migrated in the background`,
        figure: await countBehind(path),
        unit: "",
        limit: { atMost: 0 },
        detail: `${during.length} requests meanwhile, none refused`,
      },
      {
        goal: "G13",
        what: "answers while they migrate / after, median time",
        figure: median(during) / median(after),
        unit: "×",
        detail: `${milliseconds(during)} against ${milliseconds(after)}`,
      },
      ...memory,
    ];
  },
};

/** Sends requests from the start on; returns how long each took. */
async function askWhileMigrating(product: ServerProcess, count: number): Promise<readonly number[]> {
  const waits: number[] = [];
  do waits.push(...(await askFor(product, 200)));
  while ((await product.usage()).counts["misses"]! < count);
  return waits;
}

/** Sends one request at a time; any status but 200 fails the goal. */
async function askFor(product: ServerProcess, requests: number): Promise<readonly number[]> {
  const waits: number[] = [];
  await drive({
    port: product.port,
    requests,
    connections: 1,
    next: availability(7, ASKED),
    status: 200,
    answered: (took) => void waits.push(took),
  });
  return waits;
}

async function memoryOfMany(
  product: ServerProcess,
  count: number,
  skip: (skipped: { goal: string; what: string; why: string }) => void,
): Promise<readonly Finding[]> {
  const wanted = Math.min(OPEN, count / 5);
  const before = await product.usage("settled");
  const capacity = before.counts["capacity"] ?? 0;
  if (capacity < wanted) {
    const why = `this machine allows ${capacity} open files`;
    skip({ goal: "G10", what: `memory with ${wanted} tenants open`, why });
    return [];
  }
  await drive({ port: product.port, requests: wanted * 3, next: availability(1, wanted), status: 200 });
  const after = await product.usage("settled");
  const isWhole = wanted === OPEN;
  const each = (after.memory - before.memory) / (open(after) - open(before));
  const all = after.memory + each * (OPEN - open(after));
  return [
    {
      goal: "G10",
      what: isWhole
        ? `memory with ${count} registered and ${open(after)} open`
        : `memory with ${OPEN} open, reckoned from ${open(after)} of ${count}`,
      figure: all / MIB,
      unit: "MiB",
      limit: { atMost: 800 },
      detail: `${(before.memory / MIB).toFixed(0)} MiB with ${open(before)} open`,
    },
  ];
}

function open({ counts }: Usage): number {
  return counts["open"] ?? Number.NaN;
}

/** Formats the median and 99th percentile. */
function milliseconds(waits: readonly number[]): string {
  const sorted = waits.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  return `${median(sorted).toFixed(1)} (p99 ${p99.toFixed(1)}) ms`;
}
