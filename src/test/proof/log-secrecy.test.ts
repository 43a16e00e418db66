import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { clientOf } from "./client.ts";
import { aService, type Business, found } from "./founding.ts";
import { PLATFORM_KEY, type ServerProcess, startQuickly } from "./server-process.ts";
import { readingTenant } from "./tenant-file.ts";

/** Data that only the people concerned should see. */
const NAME = "Wilhelmina Canary";
const MAIL = "wilhelmina.canary@example.com";
const PHONE = "+12125550163";
const NOTES = "allergic to canary seed";
const REASON = "canary has the flu";
const STAFF_MAIL = "stylist.canary@example.com";
const ABSENCE = "canary surgery";

const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-secrecy-"));
const secrets = new Set([
  NAME,
  MAIL,
  PHONE,
  NOTES,
  REASON,
  STAFF_MAIL,
  ABSENCE,
  "2125550163",
  "Wilhelmina",
  "canary",
]);
let server: ServerProcess;
let client: ReturnType<typeof clientOf>;
let luna: Business;

beforeAll(async () => {
  server = await startQuickly({ dataDir, settings: { LOG_LEVEL: "trace" } });
  client = clientOf(server.address);
  luna = await found(client, {
    owner: { email: "owner.canary@example.com", password: "canary-password-1", name: "Olga Canary" },
    services: [aService("cut")],
    staff: [{ ref: "mia", name: "Mia", email: STAFF_MAIL, services: ["cut"] }],
  });
});
afterAll(async () => {
  client.close();
  await server.end("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

test("a server prints no customer's name, no note and no key", async () => {
  await liveThrough();
  await server.end("SIGTERM");

  const printed = server.output();
  // It did log its start, each request, the failures, and its end.
  expect(printed).toContain("Listening on");
  expect(printed.split("\n").filter((line) => line.includes('"status"')).length).toBeGreaterThan(14);
  expect(printed).toContain("Shutting down");
  const lines = printed.toLowerCase();
  expect([...secrets].filter((secret) => lines.includes(secret.toLowerCase()))).toEqual([]);
});

/** A customer's and an owner's day, with everything that can go wrong in it. */
async function liveThrough(): Promise<void> {
  secrets.add(PLATFORM_KEY);
  for (const line of readFileSync(join(dataDir, "secret-keys"), "utf8").trim().split(/[\n,]/))
    secrets.add(line);
  const made = await luna.administer("POST", "/v1/admin/api_keys", { body: { name: "till" } });
  const key: string = made.body.key;
  secrets.add(key);

  const visit = await book("2026-03-09T14:00:00Z", "canary-idempotency-key");
  expect(visit.status).toBe(201);
  const { booking, manage_token: token } = visit.body;
  secrets.add(token);
  const own = (path: string, body?: object, bearer = token) =>
    luna.ask(body === undefined ? "GET" : "POST", `/v1/public/bookings/${booking.uid}${path}`, {
      key: bearer,
      body,
    });

  const statuses = [
    (await own("")).status,
    (await own("", undefined, "canary-token")).status,
    (await luna.ask("GET", `/b/${booking.uid}?token=${token}`)).status,
    (await luna.ask("GET", `/b/${booking.uid}?token=canary`)).status,
    (await luna.ask("GET", `/v1/admin/customers?q=${encodeURIComponent(NAME)}`, { key })).status,
    (await luna.ask("GET", `/v1/admin/customers?q=${encodeURIComponent(MAIL)}`, { key: "canary-key" }))
      .status,
    (await luna.ask("GET", `/wilhelmina-canary?mail=${MAIL}`)).status,
    (await book("2026-03-09T14:00:00Z", "another")).status,
    (await book("no canary time", "third")).status,
    (await luna.ask("POST", "/v1/public/bookings", { body: { [NAME]: MAIL } })).status,
    (await luna.ask("PUT", "/v1/admin/profile", { key, body: { business_name: "x", phone: NAME } })).status,
    (await own("/reschedule", { start: "2026-03-10T15:00:00Z" })).status,
    (await own("/cancel", { reason: REASON })).status,
    (await luna.ask("POST", "/v1/admin/time_off", { key, body: absence() })).status,
    ...(await chat()),
  ];
  expect(statuses).toEqual([
    200, 404, 303, 404, 200, 401, 404, 409, 400, 400, 400, 200, 200, 201, 201, 200, 200, 404, 413, 303,
  ]);
  await messagesSent();
}

/** A customer tells the assistant everything. */
async function chat(): Promise<number[]> {
  const begun = await luna.ask("POST", "/v1/chat/session", {});
  const session: string = begun.body.session_id;
  secrets.add(session);
  const say = (message: string, as = session) =>
    luna.ask("POST", "/v1/chat/stream", { body: { session_id: as, message } });
  const form = { headers: { "content-type": "application/json" }, body: { message: NOTES } };
  return [
    begun.status,
    (await say("A cut on tuesday please, with a canary")).status,
    (await say(`I am ${NAME}, ${MAIL}, ${PHONE}; ${NOTES}`)).status,
    (await say(NAME, "canary-session")).status,
    (await say("canary ".repeat(1_000))).status,
    (await luna.ask("POST", "/chat", form)).status,
  ];
}

function book(start: string, key: string) {
  return luna.ask("POST", "/v1/public/bookings", {
    headers: { "idempotency-key": key },
    body: {
      service_id: luna.services["cut"],
      start,
      customer: { name: NAME, email: MAIL, phone: PHONE },
      notes: NOTES,
      consent_sms: true,
    },
  });
}

function absence() {
  return { staff_id: luna.staff["mia"], start: "2026-04-01T09:00", end: "2026-04-01T12:00", reason: ABSENCE };
}

/** Waits until the local transports have got everything: they might log too. */
async function messagesSent(): Promise<void> {
  const waiting = () =>
    readingTenant(dataDir, "luna", (read) => read("select state from outbox")).filter(
      ({ state }) => state !== "sent" && state !== "skipped",
    );
  await expect.poll(waiting, { interval: 50 }).toEqual([]);
}
