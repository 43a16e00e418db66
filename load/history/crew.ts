import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

import type { Order } from "./orders.ts";

/** Processes that play customers, each with its own memory. */
export type Crew<Answer> = {
  /** Gives all of them an order; resolves with their answers once each has carried it out. */
  readonly tell: (order: Order) => Promise<readonly Answer[]>;
  readonly dismiss: () => void;
};

/** Starts processes that run a module which answers orders. */
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

/** Throws if the process ends before it answers. */
async function ask<Answer>({ child, ended }: Member, order: Order): Promise<Answer> {
  child.send(order);
  const gone = ended.then(() => {
    throw new Error("A process of customers ended.");
  });
  const [answer] = (await Promise.race([once(child, "message"), gone])) as [Answer];
  return answer;
}
