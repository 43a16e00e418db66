import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";

import { formatInstant } from "#kernel/instant.ts";

import { chanceOf } from "./chance.ts";
import { type Client, clientOf } from "./client.ts";
import { businessOf, found } from "./founding.ts";
import { lostDeeds } from "./history/deeds.ts";
import { createJudge } from "./history/judge.ts";
import { keepComingAndWaiting } from "./history/list-traffic.ts";
import { type LoggedEvent, readHistory } from "./history/log.ts";
import { BUSY_LIST, type Crowd, crowdOf, pushClock } from "./history/people.ts";
import { createRequests, type Requests } from "./history/requests.ts";
import { settleAll } from "./history/settle.ts";
import { type ServerProcess, standBy, type Standby, STARTS_AT } from "./server-process.ts";
import { problemsOfTenant, readingTenant } from "./tenant-file.ts";

const SEED = 20_260_308;
const KILLS = 3;
const CUSTOMERS = 4;
/** Acknowledged acts between two kills, at least. */
const ACTS = 200;

/** In seconds. */
const LONGER_THAN_OFFERS = 3 * 60 * 60;

/** Minimum counts: histories in which nobody waits or gets an offer would prove little. */
const LEAST = {
  waitlist_joined: 20,
  waitlist_offered: 20,
  waitlist_offer_accepted: 3,
  waitlist_offer_declined: 1,
  waitlist_offer_expired: 1,
  waitlist_booked: 1,
  waitlist_chain_proposed: 3,
  series_booked: 3,
  time_off_added: 3,
  hours_changed: 1,
};

const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-waitlist-"));
let next: Standby = serverOf(0);
afterAll(() => {
  next.dismiss();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The server of a round; each starts a minute later on its clock. */
function serverOf(round: number): Standby {
  const now = formatInstant(Date.parse(STARTS_AT) + round * 60_000);
  return standBy({ dataDir, settings: { CLOCK: now, LOG_LEVEL: "warn" } });
}

describe("a server that is killed while people wait, are offered times, accept and decline", () => {
  test(`${KILLS} times: everything acknowledged is there once, and everybody had their turn`, async () => {
    const chance = chanceOf(SEED);
    const asked = createRequests();
    const check = checker();
    for (let round = 0; round <= KILLS; round++) {
      const server = await next.begin();
      if (round < KILLS) next = serverOf(round + 1);
      const client = clientOf(server.address);
      const luna = await (round === 0 ? found(client, BUSY_LIST) : businessOf(client, "luna"));
      const crowd = await crowdOf(luna, chance, client);
      expect(await settleAll(crowd, asked)).toBe(0);
      const isEnough = (): boolean => round < KILLS - 1 || tooFew(allEvents()).length === 0;
      if (round < KILLS) await killUnderLoad({ server, crowd, asked, client, isEnough });
      else await endInPeace(server, client);
      client.close();
      check(`after server ${round}`);
    }
    expect(lostDeeds(allEvents(), asked.deeds.all())).toEqual([]);
    expect(tooFew(allEvents())).toEqual([]);
  });
});

function allEvents(): readonly LoggedEvent[] {
  return readingTenant(dataDir, "luna", (read) => readHistory(read)).events;
}

/** Checks the file, and everything that has happened since the last check. */
function checker(): (when: string) => void {
  const judge = createJudge();
  return (when) => {
    const history = readingTenant(dataDir, "luna", (read) => readHistory(read, judge.seq()));
    const problems = [...problemsOfTenant(dataDir, "luna"), ...judge.judge(history)];
    expect({ when, problems }).toEqual({ when, problems: [] });
  };
}

type Load = {
  readonly server: ServerProcess;
  readonly crowd: Crowd;
  readonly asked: Requests;
  readonly client: Client;
  /** Whether enough has happened; asked after every so many acts. */
  readonly isEnough: () => boolean;
};

async function killUnderLoad({ server, crowd, asked, client, isEnough }: Load): Promise<void> {
  const acts = (): number => Object.values(asked.tally).reduce((sum, times) => sum + times, 0);
  let enough = acts() + ACTS;
  const customers = Array.from({ length: CUSTOMERS }, () => {
    const own = { ...crowd, chance: chanceOf(crowd.chance.below(2 ** 31)) };
    return keepComingAndWaiting(own, asked, (seconds) => pushClock(client, seconds));
  });
  while (acts() < enough || !isEnough()) {
    if (acts() >= enough) enough += ACTS / 4;
    await sleep(2);
  }
  expect((await server.end("SIGKILL")).signal).toBe("SIGKILL");
  await Promise.all(customers);
}

/** Nobody who is asked answers any more: their offers expire, and the list goes on. */
async function endInPeace(server: ServerProcess, client: Client): Promise<void> {
  expect((await pushClock(client, LONGER_THAN_OFFERS)).status).toBe(200);
  expect(await server.end("SIGTERM")).toEqual({ code: 0, signal: null });
}

function tooFew(events: readonly LoggedEvent[]): string[] {
  return Object.entries(LEAST).flatMap(([kind, least]) => {
    const times = events.filter((event) => event.kind === kind).length;
    return times < least ? [`${kind}: ${times} times`] : [];
  });
}
