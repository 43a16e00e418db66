import { describe, expect, test } from "vitest";

import { localMail } from "#adapters/local-mail.ts";
import { localSms } from "#adapters/local-sms.ts";
import { build } from "#db/tenant-db.ts";
import { bookSlot, cancelBooking } from "#modules/booking/index.ts";
import type { Mail, SendResult } from "#ports/messages.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { deliverDue } from "./deliver.ts";
import type { Transports } from "./hand-over.ts";
import { nextDue, sentMessages } from "./queries.ts";
import { queueMessages } from "./queue-messages.ts";

const ANA = { name: "Ana Ruiz", email: "ana@example.com", phone: "+12125550111", consentSms: true };
const NOON = at("2026-03-06T17:00:00Z");
/** Minutes between attempts. */
const WAITS = [1, 5, 15] as const;

const local: Transports = { mail: localMail(), sms: localSms() };

/** Luna with one visit of Ana's, whose confirmation is queued. */
function withVisit(start = NOON): { salon: Salon; uid: string } {
  const salon = aSalon({ subscribers: [queueMessages], policies: { cancellation_notice_minutes: 0 } })
    .offers("cut", { name: "Haircut" })
    .employs("mia", ["cut"], { name: "Mia" });
  const booked = bookSlot(salon.ctx(), { serviceId: "cut", start, customer: ANA, source: "page" });
  if (booked.outcome !== "booked") throw new Error(booked.outcome);
  return { salon, uid: booked.booking.row.uid };
}

/** A mail transport that returns these results in turn and records what it was given. */
function scriptedMail(...results: SendResult[]) {
  const mails: Mail[] = [];
  const sendMail = (mail: Mail) => {
    mails.push(mail);
    return Promise.resolve(results.shift() ?? { outcome: "sent" as const, providerId: "p" });
  };
  return { mails, transports: { mail: { sendMail }, sms: localSms() } };
}

function states(salon: Salon) {
  return salon.db.all(build.selectFrom("outbox").select(["channel", "state", "attempts"]).orderBy("channel"));
}

describe("delivering", () => {
  test("sends a confirmation once by each channel, with the visit in words", async () => {
    const { salon, uid } = withVisit();

    expect(await deliverDue(salon.ctx(), local)).toEqual({ sent: 2, failed: 0 });
    expect(await deliverDue(salon.ctx(), local)).toEqual({ sent: 0, failed: 0 });

    const [mail, text] = sentMessages(salon.db).toSorted((a, b) => a.channel.localeCompare(b.channel));
    expect(mail).toMatchObject({
      channel: "email",
      kind: "booking_confirmation",
      to: "ana@example.com",
      subject: "Booked: Haircut, Friday 6 March at 12:00 pm",
      booking_uid: uid,
      sent_at: "2026-03-06T15:00:00Z",
    });
    expect(mail?.body).toContain(
      "Haircut with Mia\nFriday 6 March at 12:00 pm (New York time)\n$45\n1 Main St",
    );
    expect(mail?.body).toContain(`http://localhost:3000/t/luna/b/${uid}?token=`);
    expect(text).toMatchObject({ channel: "sms", to: "+12125550111" });
    expect(text?.body).toMatch(/^Luna Hair: you're booked\. Haircut with Mia, Friday 6 March at 12:00 pm\./);
  });

  test("skips a message that would no longer be true", async () => {
    const { salon, uid } = withVisit();
    cancelBooking(salon.ctx(), uid, {});
    await deliverDue(salon.ctx(), local);
    expect(sentMessages(salon.db).map(({ kind }) => kind)).toEqual([
      "booking_cancellation",
      "booking_cancellation",
    ]);
  });

  test("retries after 1, 5, 15 and 60 minutes, up to ten attempts, with the same message id", async () => {
    const { salon } = withVisit(at("2026-03-13T17:00:00Z"));
    const failing = Array.from({ length: 10 }, (): SendResult => ({ outcome: "try_again", error: "421" }));
    const { mails, transports } = scriptedMail(...failing);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 10; attempt++) {
      await deliverDue(salon.ctx(), transports);
      const due = nextDue(salon.db);
      if (due === null) continue;
      waits.push((due - salon.clock.now()) / 60_000);
      salon.clock.advance(due - salon.clock.now());
    }
    // Each within a fifth of the nominal wait, and not all the same.
    const shares = waits.map((wait, i) => wait / (WAITS[i] ?? 60));
    expect(shares).toHaveLength(9);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.8);
    expect(Math.max(...shares)).toBeLessThanOrEqual(1.2);
    expect(new Set(shares).size).toBeGreaterThan(5);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(states(salon)[0]).toEqual({ channel: "email", state: "dead", attempts: 10 });
  });

  test("never sends a refused message again", async () => {
    const { salon } = withVisit();
    const { mails, transports } = scriptedMail({ outcome: "refused", error: "550" });
    await deliverDue(salon.ctx(), transports);
    salon.clock.advance(24 * 3_600_000);
    await deliverDue(salon.ctx(), transports);
    expect(mails).toHaveLength(1);
    expect(states(salon)[0]).toMatchObject({ channel: "email", state: "dead" });
  });

  test("waits as long as the provider asks", async () => {
    const { salon } = withVisit();
    const { transports } = scriptedMail({ outcome: "try_again", error: "429", notBefore: 7_200_000 });
    await deliverDue(salon.ctx(), transports);
    expect(nextDue(salon.db)).toBe(salon.clock.now() + 7_200_000);
  });

  test("skips a message once the visit has begun", async () => {
    const { salon } = withVisit();
    salon.clock.advance(NOON - salon.clock.now());
    expect(await deliverDue(salon.ctx(), local)).toEqual({ sent: 0, failed: 0 });
    expect(states(salon).map(({ state }) => state)).toEqual(["skipped", "skipped"]);
  });

  test("a message that cannot be composed holds back only itself", async () => {
    const { salon } = withVisit();
    salon.db.write((tx) =>
      tx.run(build.updateTable("outbox").set({ kind: "no_such_kind" }).where("channel", "=", "email")),
    );
    expect(await deliverDue(salon.ctx(), local)).toEqual({ sent: 1, failed: 1 });
  });
});
