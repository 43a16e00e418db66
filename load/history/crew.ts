import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import type { Answer, Order } from "./orders.ts";

const CUSTOMERS = fileURLToPath(new URL("customers.ts", import.meta.url));

/** Processes with customers in them, each with a memory of its own. */
export type Crew = {
  /** Gives all of them an order; answers when each has done it. */
  readonly tell: (order: Order) => Promise<readonly Answer[]>;
  readonly dismiss: () => void;
};

export function startCrew(processes: number): Crew {
  const crew = Array.from({ length: processes }, () => fork(CUSTOMERS));
  return {
    tell: (order) => Promise.all(crew.map((child, n) => ask(child, { ...order, seed: order.seed + 10 * n }))),
    dismiss: () => {
      for (const child of crew) child.kill("SIGKILL");
    },
  };
}

async function ask(child: ChildProcess, order: Order): Promise<Answer> {
  child.send(order);
  const ended = once(child, "exit").then(() => {
    throw new Error("A process of customers ended.");
  });
  const [answer] = (await Promise.race([once(child, "message"), ended])) as [Answer];
  return answer;
}
