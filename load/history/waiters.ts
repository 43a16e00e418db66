/** Two customers in a process of their own, who book and wait at one business until its server is gone. */
import { chanceOf } from "../../src/test/proof/chance.ts";
import { clientOf } from "../../src/test/proof/client.ts";
import { businessOf } from "../../src/test/proof/founding.ts";
import { keepComingAndWaiting } from "../../src/test/proof/history/list-traffic.ts";
import { crowdOf, pushClock } from "../../src/test/proof/history/people.ts";
import { createRequests } from "../../src/test/proof/history/requests.ts";
import { settleAll } from "../../src/test/proof/history/settle.ts";

import type { Order, WaitersAnswer } from "./orders.ts";

const asked = createRequests();

process.on("message", (order: Order) => {
  void obey(order).then((answer) => process.send?.(answer));
});

async function obey({ what, address, seed }: Order): Promise<WaitersAnswer> {
  const client = clientOf(address);
  const crowd = await crowdOf(await businessOf(client, "luna"), chanceOf(seed), client);
  let unanswered = 0;
  if (what === "settle") unanswered = await settleAll(crowd, asked);
  else
    await Promise.all(
      [1, 2].map((n) =>
        keepComingAndWaiting({ ...crowd, chance: chanceOf(seed + n) }, asked, (seconds) =>
          pushClock(client, seconds),
        ),
      ),
    );
  client.close();
  const { visits, counts } = asked.ledger;
  return { visits: [...visits.values()], counts, unanswered, deeds: asked.deeds.all(), tally: asked.tally };
}
