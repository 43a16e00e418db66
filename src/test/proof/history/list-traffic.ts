import type { Reply } from "../client.ts";

import type { Chance } from "../chance.ts";

import { changeSettings, changeStaff, offerOutOfTurn } from "./owner-traffic.ts";
import { makeRoom } from "./chain-traffic.ts";
import type { Crowd } from "./people.ts";
import type { Requests } from "./requests.ts";
import { bookSeries, cancelLater } from "./series-traffic.ts";
import { book, cancel, hold, move } from "./visit-traffic.ts";
import { join, look, wishSooner } from "./waiting-traffic.ts";

/** Advances the server's clock by so many seconds. */
export type Push = (seconds: number) => Promise<Reply>;

type Act = (crowd: Crowd, asked: Requests) => Promise<unknown>;

/** The acts, each with its share in a hundred; the remainder lets time pass. */
const ACTS: readonly (readonly [number, Act])[] = [
  [17, book],
  [4, bookSeries],
  [5, hold],
  [7, move],
  [15, cancel],
  [3, cancelLater],
  [10, join],
  [6, wishSooner],
  [4, makeRoom],
  [20, look],
  [3, offerOutOfTurn],
  [2, changeStaff],
  [2, changeSettings],
];

/** One customer after another, and now and then the owner, until the server is gone. */
export async function keepComingAndWaiting(crowd: Crowd, asked: Requests, push: Push): Promise<void> {
  const { counts } = asked.ledger;
  for (;;) {
    const lostBefore = counts.lost;
    const act = anyAct(crowd.chance);
    if (act) await act(crowd, asked);
    else if ((await push(30 + crowd.chance.below(180))).status === 0) counts.lost++;
    if (counts.lost > lostBefore) return;
  }
}

function anyAct(chance: Chance): Act | undefined {
  let dice = chance.below(100);
  for (const [times, act] of ACTS) {
    if (dice < times) return act;
    dice -= times;
  }
  return undefined;
}
