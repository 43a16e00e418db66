import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";

import { localMail } from "#adapters/local-mail.ts";
import { localSms } from "#adapters/local-sms.ts";
import { build } from "#db/tenant-db.ts";
import { bookSlot } from "#modules/booking/index.ts";
import type { Evidence, Mail, MailTransport, SendResult } from "#ports/messages.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { deliverDue } from "./deliver.ts";
import { nextDue } from "./queries.ts";
import { queueMessages } from "./queue-messages.ts";

const MINUTE = 60_000;
const SILENCE: SendResult = { outcome: "unknown", error: "it hung up" };
const ANA = { name: "Ana Ruiz", email: "ana@example.com" };

/** Luna with one confirmation in the outbox. */
function withMail(): Salon {
  const salon = aSalon({ subscribers: [queueMessages] })
    .offers("cut")
    .employs("mia", ["cut"]);
  const start = at("2026-03-06T18:00:00Z");
  bookSlot(salon.ctx(), { serviceId: "cut", start, customer: ANA, source: "page" });
  return salon;
}

/** A mail transport that returns these results in turn and records what it was given. */
function mailThat(results: readonly SendResult[], findSent?: () => Promise<Evidence>) {
  const mails: Mail[] = [];
  const mail: MailTransport = {
    sendMail: async (sent) => {
      mails.push(sent);
      return results[mails.length - 1] ?? { outcome: "sent", providerId: "p" };
    },
    ...(findSent && { findSent }),
  };
  return { mails, transports: { mail, sms: localSms() } };
}

function theMessage(salon: Salon) {
  return salon.db.first(build.selectFrom("outbox").select(["state", "repeats", "attempts", "last_error"]));
}

/** Starts sending, and dies while the mail is being handed over. */
async function dieSending(salon: Salon): Promise<void> {
  const mail = { sendMail: () => new Promise<SendResult>(() => {}) };
  void deliverDue(salon.ctx(), { mail, sms: localSms() });
  await nextTurn();
}

describe("a message that was being sent when the process died", () => {
  test("is left alone until its claim expires", async () => {
    const salon = withMail();
    await dieSending(salon);
    expect(nextDue(salon.db)).toBe(salon.clock.now() + 2 * MINUTE);
    salon.clock.advance(2 * MINUTE - 1);
    expect(await deliverDue(salon.ctx(), { mail: localMail(), sms: localSms() })).toEqual({
      sent: 0,
      failed: 0,
    });
    expect(theMessage(salon)).toMatchObject({ state: "sending" });
  });

  test("is then sent once more, under the same id", async () => {
    const salon = withMail();
    await dieSending(salon);
    salon.clock.advance(2 * MINUTE);
    const { mails, transports } = mailThat([]);
    await deliverDue(salon.ctx(), transports);
    expect(mails.map(({ messageId }) => messageId)).toEqual([
      salon.db.first(build.selectFrom("outbox").select("id"))?.id,
    ]);
    expect(theMessage(salon)).toMatchObject({ state: "sent", repeats: 1, attempts: 2 });
  });

  test("is never sent a third time, whatever happens to the second", async () => {
    const salon = withMail();
    await dieSending(salon);
    salon.clock.advance(2 * MINUTE);
    await dieSending(salon);
    salon.clock.advance(2 * MINUTE);
    const { mails, transports } = mailThat([]);
    await deliverDue(salon.ctx(), transports);
    expect(mails).toEqual([]);
    expect(theMessage(salon)).toMatchObject({ state: "unknown", repeats: 1 });
    expect(nextDue(salon.db)).toBeNull();
  });

  test("waits for a person's decision if a duplicate would do harm", async () => {
    const salon = withMail();
    salon.db.write((tx) => tx.run(build.updateTable("outbox").set({ kind: "bulk" })));
    await dieSending(salon);
    salon.db.write((tx) =>
      tx.run(build.updateTable("outbox").set({ state: "sending", claimed_until: salon.clock.now() })),
    );
    const { mails, transports } = mailThat([]);
    await deliverDue(salon.ctx(), transports);
    expect(mails).toEqual([]);
    expect(theMessage(salon)).toMatchObject({ state: "unknown", repeats: 0 });
  });
});

describe("a transport that does not answer", () => {
  test("is treated as if the process had died", async () => {
    const salon = withMail();
    const { mails, transports } = mailThat([SILENCE, SILENCE, SILENCE]);
    await deliverDue(salon.ctx(), transports);
    expect(theMessage(salon)).toMatchObject({ state: "sending", last_error: "it hung up" });
    for (let i = 0; i < 5; i++) {
      salon.clock.advance(2 * MINUTE);
      await deliverDue(salon.ctx(), transports);
    }
    expect(mails).toHaveLength(2);
    expect(theMessage(salon)).toMatchObject({ state: "unknown", repeats: 1 });
  });

  test("is treated like one that throws", async () => {
    const salon = withMail();
    const mail = { sendMail: () => Promise.reject(new Error("a bug")) };
    await deliverDue(salon.ctx(), { mail, sms: localSms() });
    expect(theMessage(salon)).toMatchObject({ state: "sending", last_error: "Error: a bug" });
  });
});

describe("a provider that can be asked", () => {
  const afterSilence = async (...evidence: readonly Evidence[]) => {
    const salon = withMail();
    const answers = [...evidence];
    const { mails, transports } = mailThat([SILENCE], () =>
      Promise.resolve(answers.shift() ?? { outcome: "none" }),
    );
    await deliverDue(salon.ctx(), transports);
    for (const _ of evidence) {
      salon.clock.advance(2 * MINUTE);
      await deliverDue(salon.ctx(), transports);
    }
    return { sentTimes: mails.length, message: theMessage(salon) };
  };

  test("has the message: it counts as sent", async () => {
    const { sentTimes, message } = await afterSilence({ outcome: "sent", providerId: "SM1" });
    expect(sentTimes).toBe(1);
    expect(message).toMatchObject({ state: "sent", repeats: 0 });
  });

  test("does not have it: it is sent once more", async () => {
    const { sentTimes, message } = await afterSilence({ outcome: "none" });
    expect(sentTimes).toBe(2);
    expect(message).toMatchObject({ state: "sent", repeats: 1 });
  });

  test("does not answer: it is asked again later", async () => {
    const later: Evidence = { outcome: "ask_later", error: "503" };
    const { sentTimes, message } = await afterSilence(later, later, { outcome: "sent", providerId: "SM1" });
    expect(sentTimes).toBe(1);
    expect(message).toMatchObject({ state: "sent" });
  });
});
