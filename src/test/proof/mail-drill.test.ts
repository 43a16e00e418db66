import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";

import { formatInstant } from "#kernel/instant.ts";
import { startDesk } from "#test/mail/start-desk.ts";

import { type Chance, chanceOf } from "./chance.ts";
import { type Client, clientOf } from "./client.ts";
import { type Business, businessOf, found } from "./founding.ts";
import { standBy, type Standby, STARTS_AT } from "./server-process.ts";
import { problemsOfTenant, readingTenant } from "./tenant-file.ts";

const ROUNDS = 5;
const VISITS_A_ROUND = 8;
const MINUTE = 60_000;
/** Milliseconds, enough for mails to go out on any machine. */
const LONG_ENOUGH = 60_000;
/** Monday, 9 March 2026, 9:00 in New York. A day has room for sixteen visits. */
const FIRST_VISIT = Date.parse("2026-03-09T13:00:00Z");

const desk = await startDesk([
  ...(["accept", "slow", "take_and_drop", "later_data", "slow", "drop_after_data"] as const),
  ...(["slow", "later_recipient", "accept", "drop_at_mail", "slow", "take_and_drop"] as const),
]);
const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-mail-"));
let next: Standby = serverOf(0);
afterAll(() => {
  next.dismiss();
  desk.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The server of a round; each starts so much later that claims have expired and retries are due. */
function serverOf(round: number): Standby {
  const now = formatInstant(Date.parse(STARTS_AT) + round * 6 * MINUTE);
  const settings = { CLOCK: now, LOG_LEVEL: "warn", SMTP_URL: desk.url, MAIL_FROM: "desk@example.com" };
  return standBy({ dataDir, settings });
}

type Row = {
  readonly id: string;
  readonly state: string;
  readonly due_at: number;
  readonly repeats: number;
  readonly attempts: number;
  readonly customer: string;
};

function outbox(): Row[] {
  return readingTenant(dataDir, "luna", (read) =>
    read(
      `select outbox.id, state, due_at, repeats, attempts, customers.name as customer from outbox
       join customers on customers.id = customer_id
       where outbox.kind <> 'booking_reminder' order by outbox.id`,
    ),
  ) as Row[];
}

async function book(luna: Business, n: number): Promise<void> {
  const day = Math.floor(n / 16);
  const name = n % 16 === 3 ? `nobody-${n}` : `guest-${n}`;
  const { status } = await luna.ask("POST", "/v1/public/bookings", {
    headers: { "idempotency-key": `visit-${n}` },
    body: {
      service_id: luna.services["cut"],
      start: formatInstant(FIRST_VISIT + day * 24 * 60 * MINUTE + (n % 16) * 30 * MINUTE),
      customer: { name, email: `${name}@example.com` },
    },
  });
  expect(status).toBe(201);
}

/** Books, lets mails go out for a moment, and kills the server in the middle of that. */
async function killWhileSending(round: number, chance: Chance): Promise<void> {
  const server = await next.begin();
  next = serverOf(round + 1);
  const client = clientOf(server.address);
  const luna = await (round === 0 ? found(client) : businessOf(client, "luna"));
  for (let n = 0; n < VISITS_A_ROUND; n++) await book(luna, round * VISITS_A_ROUND + n);
  const before = desk.read().length;
  const enough = before + 2 + chance.below(3);
  await until(() => desk.read().length >= enough);
  await sleep(chance.below(300));
  expect((await server.end("SIGKILL")).signal).toBe("SIGKILL");
  client.close();
}

/** Advances the clock until nothing is queued any more, each time after everything due has been tried. */
async function sendTheRest(client: Client): Promise<void> {
  for (let push = 0; push < 12 && waits(); push++) {
    const { body } = await client("POST", "/dev/clock", { body: { advance_seconds: 75 * 60 } });
    await until(() => !isDue(Date.parse(body.now)));
  }
}

function isDue(now: number): boolean {
  return outbox().some(({ state, due_at: due }) => state === "sending" || (state === "queued" && due <= now));
}

/** Polls until it is true. Gives up silently: the assertions afterwards find what is missing. */
async function until(isSo: () => boolean): Promise<void> {
  const since = performance.now();
  while (!isSo() && performance.now() - since < LONG_ENOUGH) await sleep(10);
}

function waits(): boolean {
  return outbox().some(({ state }) => state === "sending" || state === "queued");
}

describe("a server that is killed while it sends mails to a misbehaving mail server", () => {
  test("loses none, and repeats none more than once", async () => {
    const chance = chanceOf(20_260_306);
    for (let round = 0; round < ROUNDS; round++) await killWhileSending(round, chance);
    desk.beKind();
    const server = await next.begin();
    const client = clientOf(server.address);
    await sendTheRest(client);
    client.close();
    expect(await server.end("SIGTERM")).toEqual({ code: 0, signal: null });

    const rows = outbox();
    // What the mail server prints may reach us later than what the server writes.
    await until(() => rows.flatMap(problemsOf).length === 0);
    expect(rows).toHaveLength(ROUNDS * VISITS_A_ROUND);
    expect(rows.flatMap(problemsOf)).toEqual([]);
    expect(problemsOfTenant(dataDir, "luna")).toEqual([]);

    // A drill without failures would prove nothing.
    expect(rows.filter(({ repeats }) => repeats === 1).length).toBeGreaterThan(1);
    expect(rows.filter(({ attempts, repeats }) => attempts > 1 + repeats).length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ state }) => state))).toContain("sent");
  });
});

/** The problems of one message's outcome. */
function problemsOf({ id, state, repeats, customer }: Row): string[] {
  const reads = desk.read().filter(({ messageId }) => messageId === `<${id}@localhost>`);
  // A mail that was read to its end and neither deferred nor refused may be in somebody's inbox.
  const perhaps = reads.filter(({ manner }) => manner !== "later_data").length;
  const taken = reads.filter(({ manner }) => manner !== "later_data" && manner !== "drop_after_data").length;
  const wanted = customer.startsWith("nobody") ? ["dead"] : ["sent", "unknown"];
  return [
    ...(wanted.includes(state) ? [] : [`${id} to ${customer} is ${state}`]),
    ...(state === "sent" && taken === 0 ? [`${id} counts as sent and was not`] : []),
    ...(state === "unknown" && repeats === 0 ? [`${id} was given up without a repeat`] : []),
    ...(perhaps > 2 ? [`${id} went out ${perhaps} times`] : []),
    ...(perhaps === 2 && repeats === 0 ? [`${id} was repeated without a note of it`] : []),
  ];
}
