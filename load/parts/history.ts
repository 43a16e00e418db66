import { setTimeout as sleep } from "node:timers/promises";

import { formatInstant } from "../../src/kernel/instant.ts";
import { clientOf } from "../../src/test/proof/client.ts";
import { found } from "../../src/test/proof/founding.ts";
import { createLedger } from "../../src/test/proof/ledger.ts";
import { startServerProcess, STARTS_AT } from "../../src/test/proof/server-process.ts";
import { problemsOfTenant, readingTenant } from "../../src/test/proof/tenant-file.ts";
import { BUSY_SALON } from "../../src/test/proof/traffic.ts";
import { type Crew, startCrew } from "../history/crew.ts";
import { type Fault, faultsHere } from "../history/faults.ts";
import type { Answer } from "../history/orders.ts";
import type { Finding, Load, Part } from "../part.ts";

const ID = "history";
const PROCESSES = 4;
/** How long customers come before a fault, and after it, in milliseconds. */
const QUIET = 700;
const SEED = 20_260_306;

/** Eight customers in four processes, one server, faults of every kind; and all that was acknowledged is there. */
export const history: Part = {
  id: ID,
  title: "8 customers, faults, and a checker",
  run: async (load) => {
    const { faults, skipped, dataDir, done } = faultsHere(load.folder("history"));
    for (const { what, why } of skipped) load.skip({ part: ID, what, why });
    const crew = startCrew(PROCESSES);
    try {
      return await roundsOf({ faults, dataDir, crew, load });
    } finally {
      crew.dismiss();
      done();
    }
  },
};

type Run = {
  readonly faults: readonly Fault[];
  readonly dataDir: string;
  readonly crew: Crew;
  readonly load: Load;
};

async function roundsOf({ faults, dataDir, crew, load }: Run): Promise<Finding[]> {
  const until = performance.now() + load.seconds * 1_000;
  /** How often each fault struck, and how many acts failed while it did. */
  const struck = new Map<string, { rounds: number; failed: number }>();
  const problems: string[] = [];
  let answers: readonly Answer[] = [];
  for (let round = 0; round < faults.length || performance.now() < until; round++) {
    const fault = faults[round % faults.length];
    if (!fault) break;
    await comeAndStrike(round, fault, dataDir, crew);
    const failedBefore = sumOf(answers, "unsure");
    answers = await settle(round, dataDir, crew);
    const { rounds, failed } = struck.get(fault.name) ?? { rounds: 0, failed: 0 };
    const failedNow = sumOf(answers, "unsure") - failedBefore;
    struck.set(fault.name, { rounds: rounds + 1, failed: failed + failedNow });
    problems.push(...wrongIn(dataDir, answers).map((problem) => `round ${round}, ${fault.name}: ${problem}`));
  }
  for (const problem of problems.slice(0, 10)) load.say(problem);
  const sum = (what: keyof Answer["counts"]): number => sumOf(answers, what);
  const detail = [...struck].map(([name, { rounds, failed }]) => `${rounds} × ${name} (${failed} failed)`);
  return [
    {
      part: ID,
      what: "acts that were acknowledged and are gone, overlaps, halves",
      figure: problems.length,
      unit: "",
      limit: { atMost: 0 },
      detail: detail.join(", "),
    },
    {
      part: ID,
      what: "acts that were acknowledged",
      figure: sum("booked") + sum("moved") + sum("cancelled"),
      unit: "",
      limit: { atLeast: 100 },
      detail: `${sum("refused")} refused, ${sum("unsure")} failed, ${sum("lost")} never answered`,
    },
  ];
}

function sumOf(answers: readonly Answer[], what: keyof Answer["counts"]): number {
  return answers.reduce((total, { counts }) => total + counts[what], 0);
}

/** A server; in each round it is later, so that holds of the last one expire. */
function serverOf(round: number, dataDir: string) {
  const now = formatInstant(Date.parse(STARTS_AT) + round * 60_000);
  return startServerProcess({ dataDir, settings: { CLOCK: now, LOG_LEVEL: "silent" } });
}

async function comeAndStrike(round: number, fault: Fault, dataDir: string, crew: Crew): Promise<void> {
  const server = await serverOf(2 * round, dataDir);
  if (round === 0) {
    const client = clientOf(server.address);
    await found(client, BUSY_SALON);
    client.close();
  }
  const coming = crew.tell({ what: "come", address: server.address, seed: SEED + 100 * round });
  await sleep(QUIET);
  await fault.strike({ pid: server.pid, dataDir });
  await sleep(QUIET);
  await server.end("SIGKILL");
  await coming;
}

async function settle(round: number, dataDir: string, crew: Crew): Promise<readonly Answer[]> {
  const server = await serverOf(2 * round + 1, dataDir);
  const answers = await crew.tell({ what: "settle", address: server.address, seed: 0 });
  await server.end("SIGTERM");
  return answers;
}

function wrongIn(dataDir: string, answers: readonly Answer[]): string[] {
  const ledger = createLedger();
  for (const known of answers.flatMap(({ visits }) => visits)) ledger.visits.set(known.uid, known);
  const rows = visitsIn(dataDir);
  const unanswered = answers.reduce((sum, answer) => sum + answer.unanswered, 0);
  return [
    ...problemsOfTenant(dataDir, "luna"),
    ...ledger.broken(rows),
    ...(rows.length === ledger.visits.size
      ? []
      : [`${rows.length} visits are there, ${ledger.visits.size} are known`]),
    ...(unanswered === 0 ? [] : [`${unanswered} bookings were asked for again and not answered`]),
  ];
}

function visitsIn(dataDir: string) {
  return readingTenant(dataDir, "luna", (read) =>
    read(
      "select uid, status, bookings.start_at, staff_id from bookings join booking_items on booking_uid = uid",
    ).map((row) => ({
      uid: String(row["uid"]),
      status: String(row["status"]),
      start: formatInstant(Number(row["start_at"])),
      staffId: String(row["staff_id"]),
    })),
  );
}
