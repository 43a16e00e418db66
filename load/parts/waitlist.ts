import { fileURLToPath } from "node:url";

import { clientOf } from "../../src/test/proof/client.ts";
import { found } from "../../src/test/proof/founding.ts";
import { lostDeeds } from "../../src/test/proof/history/deeds.ts";
import { createJudge } from "../../src/test/proof/history/judge.ts";
import { type LoggedEvent, readHistory } from "../../src/test/proof/history/log.ts";
import { BUSY_LIST } from "../../src/test/proof/history/people.ts";
import { problemsOfTenant, readingTenant } from "../../src/test/proof/tenant-file.ts";
import { startCrew } from "../history/crew.ts";
import { faultsHere } from "../history/faults.ts";
import type { WaitersAnswer } from "../history/orders.ts";
import { playRounds } from "../history/rounds.ts";
import type { Finding, Part } from "../part.ts";

const ID = "waitlist";
const WAITERS = fileURLToPath(new URL("../history/waiters.ts", import.meta.url));
const PROCESSES = 4;

/**
 * Eight customers in four processes who book visits and series, wait, wish to come sooner, take and decline, agree
 * to chains, an owner who changes hours and staff, a clock that is pushed on, and faults of every kind: judged by the
 * event log.
 */
export const waitlist: Part = {
  id: ID,
  title: "8 customers who wait, faults, and a judge of the log",
  run: async (load) => {
    const { faults, skipped, dataDir, done } = faultsHere(load.folder("waitlist"));
    for (const { what, why } of skipped) load.skip({ part: ID, what, why });
    const crew = startCrew<WaitersAnswer>(WAITERS, PROCESSES);
    const { events, wrongAfterKill, wrong } = checksOf(dataDir);
    try {
      const { problems, answers, faultsText } = await playRounds<WaitersAnswer>({
        faults,
        dataDir,
        crew,
        load,
        found: async ({ address }) => {
          const client = clientOf(address);
          await found(client, BUSY_LIST);
          client.close();
        },
        wrongAfterKill,
        wrong,
        failed: (answers) => answers.reduce((sum, { counts }) => sum + counts.unsure, 0),
      });
      return findings(problems, answers, { faultsText, events });
    } finally {
      crew.dismiss();
      done();
    }
  },
};

/** What is wrong with the file and its log; each event is judged once, and all are remembered. */
function checksOf(dataDir: string) {
  const judge = createJudge();
  const events: LoggedEvent[] = [];
  const wrongAfterKill = (): string[] => {
    const history = readingTenant(dataDir, "luna", (read) => readHistory(read, judge.seq()));
    events.push(...history.events);
    return [...problemsOfTenant(dataDir, "luna"), ...judge.judge(history)];
  };
  const wrong = (answers: readonly WaitersAnswer[]): string[] => {
    const unanswered = answers.reduce((sum, answer) => sum + answer.unanswered, 0);
    return [
      ...wrongAfterKill(),
      ...lostDeeds(
        events,
        answers.flatMap(({ deeds }) => deeds),
      ),
      ...(unanswered === 0 ? [] : [`${unanswered} acts were asked for again and not answered`]),
    ];
  };
  return { events, wrongAfterKill, wrong };
}

function findings(
  problems: readonly string[],
  answers: readonly WaitersAnswer[],
  { faultsText, events }: { readonly faultsText: string; readonly events: readonly LoggedEvent[] },
): Finding[] {
  const done = (what: string): number => answers.reduce((sum, { tally }) => sum + (tally[what] ?? 0), 0);
  const seen = (kind: string): number => events.filter((event) => event.kind === kind).length;
  const acts = [...new Set(answers.flatMap(({ tally }) => Object.keys(tally)))].filter(
    (act) => act !== "looked",
  );
  return [
    {
      part: ID,
      what: "acts gone or done twice or by halves, overlaps, second holds, people passed over without a reason",
      figure: problems.length,
      unit: "",
      limit: { atMost: 0 },
      detail: faultsText,
    },
    {
      part: ID,
      what: "acts that were acknowledged",
      figure: acts.reduce((sum, act) => sum + done(act), 0),
      unit: "",
      limit: { atLeast: 200 },
      detail: acts.map((act) => `${done(act)} ${act}`).join(", "),
    },
    {
      part: ID,
      what: "offers to those who waited",
      figure: seen("waitlist_offered"),
      unit: "",
      limit: { atLeast: 50 },
      detail: ["offer_accepted", "offer_declined", "offer_expired", "booked"]
        .map((end) => `${seen(`waitlist_${end}`)} ${end.replace("offer_", "")}`)
        .join(", "),
    },
    {
      part: ID,
      what: "chains of visits that were proposed",
      figure: seen("waitlist_chain_proposed"),
      unit: "",
      limit: { atLeast: 20 },
      detail: `${seen("waitlist_chain_agreed")} agreed, ${seen("waitlist_chain_done")} carried out, ${ended(events)}`,
    },
    {
      part: ID,
      what: "series that were booked",
      figure: seen("series_booked"),
      unit: "",
      limit: { atLeast: 10 },
      detail: `${seen("series_cancelled")} cancelled from one visit on`,
    },
  ];
}

/** How often chains failed, by what ended them. */
function ended(events: readonly LoggedEvent[]): string {
  const ends = events
    .flatMap(({ changes }) => changes)
    .filter(({ table, after }) => table === "waitlist_chains" && after?.["state"] === "released");
  return [...Map.groupBy(ends, ({ after }) => String(after?.["why"]))]
    .map(([why, all]) => `${all.length} ${why}`)
    .join(", ");
}
