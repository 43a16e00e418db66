import { chanceOf } from "../../src/test/proof/chance.ts";
import { clientOf } from "../../src/test/proof/client.ts";
import { startServerProcess } from "../../src/test/proof/server-process.ts";
import { type Arrival, arrive } from "../open-loop/arrivals.ts";
import { percentilesOf } from "../open-loop/percentiles.ts";
import { usageOf } from "../open-loop/usage.ts";
import { foundSalons, type Visit, visit } from "../open-loop/visitors.ts";
import { zipf } from "../open-loop/zipf.ts";
import type { Finding, Part } from "../part.ts";

const ID = "open-loop";
const SALONS = 50;
const PER_SECOND = 100;
const WARM_UP = 2;

/** Visitors at a constant rate over many businesses, a few of them popular. */
export const openLoop: Part = {
  id: ID,
  title: `${PER_SECOND} visitors a second at ${SALONS} businesses`,
  run: async ({ folder, seconds, skip }) => {
    const settings = { LOG_LEVEL: "warn" };
    const server = await startServerProcess({ dataDir: folder("open-loop"), settings });
    const client = clientOf(server.address);
    const salons = await foundSalons(client, SALONS);
    const chance = chanceOf(1);
    const next = zipf(SALONS, chance);
    const send = (): Promise<Visit> => {
      const salon = salons[next()] ?? salons[0];
      return salon ? visit(salon, chance) : Promise.resolve({ what: "page", status: 0, ok: false });
    };
    await arrive({ perSecond: PER_SECOND, seconds: WARM_UP, send });
    const before = usageOf(server.pid);
    const since = performance.now();
    const arrivals = await arrive({ perSecond: PER_SECOND, seconds, send });
    const elapsed = (performance.now() - since) / 1_000;
    const after = usageOf(server.pid);
    client.close();
    await server.end("SIGTERM");
    const used: Finding[] = [];
    if (before && after) {
      const share = (100 * (after.cpuSeconds - before.cpuSeconds)) / elapsed;
      used.push({ part: ID, what: "CPU of the server", figure: share, unit: "% of a core" });
      used.push({ part: ID, what: "memory of the server", figure: after.megabytes, unit: "MB" });
    } else skip({ part: ID, what: "CPU and memory", why: "this machine has no /proc" });
    return [
      ...timesOf("availability", arrivals),
      ...timesOf("booking", arrivals),
      errorsOf(arrivals),
      ...used,
    ];
  },
};

function timesOf(what: Visit["what"], arrivals: readonly Arrival<Visit>[]): Finding[] {
  const times = arrivals.filter(({ outcome }) => outcome.what === what).map(({ took }) => took);
  const { p50, p95, p99, p999 } = percentilesOf(times);
  const rest = [p50, p95, p999].map((time) => time.toFixed(1));
  const detail = `p50 ${rest[0]}, p95 ${rest[1]}, p99.9 ${rest[2]} ms; ${times.length} in all`;
  return [{ part: ID, what: `${what}: p99 from the intended start`, figure: p99, unit: "ms", detail }];
}

function errorsOf(arrivals: readonly Arrival<Visit>[]): Finding {
  const errors = arrivals.map(({ outcome }) => outcome).filter(({ ok }) => !ok);
  return {
    part: ID,
    what: "visitors who met an error",
    figure: errors.length,
    unit: `of ${arrivals.length}`,
    limit: { atMost: 0 },
    detail: [...new Set(errors.map(({ what, status }) => `${what} ${status}`))].join(", "),
  };
}
