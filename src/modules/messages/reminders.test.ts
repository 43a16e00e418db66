import { describe, expect, test } from "vitest";

import { localMail } from "#adapters/local-mail.ts";
import { localSms } from "#adapters/local-sms.ts";
import { build } from "#db/tenant-db.ts";
import { bookSlot, cancelBooking, moveBooking } from "#modules/booking/index.ts";
import { formatInstant, HOUR, type Instant, MINUTE } from "#kernel/instant.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { deliverDue } from "./deliver.ts";
import { isStillOfUse, planReminders } from "./plan-reminders.ts";
import { sentMessages } from "./queries.ts";
import { queueReminders } from "./queue-reminders.ts";

const ANA = { name: "Ana Ruiz", email: "ana@example.com" };
const ANA_BY_TEXT = { ...ANA, phone: "+12125550111", consentSms: true };
/** Half past noon on the Monday after the test's Friday. */
const MONDAY = at("2026-03-09T16:30:00Z");
const TUESDAY = MONDAY + 24 * HOUR;

const local = { mail: localMail(), sms: localSms() };

function luna(): Salon {
  return aSalon({ subscribers: [queueReminders], policies: { cancellation_notice_minutes: 0 } })
    .offers("cut", { name: "Haircut" })
    .employs("mia", ["cut"], { name: "Mia" });
}

function book(
  salon: Salon,
  start: Instant,
  customer: Parameters<typeof bookSlot>[1]["customer"] = ANA,
): string {
  const booked = bookSlot(salon.ctx(), { serviceId: "cut", start, customer, source: "page" });
  if (booked.outcome !== "booked") throw new Error(booked.outcome);
  return booked.booking.row.uid;
}

/** When reminders are queued, in order. */
function planned(salon: Salon): readonly string[] {
  const rows = salon.db.all(
    build.selectFrom("outbox").select("due_at").where("state", "=", "queued").orderBy("due_at"),
  );
  return rows.map(({ due_at: due }) => formatInstant(due));
}

async function deliverAt(salon: Salon, when: Instant) {
  salon.clock.advance(when - salon.clock.now());
  await deliverDue(salon.ctx(), local);
  return sentMessages(salon.db);
}

