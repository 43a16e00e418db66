import { describe, expect, test } from "vitest";

import { slowSteps } from "#db/explain.ts";
import { bookSlot, findBooking, holdSlot } from "#modules/booking/index.ts";
import { deliverDue, nextDue, queueMessages, queueReminders } from "#modules/messages/index.ts";
import { aSalon, at } from "#test/salon.ts";

import { answer } from "./answer.ts";
import { type Recorded, watch } from "./recorder.ts";

const NOON = at("2026-03-06T17:00:00Z");
const ONE = at("2026-03-06T18:00:00Z");
const ANA = { name: "Ana Ruiz", email: "ana@example.com", phone: "+12125550123" };

/** Called scans, but read a single row: of a table that has one, or the first or last of an index. */
const OF_ONE_ROW =
  /^SCAN (meta|events|outbox USING COVERING INDEX outbox_(due|in_flight)|asked VIRTUAL TABLE INDEX 1:|json_each VIRTUAL TABLE INDEX 1:)$/;

/** Records every query of a day at Luna's, once her configuration is cached. */
async function aDayAtLunas() {
  const salon = aSalon({ subscribers: [queueMessages, queueReminders] })
    .offers("cut")
    .employs("mia", ["cut"]);
  const { db, take } = watch(salon.db);
  const ctx = { ...salon.ctx(), db };
  const ask = (): unknown =>
    answer(db, {
      serviceId: "cut",
      from: "2026-03-06",
      to: "2026-03-12",
      now: salon.clock.now(),
    });
  ask();
  holdSlot(ctx, { serviceId: "cut", start: NOON });
  take();
  ask();
  const booked = bookSlot(ctx, { serviceId: "cut", start: ONE, customer: ANA, source: "page" });
  if (booked.outcome !== "booked") throw new Error(booked.outcome);
  findBooking(db, booked.booking.row.uid);
  nextDue(db);
  await deliverDue(ctx, {
    mail: { sendMail: async () => ({ outcome: "sent", providerId: "1" }) },
    sms: { sendText: async () => ({ outcome: "sent", providerId: "2" }) },
  });
  return { salon, seen: take() };
}

describe("the queries of availability, booking and messages", () => {
  test("neither scan a table nor sort", async () => {
    const { salon, seen } = await aDayAtLunas();
    // In a transaction, because some statements write.
    const slow = salon.db.write((tx) =>
      distinct(seen).flatMap(({ sql, parameters }) =>
        slowSteps(tx, { sql, parameters })
          .filter((step) => !OF_ONE_ROW.test(step))
          .map((step) => `${step}: ${sql}`),
      ),
    );
    expect(slow).toEqual([]);
  });

  test("are recorded in sufficient number", async () => {
    const { seen } = await aDayAtLunas();
    expect(distinct(seen).length).toBeGreaterThan(20);
  });

  test("have bound values, except where an index depends on them", async () => {
    const { seen } = await aDayAtLunas();
    // A bare `?` would make SQLite plan the statement each time: see PlanOnceCompiler.
    expect(distinct(seen).filter(({ sql }) => /[^+]\?/.test(sql))).toEqual([]);
  });
});

function distinct(seen: readonly Recorded[]): readonly Recorded[] {
  return [...new Map(seen.map((query) => [query.sql, query])).values()];
}
