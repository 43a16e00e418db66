import { sql } from "kysely";
import { expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { at, aSalon, type Salon } from "#test/salon.ts";
import { book } from "#test/waitlist.ts";

import { explainChoice } from "./explain-choice.ts";
import { explainSlot } from "./explain-slot.ts";
import { inTurn, isInReach, MOST_EVENTS_BACK } from "./how-far.ts";

const START = at("2026-03-09T13:00:00Z");

/** Records this many events that change nothing, at this instant. */
function happen(salon: Salon, count: number): void {
  const numbers = sql<{ key: number }>`json_each(${`[0${",0".repeat(count - 1)}]`})`.as("one");
  const now = salon.clock.now();
  const events = build
    .selectFrom(numbers)
    .select(sql<string>`'many-' || ${now} || '-' || key`.as("id"))
    .select([sql.lit(now).as("at"), sql.lit("tried").as("kind"), sql.lit("nothing").as("subject")])
    .select([sql.lit("system").as("actor_kind"), sql.lit("job").as("channel"), sql.lit("[]").as("changes")]);
  const columns = ["id", "at", "kind", "subject", "actor_kind", "channel", "changes"] as const;
  salon.db.write((tx) => void tx.run(build.insertInto("events").columns(columns).expression(events)));
}

test("an instant since which too much has happened is refused at once, with the limit", async () => {
  const salon = aSalon().offers("cut").employs("mia", ["cut"]);
  const uid = book(salon, "ana", START);
  const asOf = salon.clock.now();
  const explain = () => explainSlot(salon.ctx(), { serviceId: "cut", start: START, asOf });
  salon.clock.advance(1000);
  happen(salon, MOST_EVENTS_BACK);
  expect(await explain()).toMatchObject({ offered: false, reason: "taken" });
  salon.clock.advance(1000);
  happen(salon, 1);
  expect(isInReach(salon.db, asOf)).toBe(false);
  await expect(explain()).rejects.toMatchObject({
    status: 400,
    message: "as_of lies too far back: more than 100,000 events have been recorded since.",
    details: { path: "as_of", most_events: 100_000 },
  });
  // What was recorded with the visit is still reported.
  const choice = await explainChoice(salon.ctx(), uid);
  expect(choice.parts).toMatchObject([{ rule: "only_one_free", start: null, candidates: null }]);
});

test("answers are computed one at a time per business, and a failed one does not block the others", async () => {
  const [luna, bella] = [aSalon(), aSalon()];
  const told: string[] = [];
  const first = Promise.withResolvers<string>();
  const slow = inTurn(luna.db, () => first.promise.then((word) => told.push(word)));
  const failing = inTurn(luna.db, () => Promise.reject(new Error("cannot be told")));
  const last = inTurn(luna.db, () => Promise.resolve(told.push("last")));
  await inTurn(bella.db, () => Promise.resolve(told.push("bella")));
  first.resolve("first");
  await expect(failing).rejects.toThrow("cannot be told");
  await Promise.all([slow, last]);
  expect(told).toEqual(["bella", "first", "last"]);
});
