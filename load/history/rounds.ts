import { setTimeout as sleep } from "node:timers/promises";

import { formatInstant } from "../../src/kernel/instant.ts";
import { type ServerProcess, startServerProcess, STARTS_AT } from "../../src/test/proof/server-process.ts";
import type { Load } from "../part.ts";

import type { Crew } from "./crew.ts";
import type { Fault } from "./faults.ts";
import type { Order } from "./orders.ts";

/** How long customers act before and after a fault, in milliseconds. */
const QUIET = 700;
const SEED = 20_260_306;

export type Rounds<Answer> = {
  readonly faults: readonly Fault[];
  readonly dataDir: string;
  readonly crew: Crew<Answer>;
  readonly load: Load;
  /** Creates the business, on the first server. */
  readonly found: (server: ServerProcess) => Promise<void>;
  /** What is wrong after a round: when the server was killed, and when all requests have been repeated. */
  readonly wrongAfterKill: () => readonly string[];
  readonly wrong: (answers: readonly Answer[]) => readonly string[];
  /** The number of failed actions so far. */
  readonly failed: (answers: readonly Answer[]) => number;
};

/**
 * Plays rounds: customers act, a fault strikes, the server is killed; then all unanswered requests are
 * repeated and the result is checked. The faults take turns until the time is over.
 */
export async function playRounds<Answer>(given: Rounds<Answer>) {
  const { faults, load } = given;
  const until = performance.now() + load.seconds * 1_000;
  /** How often each fault struck, and how many actions failed under it. */
  const struck = new Map<string, { rounds: number; failed: number }>();
  const problems: string[] = [];
  let answers: readonly Answer[] = [];
  for (let round = 0; round < faults.length || performance.now() < until; round++) {
    const fault = faults[round % faults.length];
    if (!fault) break;
    const failedBefore = given.failed(answers);
    await comeAndStrike(given, round, fault);
    const found = [...given.wrongAfterKill()];
    answers = await settle(given, round);
    found.push(...given.wrong(answers));
    const { rounds, failed } = struck.get(fault.name) ?? { rounds: 0, failed: 0 };
    const failedNow = given.failed(answers) - failedBefore;
    struck.set(fault.name, { rounds: rounds + 1, failed: failed + failedNow });
    problems.push(...found.map((problem) => `round ${round}, ${fault.name}: ${problem}`));
  }
  for (const problem of problems.slice(0, 10)) load.say(problem);
  const faultsText = [...struck].map(
    ([name, { rounds, failed }]) => `${rounds} × ${name} (${failed} failed)`,
  );
  return { problems, answers, faultsText: faultsText.join(", ") };
}

/** Starts a server, at a later time in each round, so that holds of the previous one expire. */
function serverOf(round: number, dataDir: string): Promise<ServerProcess> {
  const now = formatInstant(Date.parse(STARTS_AT) + round * 60_000);
  return startServerProcess({ dataDir, settings: { CLOCK: now, LOG_LEVEL: "silent" } });
}

async function comeAndStrike<Answer>(
  { dataDir, crew, found }: Rounds<Answer>,
  round: number,
  fault: Fault,
): Promise<void> {
  const server = await serverOf(2 * round, dataDir);
  if (round === 0) await found(server);
  const coming = crew.tell({ what: "come", address: server.address, seed: SEED + 100 * round });
  await sleep(QUIET);
  await fault.strike({ pid: server.pid, dataDir });
  await sleep(QUIET);
  await server.end("SIGKILL");
  await coming;
}

async function settle<Answer>({ dataDir, crew }: Rounds<Answer>, round: number): Promise<readonly Answer[]> {
  const server = await serverOf(2 * round + 1, dataDir);
  const order: Order = { what: "settle", address: server.address, seed: 0 };
  const answers = await crew.tell(order);
  await server.end("SIGTERM");
  return answers;
}
