import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

import type { Order } from "./orders.ts";

/** Processes with customers in them, each with a memory of its own. */
export type Crew<Answer> = {
  /** Gives all of them an order; answers when each has done it. */
  readonly tell: (order: Order) => Promise<readonly Answer[]>;
  readonly dismiss: () => void;
};

/** Starts processes of a module that answers to orders. */
export function startCrew<Answer>(module: string, processes: number): Crew<Answer> {
  const crew = Array.from({ length: processes }, () => fork(module));
  return {
    tell: (order) => Promise.all(crew.map((child, n) => ask(child, { ...order, seed: order.seed + 10 * n }))),
    dismiss: () => {
      for (const child of crew) child.kill("SIGKILL");
    },
  };

  async function ask(child: ChildProcess, order: Order): Promise<Answer> {
    child.send(order);
    const ended = once(child, "exit").then(() => {
      throw new Error("A process of customers ended.");
    });
    const [answer] = (await Promise.race([once(child, "message"), ended])) as [Answer];
    return answer;
  }
}
