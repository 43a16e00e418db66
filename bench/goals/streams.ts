import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import type { Finding, Goal } from "../goal.ts";
import type { ServerProcess } from "../http/server-process.ts";
import { startProduct } from "../http/start-product.ts";

/** G17: open streams while nothing is said. */
export const streams: Goal = {
  ids: ["G17"],
  title: "Open streams",
  measure: async ({ quick, folder }) => {
    const count = quick ? 500 : 3_000;
    const product = await startProduct(folder("streams"), { TENANTS: "1", VISITS: "10", RATE_LIMITS: "off" });
    const session = await begin(product.port);
    // The one-time cost of the first streams, for code and tables, does not count.
    const first = await openAll(product.port, session, 200);
    const before = await settled(product);
    const open = await openAll(product.port, session, count);
    const after = await settled(product);
    for (const one of [...first, ...open]) one.destroy();
    const held = after.counts["leases"] ?? Number.NaN;
    await product.stop();
    const each = (after.memory - before.memory) / count;
    return [
      {
        goal: "G17",
        what: `memory of each of ${count} open streams`,
        figure: each / 1024,
        unit: "KiB",
        limit: { atMost: 40 },
      },
      { goal: "G17", what: "files held by them", figure: held, unit: "", limit: { atMost: 0 } },
    ] satisfies Finding[];
  },
};

async function settled(product: ServerProcess) {
  await sleep(500);
  await product.usage("settled");
  await sleep(500);
  return product.usage("settled");
}

async function begin(port: number): Promise<string> {
  const asked = request({ port, method: "POST", path: "/t/salon-0/v1/chat/session", headers: HEADERS });
  asked.end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of answer) text += String(chunk);
  return (JSON.parse(text) as { session_id: string }).session_id;
}

/** Opens this many, a few at a time, and waits for the first bytes of each. */
async function openAll(port: number, session: string, count: number): Promise<ClientRequest[]> {
  const all: ClientRequest[] = [];
  const openSome = async (): Promise<void> => {
    while (all.length < count) {
      const asked = request({
        port,
        path: "/t/salon-0/v1/chat/events",
        headers: { ...HEADERS, authorization: `Bearer ${session}` },
        agent: false,
      });
      all.push(asked);
      asked.on("error", () => {});
      asked.end();
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      if (answer.statusCode !== 200) throw new Error(`Answered ${answer.statusCode} instead of 200.`);
      await once(answer, "data");
      answer.resume();
    }
  };
  await Promise.all(Array.from({ length: 20 }, openSome));
  return all;
}

const HEADERS = { host: "localhost" };
