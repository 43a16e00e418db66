import { ratioOf } from "../findings.ts";
import type { Finding, Goal } from "../goal.ts";
import { type HttpRounds, inTurnsOverHttp } from "../http/in-turns.ts";
import { availability, availabilityPath, get, KEY } from "../http/requests.ts";
import { questions } from "../queries.ts";
import { ServerProcess } from "../http/server-process.ts";
import { startProduct } from "../http/start-product.ts";

/** G1–G4: the product's processor time for a request beside that of a bare Fastify. */
export const httpReads: Goal = {
  ids: ["G1", "G2", "G3", "G4"],
  title: "Reading over HTTP",
  measure: async ({ rounds, folder }) => {
    const bare = await ServerProcess.start("bare-server.ts", folder("bare"));
    const product = await startProduct(folder("product"), { TENANTS: "1", LIMITED: "1" });
    const unchanged = await conditional(product.port);
    const found = await inTurnsOverHttp(
      {
        hello: { server: bare, next: () => get("/"), status: 200, requests: 4_000 },
        guarded: {
          server: product,
          next: () => get("/t/salon-0/v1/hello", { authorization: `Bearer ${KEY}` }),
          status: 200,
          requests: 3_000,
        },
        week: { server: product, next: availability(7), status: 200, requests: 800 },
        month: { server: product, next: availability(30), status: 200, requests: 300 },
        weekLimited: { server: product, next: availability(7, 1, "limited"), status: 200, requests: 800 },
        monthLimited: { server: product, next: availability(30, 1, "limited"), status: 200, requests: 300 },
        unchanged: { server: product, next: () => unchanged, status: 304, requests: 3_000 },
      },
      rounds,
    );
    await Promise.all([bare.stop(), product.stop()]);
    const beside = (goal: string, what: string, atMost: number, side: HttpRounds): Finding =>
      ratioOf({ goal, what, limit: { atMost } }, side.cpu, found.hello.cpu);
    return [
      beside("G1", "tenant and API key (for a session), log, headers, limits / hello", 3, found.guarded),
      beside("G2", "availability of 7 days, computed / hello", 12, found.week),
      beside("G3", "availability of 30 days, computed / hello", 25, found.month),
      beside("G2", "the same where all visits are limited", 12, found.weekLimited),
      beside("G3", "the same where all visits are limited", 25, found.monthLimited),
      beside("G4", "unchanged availability, 304 / hello", 3, found.unchanged),
    ];
  },
};

/** Asks for a week, and then whether it has changed since. */
async function conditional(port: number): Promise<string> {
  const path = availabilityPath("salon-0", questions(7)[0]!);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  const etag = answer.headers.get("etag");
  if (!answer.ok || !etag) throw new Error(`Availability was answered ${answer.status} without an ETag.`);
  await answer.arrayBuffer();
  return get(path, { "if-none-match": etag });
}
