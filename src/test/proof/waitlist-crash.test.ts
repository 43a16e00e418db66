import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

import { diskFolder } from "#test/disk-folder.ts";

import { clientOf } from "./client.ts";
import { type Business, businessOf, found } from "./founding.ts";
import { standBy, type Standby } from "./server-process.ts";
import { problemsOfTenant } from "./tenant-file.ts";

const dataDir = mkdtempSync(join(diskFolder(), "frontdesk-waitlist-"));
const server = (): Standby => standBy({ dataDir, settings: { LOG_LEVEL: "warn" } });
let next = server();
afterAll(() => {
  next.dismiss();
  rmSync(dataDir, { recursive: true, force: true });
});

type Waiting = { readonly id: string; readonly token: string };

/** A business with a single hour on Monday, which is booked, and for which three people wait. */
const ONE_HOUR = {
  plan: "standard",
  hours: { mon: [["09:00", "10:00"]] },
  services: [{ ref: "cut", name: "cut", duration_minutes: 60 }],
  policies: { min_notice_minutes: 0, cancellation_notice_minutes: 0, waitlist: { quiet_hours: null } },
};

async function waitFor(luna: Business, name: string): Promise<Waiting> {
  const body = {
    service_id: luna.services["cut"],
    start_date: "2026-03-09",
    end_date: "2026-03-09",
    customer: { name, email: `${name}@example.com` },
  };
  const answer = await luna.ask("POST", "/v1/public/waitlist", { body });
  return { id: answer.body.entry.id, token: answer.body.token };
}

/** Waits until their status is `status`. */
async function becomes(luna: Business, { id, token }: Waiting, status: string): Promise<void> {
  const look = async () =>
    (await luna.ask("GET", `/v1/public/waitlist/${id}`, { key: token })).body.entry.status;
  await expect.poll(look, { interval: 50 }).toBe(status);
}

test("offers survive kill -9 before they are sent and before they end", async () => {
  const first = await next.begin();
  next = server();
  let client = clientOf(first.address);
  let luna = await found(client, ONE_HOUR);
  const booked = await luna.ask("POST", "/v1/public/bookings", {
    headers: { "idempotency-key": "a" },
    body: {
      service_id: luna.services["cut"],
      start: "2026-03-09T13:00:00Z",
      customer: { name: "Ana", email: "ana@example.com" },
    },
  });
  const [bea, cleo, dora] = [
    await waitFor(luna, "bea"),
    await waitFor(luna, "cleo"),
    await waitFor(luna, "dora"),
  ];
  const cancel = `/v1/public/bookings/${booked.body.booking.uid}/cancel`;
  expect((await luna.ask("POST", cancel, { key: booked.body.manage_token, body: {} })).status).toBe(200);
  await first.end("SIGKILL");
  client.close();

  const second = await next.begin();
  next = server();
  client = clientOf(second.address);
  luna = await businessOf(client, "luna");
  const sentTo = async () => {
    const { body } = await client("GET", "/dev/outbox?tenant=luna");
    const offers = (body as { kind: string; to: string }[]).filter(({ kind }) => kind === "waitlist_offer");
    return offers.map(({ to }) => to);
  };
  // If the kill came in the middle of sending, the message is tried again when its claim of two minutes ends.
  await client("POST", "/dev/clock", { body: { advance_seconds: 2 * 60 } });
  await expect.poll(sentTo, { interval: 50 }).toEqual(["bea@example.com"]);
  await client("POST", "/dev/clock", { body: { advance_seconds: 15 * 60 } });
  await becomes(luna, cleo, "offered");
  await becomes(luna, bea, "waiting");
  await second.end("SIGKILL");
  client.close();

  const third = await next.begin();
  client = clientOf(third.address);
  luna = await businessOf(client, "luna");
  await client("POST", "/dev/clock", { body: { advance_seconds: 15 * 60 } });
  await becomes(luna, dora, "offered");
  const accept = () => luna.ask("POST", `/v1/public/waitlist/${dora.id}/accept`, { key: dora.token });
  const accepted = await Promise.all([accept(), accept(), accept()]);
  expect(new Set(accepted.map(({ status, body }) => `${status} ${body.booking?.uid}`)).size).toBe(1);
  const late = await luna.ask("POST", `/v1/public/waitlist/${cleo.id}/accept`, { key: cleo.token });
  expect(late).toMatchObject({ status: 409, body: { error: { reason: "OFFER_GONE" } } });
  client.close();
  await third.end("SIGTERM");
  expect(problemsOfTenant(dataDir, "luna")).toEqual([]);
});
