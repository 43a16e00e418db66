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
  const crew = Array.from({ length: processes }, () => startMember(module));
  return {
    tell: (order) =>
      Promise.all(crew.map((member, n) => ask<Answer>(member, { ...order, seed: order.seed + 10 * n }))),
    dismiss: () => {
      for (const { child } of crew) child.kill("SIGKILL");
    },
  };
}

type Member = { readonly child: ChildProcess; readonly ended: Promise<unknown> };

function startMember(module: string): Member {
  const child = fork(module);
  return { child, ended: once(child, "exit") };
}

/** Throws when the process ends before it answers. */
async function ask<Answer>({ child, ended }: Member, order: Order): Promise<Answer> {
  child.send(order);
  const gone = ended.then(() => {
    throw new Error("A process of customers ended.");
  });
  const [answer] = (await Promise.race([once(child, "message"), gone])) as [Answer];
  return answer;
}
