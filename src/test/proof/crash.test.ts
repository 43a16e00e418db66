import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";

import { formatInstant } from "#kernel/instant.ts";
import { diskFolder } from "#test/disk-folder.ts";

import { type Chance, chanceOf } from "./chance.ts";
import { clientOf } from "./client.ts";
import { type Business, businessOf, found } from "./founding.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { type ServerProcess, standBy, type Standby, STARTS_AT } from "./server-process.ts";
import { problemsOfTenant, readingTenant } from "./tenant-file.ts";
import { BUSY_SALON, keepComing, sendBooking } from "./traffic.ts";

const SEED = 20_260_306;
const ROUNDS = 20;
const CUSTOMERS = 8;

const dataDir = mkdtempSync(join(diskFolder(), "frontdesk-crash-"));
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

describe("a server that is killed in the middle of its work", () => {
  test(`${ROUNDS} times: what it acknowledged is there, everything else is complete or absent`, async () => {
    const chance = chanceOf(SEED);
    const ledger = createLedger();
    for (let round = 0; round < ROUNDS; round++) {
      const server = await next.begin();
      next = serverOf(round + 1);
      const client = clientOf(server.address);
      const luna = await (round === 0 ? found(client, BUSY_SALON) : businessOf(client, "luna"));
      await checkAfterCrash(luna, ledger, `crash ${round}`);
      await killUnderLoad(server, luna, ledger, chance);
      client.close();
    }
    const server = await next.begin();
    const client = clientOf(server.address);
    await checkAfterCrash(await businessOf(client, "luna"), ledger, "the last crash");
    client.close();
    expect(await server.end("SIGTERM")).toEqual({ code: 0, signal: null });

    // Crashes with nothing in flight, or with every customer refused, would prove little.
    const { booked, moved, cancelled, lost } = ledger.counts;
    expect(Math.min(booked / 100, moved / 20, cancelled / 20, lost / ROUNDS)).toBeGreaterThan(1);
  });
});

async function killUnderLoad(
  server: ServerProcess,
  luna: Business,
  ledger: Ledger,
  chance: Chance,
): Promise<void> {
  const enough = ledger.acknowledged() + 14 + chance.below(20);
  const seed = chance.below(2 ** 31);
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => keepComing(luna, ledger, chanceOf(seed + n)));
  while (ledger.acknowledged() < enough) await sleep(1);
  await sleep(chance.below(15));
  expect((await server.end("SIGKILL")).signal).toBe("SIGKILL");
  await Promise.all(customers);
}

async function checkAfterCrash(luna: Business, ledger: Ledger, when: string): Promise<void> {
  expectAcknowledged(ledger, `after ${when}`);
  await settle(luna, ledger);
  expectAcknowledged(ledger, `after ${when}, when all was asked again`);
  // There are no visits except those that are known by now.
  expect(visitsInFile().length).toBe(ledger.visits.size);
}

/**
 * Repeats what was never answered and looks up what was being changed, so that every visit's state is known.
 */
async function settle(luna: Business, ledger: Ledger): Promise<void> {
  for (const asked of ledger.unanswered) await ledger.book(asked, () => sendBooking(luna, asked));
  for (const known of ledger.visits.values()) {
    if (!known.unknown) continue;
    const answer = await luna.ask("GET", `/v1/public/bookings/${known.uid}`, { key: known.token });
    expect(answer.status).toBe(200);
    ledger.note(answer, known.token);
  }
}

function expectAcknowledged(ledger: Ledger, when: string): void {
  const problems = [...problemsOfTenant(dataDir, "luna"), ...ledger.broken(visitsInFile())];
  expect({ when, problems }).toEqual({ when, problems: [] });
}

function visitsInFile() {
  return readingTenant(dataDir, "luna", (read) =>
    read(
      "select uid, status, bookings.start_at, staff_id from bookings join booking_items on booking_uid = uid",
    ).map((row) => ({
      uid: String(row["uid"]),
      status: String(row["status"]),
      start: formatInstant(row["start_at"]),
      staffId: String(row["staff_id"]),
    })),
  );
}
