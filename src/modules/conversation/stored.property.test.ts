import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { MINUTE } from "#kernel/instant.ts";

import { EMPTY_DRAFT, NEW_STATE, type Offer } from "./state.ts";
import { readEvents, writeEvents } from "./stored-events.ts";
import { readState, writeState } from "./stored-state.ts";

const few = fc.constantFrom("mia", "noah", "cut", "colour");
const instant = fc.integer({ min: 0, max: 2_000_000_000_000 });
const choice = fc.record({
  rule: fc.constantFrom("requested", "priority", "tie_by_id"),
  among: fc.array(few, { maxLength: 2 }),
});
const item = fc.record(
  { serviceId: few, staffId: few, choice, among: fc.array(few, { maxLength: 2 }) },
  { requiredKeys: ["serviceId", "staffId"] },
) as fc.Arbitrary<Offer["items"][number]>;
const offer: fc.Arbitrary<Offer> = fc
  .record({
    slotId: fc.string(),
    items: fc.array(item, { maxLength: 2 }),
    start: instant,
    end: instant,
    priceCents: fc.integer({ min: 0, max: 2 }),
    currency: fc.constantFrom("USD", "EUR"),
    minutes: fc.constantFrom(30, 60),
    expiresAt: instant,
    turn: fc.integer({ min: 1, max: 40 }),
    forVisit: fc.option(few, { nil: undefined }),
  })
  .map(({ forVisit, ...rest }) => ({ ...rest, ...(forVisit !== undefined && { forVisit }) }));

describe("a stored state", () => {
  it("round-trips", () => {
    fc.assert(
      fc.property(fc.array(offer, { maxLength: 8 }), (offers) => {
        const state = { ...NEW_STATE, turn: 3, offers, shown: offers.map(({ slotId }) => slotId) };
        expect(readState(writeState(state))).toEqual({ state, isLost: false });
      }),
    );
  });

  it("can be read as written by older code", () => {
    const offers = fc.sample(offer, 3);
    expect(readState(JSON.stringify({ turn: 2, draft: EMPTY_DRAFT, offers }))).toEqual({
      state: { ...NEW_STATE, turn: 2, offers },
      isLost: false,
    });
  });

  it("can be read as written by the version before this one", () => {
    const offers = fc.sample(offer, 3).map((one) => ({ ...one, minutes: 30 }));
    const times = offers.map(({ slotId, start, end, expiresAt, turn }, i) => {
      return [i, slotId, start, end, expiresAt, turn];
    });
    const what = offers.map(
      ({ slotId: _, start: __, end: ___, expiresAt: ____, turn: _____, ...one }) => one,
    );
    expect(readState(JSON.stringify({ turn: 2, offers: { what, times } })).state.offers).toEqual(offers);
  });

  it("stores each thing offered once, however many times it has", () => {
    const [one] = fc.sample(offer, 1);
    const offers = Array.from({ length: 24 }, (_, i) => {
      const start = Date.parse("2026-03-10T09:00:00Z") + i * 15 * MINUTE;
      return { ...one!, slotId: `slot-${i}`, start, end: start + 30 * MINUTE };
    });
    const [short, long] = [offers.slice(0, 1), offers].map((some) =>
      writeState({ ...NEW_STATE, offers: some }),
    );
    expect((long!.length - short!.length) / 23).toBeLessThan(30);
  });
});

const slot = fc.record({
  slot_id: fc.string(),
  start: fc.constant("2026-03-09T13:00:00Z"),
  start_local: fc.constantFrom("2026-03-09T09:00", "2026-11-01T01:30", "2026-03-09T12:05"),
  label: fc.constantFrom(
    "Monday 9 March, 9:00 am",
    "Sunday 1 November, 1:30 am EDT",
    "Monday 9 March, 12:05 pm",
    "",
  ),
  staff: fc.option(fc.constantFrom({ id: "mia", name: "Mia" }, { id: "noah", name: "Noah" })),
});

describe("stored events", () => {
  it("round-trip", () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 8 }), fc.string(), (slots, text) => {
        const events = [
          { event: "delta", text },
          { event: "slots", slots },
          { event: "done", state: "offered" },
        ] as const;
        expect(readEvents(writeEvents(events))).toEqual(events);
        expect(readEvents(JSON.stringify(events))).toEqual(events);
      }),
    );
  });

  it("omit whatever a time already implies", () => {
    const slots = fc.sample(slot, 8).map((one) => ({
      ...one,
      slot_id: "F7SbMvlV",
      start_local: "2026-03-09T09:00",
      label: "Monday 9 March, 9:00 am",
    }));
    const stored = writeEvents([{ event: "slots", slots }]);
    expect(stored).not.toContain("March");
    expect(stored.length / 8).toBeLessThan(80);
  });
});