describe("the reminders of a visit", () => {
  test.each<[string, start: string, now: string, due: readonly string[]]>([
    [
      "a week ahead",
      "2026-03-13T14:00:00Z",
      "2026-03-06T15:00:00Z",
      ["2026-03-12T14:00:00Z", "2026-03-13T12:00:00Z"],
    ],
    [
      "over the change of clocks: 10:00 on the 8th, 09:00 EST on the 7th",
      "2026-03-08T14:00:00Z",
      "2026-03-01T15:00:00Z",
      ["2026-03-07T14:00:00Z", "2026-03-08T12:00:00Z"],
    ],
    [
      "a moment more than a day ahead",
      "2026-03-07T15:00:00.001Z",
      "2026-03-06T15:00:00Z",
      ["2026-03-06T15:00:00.001Z", "2026-03-07T13:00:00.001Z"],
    ],
    ["exactly a day ahead", "2026-03-07T15:00:00Z", "2026-03-06T15:00:00Z", ["2026-03-07T13:00:00Z"]],
    ["90 minutes ahead", "2026-03-06T16:30:00Z", "2026-03-06T15:00:00Z", []],
  ])("booked %s", (_when, start, now, due) => {
    expect(planReminders(Date.parse(start), Date.parse(now)).map((one) => one.due)).toEqual(
      due.map(Date.parse),
    );
  });

  test.each<[hours: number, before: number, useful: boolean]>([
    [24, 24 * HOUR, true],
    [24, 2 * HOUR + 1, true],
    [24, 2 * HOUR, false],
    [2, 2 * HOUR, true],
    [2, 1, true],
    [2, 0, false],
  ])("the one of %d hours is of use %d ms before the start: %s", (hours, before, useful) => {
    expect(isStillOfUse({ hours, start: MONDAY }, MONDAY - before)).toBe(useful);
  });

  test("are planned when it is booked, by each channel, and sent in time", async () => {
    const salon = luna();
    const uid = book(salon, MONDAY, ANA_BY_TEXT);
    const [day, hours] = ["2026-03-08T16:30:00Z", "2026-03-09T14:30:00Z"];
    expect(planned(salon)).toEqual([day, day, hours, hours]);

    expect(await deliverAt(salon, MONDAY - 24 * HOUR - 1)).toEqual([]);
    const sent = await deliverAt(salon, MONDAY - 24 * HOUR);
    expect(sent.map(({ channel }) => channel).toSorted()).toEqual(["email", "sms"]);
    const mail = sent.find(({ channel }) => channel === "email");
    expect(mail).toMatchObject({
      kind: "booking_reminder",
      to: "ana@example.com",
      subject: "Reminder: Haircut, Monday 9 March at 12:30 pm",
      booking_uid: uid,
    });
    expect(mail?.body).toContain(`/b/${uid}?token=`);
    const text = sent.find(({ channel }) => channel === "sms");
    expect(text?.body).toMatch(
      /^Luna Hair: a reminder of your visit\. Haircut with Mia, Monday 9 March at 12:30 pm\./,
    );
    expect(await deliverAt(salon, MONDAY - 2 * HOUR)).toHaveLength(4);
    expect(planned(salon)).toEqual([]);
  });

  test("are removed when it is cancelled", () => {
    const salon = luna();
    const uid = book(salon, MONDAY);
    book(salon, MONDAY + 30 * MINUTE, { name: "Ben", email: "ben@example.com" });
    cancelBooking(salon.ctx(), uid, {});
    expect(planned(salon)).toEqual(["2026-03-08T17:00:00Z", "2026-03-09T15:00:00Z"]);
  });

  test("are rebuilt when it moves", () => {
    const salon = luna();
    const uid = book(salon, MONDAY);
    expect(moveBooking(salon.ctx(), uid, { start: TUESDAY })).toMatchObject({ outcome: "moved" });
    expect(planned(salon)).toEqual(["2026-03-09T16:30:00Z", "2026-03-10T14:30:00Z"]);
    moveBooking(salon.ctx(), uid, { start: MONDAY });
    expect(planned(salon)).toEqual(["2026-03-08T16:30:00Z", "2026-03-09T14:30:00Z"]);
  });

  test("are not planned for somebody who cannot be reached", () => {
    const salon = luna();
    book(salon, MONDAY, { name: "Ana", phone: "+12125550111" });
    expect(planned(salon)).toEqual([]);
  });

  test("sends only the later one if both are late", async () => {
    const salon = luna();
    book(salon, MONDAY);
    const sent = await deliverAt(salon, MONDAY - HOUR);
    expect(sent).toHaveLength(1);
    expect(planned(salon)).toEqual([]);
  });

  test.each<[string, (salon: Salon, uid: string) => void, why: string]>([
    [
      "has moved",
      (salon, uid) => change(salon, uid, { start_at: MONDAY + HOUR, end_at: MONDAY + 2 * HOUR }),
      "the visit has moved",
    ],
    ["is cancelled", (salon, uid) => change(salon, uid, { status: "cancelled" }), "the visit is cancelled"],
    [
      "has begun for its customer",
      (salon, uid) => change(salon, uid, { checked_in_at: MONDAY }),
      "the customer is here",
    ],
    [
      "has a customer who withdrew their address",
      (salon) => void salon.db.write((tx) => tx.run(build.updateTable("customers").set({ email: null }))),
      "the customer cannot be reached by email",
    ],
  ])("is checked again when sent: not if the visit %s", async (_what, happen, why) => {
    const salon = luna();
    const uid = book(salon, MONDAY);
    // As if it had happened in a way that no event tells of: what counts is what is true when it is sent.
    happen(salon, uid);
    expect(await deliverAt(salon, MONDAY - 24 * HOUR)).toEqual([]);
    const skipped = salon.db.all(
      build.selectFrom("outbox").select("last_error").where("state", "=", "skipped"),
    );
    expect(skipped).toEqual([{ last_error: why }]);
  });
});

function change(salon: Salon, uid: string, columns: Readonly<Record<string, unknown>>): void {
  salon.db.write((tx) => tx.run(build.updateTable("bookings").set(columns).where("uid", "=", uid)));
}
