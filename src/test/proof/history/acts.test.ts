import fc from "fast-check";
import { expect, test } from "vitest";

import { queueMessages, queueReminders } from "#modules/messages/index.ts";
import { passOnFreedTime } from "#modules/waitlist/index.ts";
import { aSalon, type Salon } from "#test/salon.ts";

import { problemsOf, type ReadRows } from "../consistency.ts";
import { anyAct, type Doings, play, POLICIES } from "./acts.ts";
import { problemsOfHistory } from "./judge.ts";
import { readHistory } from "./log.ts";

const RUNS = { seed: 20_260_309, numRuns: 40 };

test("whatever customers and the business do, everybody who waits has their turn, and no time is given twice", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(anyAct, { minLength: 30, maxLength: 90, size: "max" }), (acts) => {
      const salon = aBusySalon();
      const doings: Doings = { visits: [], entries: [], absences: [] };
      for (const act of acts) play(salon, act, doings);
      const read: ReadRows = (sql) => salon.db.all({ sql, parameters: [] });
      const history = readHistory(read);
      expect([...problemsOfHistory(history), ...problemsOf(read)]).toEqual([]);
      for (const { kind } of history.events) seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }),
    RUNS,
  );
  const often = [...seen].filter(([, times]) => times >= 10).map(([kind]) => kind);
  for (const kind of ["offered", "offer_accepted", "offer_expired", "booked", "closed"])
    expect(often).toContain(`waitlist_${kind}`);
});

/** Two people, two chairs, buffers, a service in steps, a class. */
function aBusySalon(): Salon {
  const steps = JSON.stringify([{ minutes: 30 }, { minutes: 45, staff_free: true }, { minutes: 15 }]);
  return aSalon({ policies: POLICIES, subscribers: [queueMessages, queueReminders, passOnFreedTime] })
    .has("chair", 2)
    .offers("cut", { buffer_after_minutes: 10 }, ["chair"])
    .offers("colour", { duration_minutes: 90, buffer_before_minutes: 5, steps }, ["chair"])
    .offers("yoga", { duration_minutes: 60, capacity: 2, slot_interval_minutes: 60 })
    .employs("mia", ["cut", "colour"])
    .employs("noa", ["cut", "colour", "yoga"]);
}
