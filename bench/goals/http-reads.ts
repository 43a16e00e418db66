import { ratioOverStarts } from "../findings.ts";
import type { Finding, Goal } from "../goal.ts";
import { type HttpRounds, type HttpSide, inTurnsOverHttp } from "../http/in-turns.ts";
import { availability, availabilityPath, get, KEY } from "../http/requests.ts";
import { questions } from "../queries.ts";
import { ServerProcess } from "../http/server-process.ts";
import { startProduct } from "../http/start-product.ts";

/** How often both servers are started; the rounds are divided among the starts. */
const STARTS = 5;
/** Warm-up rounds per start, after which neither gets faster. */
const WARM_UP = 3;
/** In milliseconds: about as much arrives meanwhile as a server answers in one turn of its event loop. */
const LOOK_EVERY = 0.3;

/** G1–G4: the product's CPU time per request, compared with a bare Fastify. */
export const httpReads: Goal = {
  ids: ["G1", "G2", "G3", "G4"],
  title: "Reading over HTTP",
  measure: async ({ rounds, quick, folder }) => {
    const starts: Record<Side, HttpRounds>[] = [];
    const folders = { bare: folder("bare"), product: folder("product") };
    const turns = { rounds: Math.ceil(rounds / 3), warmUp: WARM_UP, lookEvery: LOOK_EVERY };
    for (let start = 0; start < (quick ? 1 : STARTS); start += 1) {
      const bare = await ServerProcess.start("bare-server.ts", folders.bare);
      const product = await startProduct(folders.product, { TENANTS: "1", LIMITED: "1" });
      const sides = sidesOf(bare, product, await conditional(product.port));
      starts.push(await inTurnsOverHttp(sides, turns));
      await Promise.all([bare.stop(), product.stop()]);
    }
    const cpuOf = (side: Side) => starts.map((found) => found[side].cpu);
    const beside = (goal: string, what: string, atMost: number, side: Side): Finding =>
      ratioOverStarts({ goal, what, limit: { atMost } }, cpuOf(side), cpuOf("hello"));
    return [
      beside("G1", "tenant and API key (for a session), log, headers, limits / hello", 3, "guarded"),
      beside("G2", "availability of 7 days, computed / hello", 12, "week"),
      beside("G3", "availability of 30 days, computed / hello", 25, "month"),
      beside("G2", "the same where all visits are limited", 12, "weekLimited"),
      beside("G3", "the same where all visits are limited", 25, "monthLimited"),
      beside("G4", "unchanged availability, 304 / hello", 3, "unchanged"),
    ];
  },
};

type Side = "hello" | "guarded" | "week" | "month" | "weekLimited" | "monthLimited" | "unchanged";

function sidesOf(bare: ServerProcess, product: ServerProcess, unchanged: string): Record<Side, HttpSide> {
  const answered = { server: product, status: 200 };
  const guarded = get("/t/salon-0/v1/hello", { authorization: `Bearer ${KEY}` });
  return {
    hello: { server: bare, next: () => get("/"), status: 200, requests: 3_000 },
    guarded: { ...answered, next: () => guarded, requests: 2_000 },
    week: { ...answered, next: availability(7), requests: 800 },
    month: { ...answered, next: availability(30), requests: 300 },
    weekLimited: { ...answered, next: availability(7, 1, "limited"), requests: 800 },
    monthLimited: { ...answered, next: availability(30, 1, "limited"), requests: 300 },
    unchanged: { server: product, next: () => unchanged, status: 304, requests: 2_000 },
  };
}

/** Requests a week, and then whether it has changed since. */
async function conditional(port: number): Promise<string> {
  const path = availabilityPath("salon-0", questions(7)[0]!);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  const etag = answer.headers.get("etag");
  if (!answer.ok || !etag) throw new Error(`Availability was answered ${answer.status} without an ETag.`);
  await answer.arrayBuffer();
  return get(path, { "if-none-match": etag });
}
