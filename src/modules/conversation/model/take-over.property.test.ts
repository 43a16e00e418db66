import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { listBookings } from "#modules/booking/index.ts";
import { builtinBrain as builtin, type EngineEvent } from "#modules/conversation/index.ts";
import { type Answer, PROVIDERS } from "#test/language-models.ts";
import { booksAHaircut, callOf, CUSTOMER } from "#test/model-dialogue.ts";
import { ModelTalk, startProviders } from "#test/model-talk.ts";
import { aSalon } from "#test/salon.ts";

let providers: Awaited<ReturnType<typeof startProviders>>;
beforeAll(async () => {
  providers = await startProviders();
});
afterAll(() => providers.stop());

const refused = (status: number): Answer => ({
  response: { status, error: { message: "", type: "some_error" } },
});

/** What can happen to a request; undefined: a proper answer. */
const MISHAPS: readonly (Answer | undefined)[] = [
  undefined,
  refused(500),
  refused(529),
  refused(400),
  { response: { status: 429, error: { message: "", type: "rate_limit_error" }, retryAfter: 2 } },
  { response: { content: "" } },
  { response: { content: "You are booked for Monday at 9:00 am. Wonderful." } },
  { response: callOf("create_booking", { start_time_local: "2026-03-09T11:30", customer_name: "Mallory" }) },
  { response: callOf("get_services") },
  {
    response: { content: "Let me see what I can do. One moment, please, I will look." },
    how: { chunkSize: 9, latency: 1, truncateAfterChunks: 7 },
  },
];

const mishaps = fc.array(fc.nat(MISHAPS.length - 1), { minLength: 12, maxLength: 12 });
const weather = fc.record({
  openai: mishaps,
  anthropic: mishaps,
  /** Seconds between the customer's messages, so that breakers rest and retry. */
  pauses: fc.array(fc.constantFrom(0, 3, 61), { minLength: 3, maxLength: 3 }),
});

/** Whether the summary matches what the customer said; customers read before confirming. */
function isWhatWasSaid(events: readonly EngineEvent[]): boolean {
  const asked = events.find((event) => event.event === "confirm");
  return !asked || (asked.summary.includes("9:00 am") && asked.summary.includes("Dana Smith"));
}

describe("whatever happens to both providers' answers", () => {
  it("every turn is answered, and only what was agreed on is booked, once", async () => {
    await fc.assert(
      fc.asyncProperty(weather, async (given) => {
        for (const name of PROVIDERS) {
          providers.of[name].play((request, number) => {
            const mishap = MISHAPS[given[name][number - 1] ?? 0];
            return mishap ?? { response: booksAHaircut(request) };
          });
        }
        const salon = aSalon().offers("cut", { name: "Haircut" }).employs("mia", ["cut"], { name: "Mia" });
        const models = PROVIDERS.map(
          (name) => [name, providers.of[name]] as [typeof name, typeof providers.of.openai],
        );
        const talk = new ModelTalk(salon, { builtin, models });
        let isAgreed = true;
        for (const [i, said] of CUSTOMER.entries()) {
          const { events, text } = await talk.says(isAgreed ? said : "no, that is not what I said");
          isAgreed = isWhatWasSaid(events);
          expect(text.trim()).not.toBe("");
          expect(events.at(-1)?.event).toBe("done");
          expect(events.some(({ event }) => event === "error")).toBe(false);
          const isBooked = events.some(({ event }) => event === "booking");
          expect(isBooked || !/\b(you are|is|been) booked\b/.test(text)).toBe(true);
          salon.clock.advance((given.pauses[i] ?? 0) * 1_000);
        }
        const bookings = listBookings(salon.db, { limit: 9 });
        // After failures a model may not have reached the summary, but it never books anything else.
        expect(bookings.length).toBeLessThanOrEqual(1);
        for (const { row, customer } of bookings)
          expect([row.start_at, customer.name]).toEqual([Date.parse("2026-03-09T13:00:00Z"), "Dana Smith"]);
        expect(talk.timers.waiting()).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});
