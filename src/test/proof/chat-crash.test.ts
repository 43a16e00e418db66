import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";

import { diskFolder } from "#test/disk-folder.ts";

import { clientOf } from "./client.ts";
import { aService, type Business, businessOf, found } from "./founding.ts";
import { type ServerProcess, standBy, type Standby } from "./server-process.ts";
import { problemsOfTenant, readingTenant } from "./tenant-file.ts";

const dataDir = mkdtempSync(join(diskFolder(), "frontdesk-chat-"));
const server = (): Standby => standBy({ dataDir, settings: { LOG_LEVEL: "warn", RATE_LIMITS: "off" } });
let next = server();
/** The server currently running on this folder. */
let running: ServerProcess;
/** At the beginning, and after three kills in each of two tests. */
let starts = 7;

/** Begins the server that stands by, and prepares the next one meanwhile. */
async function begun(): Promise<ServerProcess> {
  const began = await next.begin();
  starts -= 1;
  if (starts > 0) next = server();
  return began;
}

beforeAll(async () => {
  running = await begun();
  const client = clientOf(running.address);
  const services = [aService("cut", { name: "Haircut" })];
  await found(client, { services, staff: [{ ref: "mia", name: "Mia", services: ["cut"] }] });
  client.close();
});
afterAll(async () => {
  next.dismiss();
  await running.end("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** A customer who has been shown a summary. */
type AtSummary = { readonly session: string; readonly email: string };

const HOURS = ["9 am", "10 am", "11 am", "1 pm", "2 pm", "3 pm"];

async function say(luna: Business, session: string, message: string, id?: string): Promise<string> {
  const body = { session_id: session, message, ...(id !== undefined && { client_message_id: id }) };
  const answer = await luna.ask("POST", "/v1/chat/stream", { body });
  return answer.status === 200 ? String(answer.body) : "";
}

async function comeToSummary(luna: Business, hour: string, day: string): Promise<AtSummary> {
  const started = await luna.ask("POST", "/v1/chat/session", { body: {} });
  const session: string = started.body.session_id;
  const email = `dana-${day}-${hour.replace(" ", "")}@example.com`;
  let answer = "";
  for (const text of [`a haircut on ${day} at ${hour} please`, "my name is Dana Smith", email])
    answer = await say(luna, session, text);
  expect(answer).toContain("event: confirm");
  return { session, email };
}

/** How often each customer is booked. */
function booked(): Readonly<Record<string, number>> {
  const rows = readingTenant(dataDir, "luna", (read) =>
    read(
      `select email, count(*) as visits from bookings join customers on customers.id = customer_id group by email`,
    ),
  );
  return Object.fromEntries(rows.map(({ email, visits }) => [email, visits]));
}

test("what a yes books is booked once, whenever the process is killed and however often the yes is sent", async () => {
  const everybody: AtSummary[] = [];
  // Killed before the message is stored, before the visit is, and between that and the answer.
  for (const [round, day] of ["monday", "tuesday", "wednesday"].entries()) {
    const client = clientOf(running.address);
    const luna = await businessOf(client, "luna");
    const waiting = await Promise.all(HOURS.map((hour) => comeToSummary(luna, hour, day)));
    const answers = waiting.map(({ session }) => say(luna, session, "yes", "the-yes"));
    await sleep([10, 45, 80][round]);
    await running.end("SIGKILL");
    await Promise.all(answers);
    client.close();
    expect(problemsOfTenant(dataDir, "luna")).toEqual([]);

    running = await begun();
    const later = clientOf(running.address);
    const back = await businessOf(later, "luna");
    for (const { session } of waiting)
      for (let times = 0; times < 2; times += 1)
        expect(await say(back, session, "yes", "the-yes")).toContain("event: booking");
    everybody.push(...waiting);
    expect(booked()).toEqual(Object.fromEntries(everybody.map(({ email }) => [email, 1])));
    later.close();
  }
  expect(problemsOfTenant(dataDir, "luna")).toEqual([]);
});

const ASIDE = ["hi there", "are you open on monday?", "a haircut on thursday please", "how much is it?"];

/** The turns of all conversations that contain these messages, in order. */
function turns(): readonly { message: string; conversation: number; turn: number; events: string | null }[] {
  return readingTenant(dataDir, "luna", (read) =>
    read(
      `select client_message_id as message, conversation, turn, events from conversation_turns
       where client_message_id like 'aside-%' order by conversation, turn`,
    ),
  ) as never;
}

test("what was answered is stored, and no message is stored twice, whenever the process is killed", async () => {
  // Killed while the others are being answered.
  for (const [round, afterAnswers] of [1, 5, 14].entries()) {
    const client = clientOf(running.address);
    const luna = await businessOf(client, "luna");
    const answered = new Map<string, string>();
    const enough = Promise.withResolvers<void>();
    const sent: { session: string; text: string; id: string }[] = [];
    const sessions = await Promise.all(HOURS.map(() => luna.ask("POST", "/v1/chat/session", { body: {} })));
    const talks = sessions.map(async ({ body: { session_id: session } }, i) => {
      for (const [n, text] of ASIDE.entries()) {
        const message = { session, text, id: `aside-${round}-${i}-${n}` };
        sent.push(message);
        const answer = await say(luna, session, text, message.id);
        if (!answer.includes("event: done")) return;
        answered.set(message.id, answer);
        if (answered.size === afterAnswers) enough.resolve();
      }
    });
    await enough.promise;
    await running.end("SIGKILL");
    await Promise.all(talks);
    client.close();
    expect(problemsOfTenant(dataDir, "luna")).toEqual([]);
    const kept = turns().filter(({ events }) => events !== null);
    for (const [id, answer] of answered) {
      const events = kept.find(({ message }) => message === id)?.events;
      const [first] = JSON.parse(events ?? "[]") as { text: string }[];
      expect(answer).toContain(
        JSON.stringify(first?.text ?? "nothing")
          .slice(1, -1)
          .trim(),
      );
    }

    running = await begun();
    const later = clientOf(running.address);
    const back = await businessOf(later, "luna");
    for (const { session, text, id } of sent)
      expect(await say(back, session, text, id)).toContain("event: done");
    later.close();
    const all = turns();
    const ofRound = all.map(({ message }) => message).filter((id) => id.startsWith(`aside-${round}-`));
    expect(ofRound.toSorted()).toEqual(sent.map(({ id }) => id).toSorted());
    for (const [i, { conversation, turn, events }] of all.entries()) {
      expect(turn).toBe(all[i - 1]?.conversation === conversation ? all[i - 1]!.turn + 1 : 1);
      expect(events).not.toBeNull();
    }
  }
});

test("after an orderly exit, what is stored is complete", async () => {
  expect(await running.end("SIGTERM")).toEqual({ code: 0, signal: null });
  expect(problemsOfTenant(dataDir, "luna")).toEqual([]);
});
