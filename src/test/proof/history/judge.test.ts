import { describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { cancelBooking, holdSlot, moveBooking } from "#modules/booking/index.ts";
import { changeSettings } from "#modules/business/index.ts";
import { addTimeOff } from "#modules/staff/index.ts";
import { acceptOffer, declineOffer, leaveWaitlist, runDueWaitlist } from "#modules/waitlist/index.ts";
import type { Salon } from "#test/salon.ts";
import { aSalonWithList, book, HOUR, MONDAY_NINE, waits } from "#test/waitlist.ts";

import type { Row } from "../consistency.ts";
import { createJudge, problemsOfHistory } from "./judge.ts";
import { type Change, type Decision, type History, type LoggedEvent, readHistory } from "./log.ts";

function historyOf({ db }: Salon, seq = 0): History {
  return readHistory((sql) => db.all({ sql, parameters: [] }), seq);
}

/** A Monday on which people give up times, wait, accept, decline or fall silent, and the owner acts too. */
function aMonday() {
  const salon = aSalonWithList();
  const ctx = salon.ctx();
  const uids = ["ana", "ben", "cem", "dia"].map((name, n) => book(salon, name, MONDAY_NINE + n * HOUR));
  const [ana = "", ben = "", cem = "", dia = ""] = uids;
  const entries = {
    eva: waits(salon, "eva", { fromTime: "09:00", toTime: "10:00" }),
    fay: waits(salon, "fay"),
    gil: waits(salon, "gil"),
    hal: waits(salon, "hal", { autoBook: true }),
    ida: waits(salon, "ida"),
  };
  cancelBooking(ctx, ana, {});
  declineOffer(ctx, entries.eva);
  cancelBooking(ctx, ben, {});
  acceptOffer(ctx, entries.fay);
  salon.clock.advance(20 * MINUTE);
  while (runDueWaitlist(ctx));
  addTimeOff(ctx, { staff_id: "mia", start: "2026-03-09T12:00", end: "2026-03-09T13:00", reason: "" });
  leaveWaitlist(ctx, entries.ida);
  changeSettings(ctx, "hours", { mon: [["09:00", "16:00"]] });
  holdSlot(ctx, { serviceId: "cut", start: MONDAY_NINE + 5 * HOUR });
  moveBooking(ctx, cem, { start: MONDAY_NINE + 4 * HOUR });
  cancelBooking(ctx, dia, {});
  return { salon, entries, uids };
}

describe("the judge of a history", () => {
  test("finds nothing wrong with one written only by our commands", () => {
    const { salon } = aMonday();
    const history = historyOf(salon);
    expect(problemsOfHistory(history)).toEqual([]);
    const kinds = new Set(history.events.map(({ kind }) => kind));
    for (const kind of ["offered", "offer_accepted", "offer_declined", "offer_expired", "booked", "closed"])
      expect(kinds).toContain(`waitlist_${kind}`);
  });

  test("also judges it in parts", () => {
    const { salon } = aMonday();
    const judge = createJudge();
    expect(judge.judge(historyOf(salon))).toEqual([]);
    book(salon, "kim", MONDAY_NINE + 6 * HOUR);
    expect(judge.judge(historyOf(salon, judge.seq()))).toEqual([]);
    // Expired holds may be gone, even if nothing has happened since.
    salon.clock.advance(HOUR);
    book(salon, "lou", MONDAY_NINE + 5 * HOUR);
    expect(judge.judge(historyOf(salon, judge.seq()))).toEqual([]);
    expect(judge.judge(historyOf(salon, judge.seq()))).toEqual([]);
    expect(judge.judge(historyOf(salon, judge.seq() - 1))).not.toEqual([]);
  });
});

type Soft<T> = { -readonly [Key in keyof T]: T[Key] };

/** A history that a test may tamper with. */
type Clay = { events: Soft<LoggedEvent>[]; decisions: Soft<Decision>[] };

type Doctor = (clay: Clay, monday: ReturnType<typeof aMonday>) => void;

describe("detects a tampered history:", () => {
  test.each<[string, Doctor, RegExp]>([
    [
      "somebody in two places",
      ({ events }, { uids }) => moveTo(events, uids[1], MONDAY_NINE + 30 * MINUTE),
      /mia is taken by \w+ and \w+ at 2026-03-09T13:30/,
    ],
    [
      "somebody in two places for as long as a hold lasts",
      ({ events }) => {
        const held = changeIn(events, "slot_held", "holds").after;
        const [item] = JSON.parse(held?.["items"]) as Row[];
        Object.assign(held ?? {}, {
          items: JSON.stringify([{ ...item, start_at: MONDAY_NINE + 3 * HOUR }]),
        });
      },
      /slot_held: mia is taken by /,
    ],
    [
      "an act that is missing from the middle of the log",
      ({ events }) => void events.splice(7, 1),
      /event 8 is missing/,
    ],
    [
      "an act that is missing and covered up",
      (clay) => {
        const lost = clay.events.findIndex(({ kind }) => kind === "waitlist_offer_declined");
        clay.events.splice(lost, 1);
        for (const [n, event] of clay.events.entries()) event.seq = n + 1;
      },
      /waitlist_offers \w+ has state declined, and open by the log/,
    ],
    [
      "a second hold on a freed time",
      ({ events }, { entries }) => {
        const second = { id: "second", hold_id: "another-hold", entry_id: entries.hal, customer_id: "hal" };
        copyOffer(events, second);
      },
      /is held twice, by /,
    ],
    [
      "a second offer to one person",
      ({ events }) => copyOffer(events, { id: "second", slot_id: "another-slot" }),
      /has two live offers/,
    ],
    [
      "somebody who was asked out of turn",
      (clay, { entries }) => {
        askInstead(clay, entries.fay, entries.gil);
        clay.decisions = clay.decisions.filter(({ entry_id: id }) => id !== entries.fay);
      },
      /\(place 2\) was passed over for \w+, and nobody knows why/,
    ],
    [
      "somebody who was asked out of turn for an invalid reason",
      (clay, { entries }) => {
        const asked = clay.decisions.filter((one) => one.entry_id === entries.fay);
        const passed = asked.map((one) => ({ ...one, outcome: "skipped", reason: "nothing_fits" }));
        askInstead(clay, entries.fay, entries.gil);
        clay.decisions.push(...passed);
      },
      /\(place 2\) was passed over for \w+ because .*nothing_fits, which is not so/,
    ],
    [
      "somebody who was asked without a recorded reason",
      (clay, { entries }) =>
        void (clay.decisions = clay.decisions.filter(({ entry_id: id }) => id !== entries.eva)),
      /was offered \w+, and nobody wrote down why/,
    ],
    [
      "an offer of what was not freed, or is not wanted",
      ({ events }) =>
        void Object.assign(changeIn(events, "waitlist_offered", "waitlist_offers").after ?? {}, {
          start_at: MONDAY_NINE + 7 * HOUR,
        }),
      /had no right to/,
    ],
    [
      "freed time that went public while somebody waited for it",
      ({ events, decisions }, { entries }) => {
        const offered = eventOf(events, "waitlist_offered");
        offered.kind = "freed_slot_made_public";
        offered.changes = offered.changes
          .filter(({ table }) => table === "freed_slots")
          .map((change) => ({ ...change, after: { ...change.after, state: "public" } }));
        for (const one of decisions)
          if (one.entry_id === entries.eva) Object.assign(one, { outcome: "skipped", reason: "too_soon" });
      },
      /freed_slot_made_public: \w+ \(place 1\) was passed over for \w+ because too_soon.*not so/,
    ],
    [
      "an offer that was accepted and booked twice",
      ({ events }) => {
        const booked = structuredClone(events.findLast(({ kind }) => kind === "booking_confirmed"));
        if (!booked) throw new Error("Nothing was booked.");
        const again = JSON.stringify(booked).replaceAll(booked.subject.slice(8), "booked-again");
        events.push({ ...(JSON.parse(again) as LoggedEvent), seq: events.length + 1 });
      },
      /booked-again was booked for \w+ and nobody's waiting ended/,
    ],
    [
      "an offer that was accepted and not booked",
      ({ events }, { entries }) => {
        const accepted = eventOf(events, "waitlist_offer_accepted");
        const entry = accepted.changes.find(({ table }) => table === "waitlist_entries");
        Object.assign(entry?.after ?? {}, { booking_uid: `not-${entries.fay}` });
      },
      /has the visit not-\w+, which does not exist/,
    ],
    [
      "an offer that was passed on before its time",
      ({ events }) => void (eventOf(events, "waitlist_offer_expired").at -= 10 * MINUTE),
      /expired before its time/,
    ],
    [
      "a visit at a time when nobody works",
      ({ events }, { uids }) => moveTo(events, uids[2], MONDAY_NINE + 3 * HOUR, "booking_rescheduled"),
      /mia is taken by \w+ and \w+ at 2026-03-09T16:00/,
    ],
    [
      "a visit at a time when the business is closed",
      ({ events }, { uids }) => moveTo(events, uids[2], MONDAY_NINE + 7 * HOUR, "booking_rescheduled"),
      /was booked for 2026-03-09T20:00:00.000Z, when it was closed/,
    ],
  ])("%s", (_, doctor, expected) => {
    const monday = aMonday();
    const history = structuredClone(historyOf(monday.salon));
    const clay: Clay = { events: [...history.events], decisions: [...history.decisions] };
    doctor(clay, monday);
    const problems = problemsOfHistory({ ...history, ...clay });
    expect(problems).toContainEqual(expect.stringMatching(expected));
  });

  test("detects a file that differs from its log", () => {
    const { salon, uids } = aMonday();
    salon.db.write((tx) => {
      tx.run(build.deleteFrom("occupancies").where("owner_id", "=", uids[2] ?? ""));
      tx.run(
        build
          .updateTable("bookings")
          .set({ status: "cancelled" })
          .where("uid", "=", uids[2] ?? ""),
      );
    });
    expect(problemsOfHistory(historyOf(salon))).toEqual([
      `bookings ${uids[2]} has status cancelled, and confirmed by the log`,
      expect.stringMatching(new RegExp(`^${uids[2]} mia .* is taken by the log and free in the file$`)),
    ]);
  });
});

function eventOf(events: Clay["events"], kind: string): Clay["events"][number] {
  const event = events.find((one) => one.kind === kind);
  if (!event) throw new Error(`There is no ${kind}.`);
  return event;
}

function changeIn(events: Clay["events"], kind: string, table: string): Change {
  const change = eventOf(events, kind).changes.find((one) => one.table === table);
  if (!change) throw new Error(`There is no change of ${table}.`);
  return change;
}

function moveTo(events: Clay["events"], uid = "", start: number, kind = "booking_confirmed"): void {
  const event = events.find((one) => one.kind === kind && one.subject === `booking:${uid}`);
  for (const { after } of event?.changes ?? [])
    if (after && "start_at" in after) Object.assign(after, { start_at: start, end_at: start + HOUR });
}

/** Repeats the first offer, with some columns changed. */
function copyOffer(events: Clay["events"], columns: Row): void {
  const event = eventOf(events, "waitlist_offered");
  const { after } = changeIn(events, event.kind, "waitlist_offers");
  const copy: Row = { ...after, ...columns };
  event.changes = [...event.changes, { table: "waitlist_offers", id: copy["id"], before: null, after: copy }];
}

/** As if one person had been asked when it was the other's turn. */
function askInstead({ events, decisions }: Clay, one: string, other: string): void {
  for (const event of events) {
    if (event.kind !== "waitlist_offered") continue;
    const offer = event.changes.find(({ table }) => table === "waitlist_offers")?.after;
    if (offer?.["entry_id"] !== one) continue;
    offer["entry_id"] = other;
    event.changes = event.changes.map((change) => (change.id === one ? { ...change, id: other } : change));
  }
  for (const decision of decisions)
    if (decision.entry_id === one) Object.assign(decision, { entry_id: other });
}
