/** Two customers in a process of their own, who use one business until its server is gone. */
import { chanceOf } from "../../src/test/proof/chance.ts";
import { type Client, clientOf } from "../../src/test/proof/client.ts";
import { type Business, businessOf } from "../../src/test/proof/founding.ts";
import { createLedger } from "../../src/test/proof/ledger.ts";
import { keepComing, sendBooking } from "../../src/test/proof/traffic.ts";

import type { Answer, Order } from "./orders.ts";

const ledger = createLedger();

process.on("message", (order: Order) => {
  void obey(order).then((answer) => process.send?.(answer));
});

async function obey({ what, address, seed }: Order): Promise<Answer> {
  const client = clientOf(address);
  const business = await businessOf(client, "luna");
  if (what === "come") {
    await Promise.all([0, 1].map((n) => keepComing(business, ledger, chanceOf(seed + n))));
  } else await settle(business, client);
  client.close();
  return { visits: [...ledger.visits.values()], counts: ledger.counts, unanswered: ledger.unanswered.size };
}

/**
 * Repeats requests that were never answered, and looks up visits that were being changed: then the state of
 * every visit is known.
 */
async function settle(business: Business, client: Client): Promise<void> {
  for (const asked of ledger.unanswered) await ledger.book(asked, () => sendBooking(business, asked));
  for (const known of ledger.visits.values()) {
    if (!known.unknown) continue;
    const path = `/t/${business.slug}/v1/public/bookings/${known.uid}`;
    const answer = await client("GET", path, { key: known.token });
    if (answer.status === 200) ledger.note(answer, known.token);
  }
}
