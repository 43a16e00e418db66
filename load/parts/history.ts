import { fileURLToPath } from "node:url";

import { formatInstant } from "../../src/kernel/instant.ts";
import { clientOf } from "../../src/test/proof/client.ts";
import { found } from "../../src/test/proof/founding.ts";
import { createLedger } from "../../src/test/proof/ledger.ts";
import { problemsOfTenant, readingTenant } from "../../src/test/proof/tenant-file.ts";
import { BUSY_SALON } from "../../src/test/proof/traffic.ts";
import { type Crew, startCrew } from "../history/crew.ts";
import { type Fault, faultsHere } from "../history/faults.ts";
import type { Answer } from "../history/orders.ts";
import { playRounds } from "../history/rounds.ts";
import type { Finding, Load, Part } from "../part.ts";

const ID = "history";
const PROCESSES = 4;
const CUSTOMERS = fileURLToPath(new URL("../history/customers.ts", import.meta.url));

/**
 * Eight customers in four processes, one server, faults of every kind: everything acknowledged must be there.
 */
export const history: Part = {
  id: ID,
  title: "8 customers, faults, and a checker",
  run: async (load) => {
    const { faults, skipped, dataDir, done } = faultsHere(load.folder("history"));
    for (const { what, why } of skipped) load.skip({ part: ID, what, why });
    const crew = startCrew<Answer>(CUSTOMERS, PROCESSES);
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
  readonly crew: Crew<Answer>;
  readonly load: Load;
};

async function roundsOf({ faults, dataDir, crew, load }: Run): Promise<Finding[]> {
  const { problems, answers, faultsText } = await playRounds<Answer>({
    faults,
    dataDir,
    crew,
    load,
    found: async ({ address }) => {
      const client = clientOf(address);
      await found(client, BUSY_SALON);
      client.close();
    },
    wrongAfterKill: () => [],
    wrong: (answers) => wrongIn(dataDir, answers),
    failed: (answers) => sumOf(answers, "unsure"),
  });
  const sum = (what: keyof Answer["counts"]): number => sumOf(answers, what);
  return [
    {
      part: ID,
      what: "acts that were acknowledged and are gone, overlaps, halves",
      figure: problems.length,
      unit: "",
      limit: { atMost: 0 },
      detail: faultsText,
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
