import { median } from "../../bench/arithmetic.ts";
import { chanceOf } from "../../src/test/proof/chance.ts";
import { clientOf } from "../../src/test/proof/client.ts";
import type { Business } from "../../src/test/proof/founding.ts";
import { startServerProcess } from "../../src/test/proof/server-process.ts";
import { arrive } from "../open-loop/arrivals.ts";
import { percentilesOf } from "../open-loop/percentiles.ts";
import { foundSalons, visit } from "../open-loop/visitors.ts";
import type { Part } from "../part.ts";

const ID = "noisy-tenant";
const SALONS = 20;
const SHARE = 4;
const TIMES = 10;
const ROUNDS = 9;

/** One business gets ten times its share of visitors: do the others' visitors wait longer? */
export const noisyTenant: Part = {
  id: ID,
  title: "one noisy business among 20",
  run: async ({ folder, seconds }) => {
    const settings = { LOG_LEVEL: "warn" };
    const server = await startServerProcess({ dataDir: folder("noisy"), settings });
    const client = clientOf(server.address);
    const [noisy, ...others] = await foundSalons(client, SALONS);
    if (!noisy) return [];
    const stretch = Math.max(1, seconds / 4);
    await measure(noisy, others, { times: TIMES, seconds: stretch, seed: 1 });
    const rounds: { readonly quiet: number; readonly loud: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const at = (times: number) => measure(noisy, others, { times, seconds: stretch, seed: 2 + round });
      // Alternating, so that neither always has the warmer machine.
      const [first, second] = round % 2 === 0 ? [1, TIMES] : [TIMES, 1];
      const p99s = new Map([[first, await at(first)]]);
      p99s.set(second, await at(second));
      rounds.push({ quiet: p99s.get(1) ?? 0, loud: p99s.get(TIMES) ?? 0 });
    }
    client.close();
    await server.end("SIGTERM");
    const quiet = median(rounds.map((round) => round.quiet));
    const loud = median(rounds.map((round) => round.loud));
    return [
      {
        part: ID,
        what: `others' p99 beside one at ${TIMES} times its share / beside one at its share`,
        figure: median(rounds.map((round) => round.loud / round.quiet)),
        unit: "×",
        limit: { atMost: 1.25 },
        detail: `${loud.toFixed(1)} against ${quiet.toFixed(1)} ms; ${ROUNDS} rounds`,
      },
    ];
  },
};

type Stretch = { readonly times: number; readonly seconds: number; readonly seed: number };

/** The other businesses' p99, in milliseconds. */
async function measure(
  noisy: Business,
  others: readonly Business[],
  { times, seconds, seed }: Stretch,
): Promise<number> {
  const chance = chanceOf(seed);
  const [arrivals] = await Promise.all([
    arrive({
      perSecond: SHARE * others.length,
      seconds,
      send: () => visit(others[chance.below(others.length)] ?? noisy, chance),
    }),
    arrive({ perSecond: SHARE * times, seconds, send: () => visit(noisy, chance) }),
  ]);
  return percentilesOf(arrivals.map(({ took }) => took)).p99;
}
