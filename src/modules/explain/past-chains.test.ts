import { expect, test } from "vitest";

import { splitMix32 } from "#kernel/ids.ts";
import { HOUR, type Instant, MINUTE } from "#kernel/instant.ts";
import { cancelBooking } from "#modules/booking/index.ts";
import { acceptOffer, declineOffer, leaveWaitlist, runDueWaitlist } from "#modules/waitlist/index.ts";
import { aChainOf, chainsOf, only, wishes } from "#test/chain.ts";
import { book, MONDAY_NINE, waits } from "#test/waitlist.ts";

import { explainSlot } from "./explain-slot.ts";
import type { Explanation } from "./schemas.ts";

const OWNER = { kind: "person", id: "owner", channel: "api" } as const;
const HOURS = 6;
const LIMITS = { limits: { per_day: 5, per_week: 20 } };

type Asked = { readonly start: Instant; readonly asOf: Instant; readonly told: Explanation };

/** Ana cancels nine o'clock, so those after her may each come an hour earlier; their answers are random. */
function aMorning(next: () => number) {
  const { salon, visits, everyone, free } = aChainOf(2 + (next() % 2), { policies: LIMITS });
  const entries = [...everyone];
  const pick = <T>(things: readonly T[]): T => things[next() % things.length]!;
  const everyoneAccepts = () => entries.map((entry) => acceptOffer(salon.ctx(), entry));
  const acts: (() => unknown)[] = [
    free,
    () => acceptOffer(salon.ctx(), pick(entries)),
    () => acceptOffer(salon.ctx(), pick(entries)),
    everyoneAccepts,
    everyoneAccepts,
    everyoneAccepts,
    () => declineOffer(salon.ctx(), pick(entries)),
    () => leaveWaitlist(salon.ctx(), pick(entries)),
    () => cancelBooking(salon.ctx(OWNER), pick(visits), { byOwner: true }),
    () => visits.push(book(salon, `new${next()}`, MONDAY_NINE + (next() % HOURS) * HOUR)),
    () => entries.push(wishes(salon, pick(visits), only(9 + (next() % HOURS)))),
    () => entries.push(waits(salon, `late${next()}`, only(9 + (next() % HOURS)))),
    () => salon.clock.advance((next() % 16) * MINUTE),
    () => runDueWaitlist(salon.ctx()),
  ];
  const act = (): void => {
    try {
      pick(acts)();
    } catch {
      // Impossible actions are skipped.
    }
  };
  return { salon, free, act };
}

test("chains are explained as they stood then, whatever became of them", async () => {
  const seen = { open: 0, done: 0, released: 0 };
  for (let seed = 1; seed <= 8; seed += 1) {
    const next = splitMix32(seed);
    const { salon, free, act } = aMorning(next);
    const asked: Asked[] = [];
    free();
    for (let step = 0; step < 24; step += 1) {
      const asOf = salon.clock.now();
      const hour = next() % HOURS;
      const start = MONDAY_NINE + hour * HOUR;
      const told = await explainSlot(salon.ctx(OWNER), { serviceId: "cut", start });
      expect(await explainSlot(salon.ctx(OWNER), { serviceId: "cut", start, asOf })).toEqual(told);
      asked.push({ start, asOf, told });
      if (chainsOf(salon).some(({ state }) => state === "open")) seen.open += 1;
      salon.clock.advance(1000);
      act();
    }
    for (const { start, asOf, told } of asked)
      expect(await explainSlot(salon.ctx(OWNER), { serviceId: "cut", start, asOf })).toEqual(told);
    for (const { state } of chainsOf(salon)) if (state !== "open") seen[state] += 1;
  }
  // Otherwise the test would have tried nothing.
  expect(Math.min(seen.open, seen.done, seen.released)).toBeGreaterThan(2);
});
