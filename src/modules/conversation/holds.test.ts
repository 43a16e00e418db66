import { describe, expect, it } from "vitest";

import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { bookSlot, listBookings } from "#modules/booking/index.ts";
import { type Heard, Talk } from "#test/conversation.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

function luna(): Salon {
  return aSalon()
    .offers("cut", { name: "Haircut" })
    .offers("color", { name: "Full colour", duration_minutes: 60 })
    .employs("mia", ["cut", "color"], { name: "Mia" });
}

const MONDAY = { service_id: "cut", start_date: "2026-03-09", end_date: "2026-03-09" };
const DANA = { customer_name: "Dana Smith", customer_email: "dana@example.com" };

const holds = (salon: Salon) =>
  salon.db
    .all(build.selectFrom("holds").select(["start_at", "expires_at"]).orderBy("start_at"))
    .filter((hold) => hold.expires_at > salon.clock.now());
const slotsOf = ({ events }: Heard) => events.find((event) => event.event === "slots")?.slots ?? [];

/** Asks for Monday and picks the n-th time. */
async function pick(talk: Talk, n = 0, near?: string): Promise<Heard> {
  const looked = await talk.says("a haircut please", () => [
    ["check_availability", { ...MONDAY, ...(near !== undefined && { near_time: near }) }],
  ]);
  return talk.does({ kind: "pick", slotId: slotsOf(looked)[n]!.slot_id });
}

const NINE = at("2026-03-09T13:00:00Z");

describe("a picked time", () => {
  it("is held for its customer for five minutes, under the terms and with the person shown", async () => {
    const salon = luna();
    await pick(new Talk(salon));
    expect(holds(salon)).toEqual([{ start_at: NINE, expires_at: salon.clock.now() + 5 * MINUTE }]);
    const taken = bookSlot(salon.ctx(), {
      serviceId: "cut",
      start: NINE,
      customer: { name: "Eve", email: "eve@example.com" },
      source: "page",
    });
    expect(taken.outcome).toBe("taken");
  });

  it.each(["the first one", "9 am please"])("can be picked in words: %s", async (words) => {
    const salon = luna();
    const talk = new Talk(salon);
    await talk.says("a haircut on monday", () => [["check_availability", MONDAY]]);
    await talk.says(words);
    expect(holds(salon)).toMatchObject([{ start_at: NINE }]);
  });

  it("is held at once if it is exactly what the customer asked for", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    const looked = await talk.says("a haircut on monday at 3pm", () => [
      ["check_availability", { ...MONDAY, near_time: "15:00" }],
    ]);
    expect(looked.results[0]).toMatchObject({ ok: true, data: { picked: expect.any(String) } });
    expect(holds(salon)).toMatchObject([{ start_at: at("2026-03-09T19:00:00Z") }]);
  });

  it("is not held just because a brain claims that it was asked for", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await talk.says("a haircut on monday", () => [["check_availability", { ...MONDAY, near_time: "15:00" }]]);
    await talk.says("some time", () => [
      ["check_availability", { ...MONDAY, near_time: "15:00" }],
      ["create_booking", { start_time_local: "2026-03-09T15:00", ...DANA }],
    ]);
    expect(holds(salon)).toEqual([]);
  });

  it("replaces the previous one: one hold per conversation", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await pick(talk, 0);
    await pick(talk, 1);
    expect(holds(salon)).toHaveLength(1);
    expect(holds(salon)[0]?.start_at).toBeGreaterThan(NINE);
  });

  it("is released when something else is requested", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await pick(talk);
    await talk.says("I would rather have a full colour");
    expect(holds(salon)).toEqual([]);
  });

  it("is released after a no, and consumed by its booking", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    const freeze = () => [["create_booking", { start_time_local: "2026-03-09T09:00", ...DANA }]] as const;
    await pick(talk);
    await talk.says("Dana Smith", () => [...freeze()]);
    expect(holds(salon)).toHaveLength(1);
    await talk.says("no");
    expect(holds(salon)).toEqual([]);
    await pick(talk);
    await talk.says("Dana Smith", () => [...freeze()]);
    await talk.says("yes");
    expect(holds(salon)).toEqual([]);
    expect(listBookings(salon.db, { limit: 5 })).toHaveLength(1);
  });

  it("is renewed once while its customer is active, and then never again", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await pick(talk);
    salon.clock.advance(4 * MINUTE);
    await talk.says("do you have parking?");
    expect(holds(salon)).toEqual([{ start_at: NINE, expires_at: salon.clock.now() + 5 * MINUTE }]);
    salon.clock.advance(4 * MINUTE);
    await talk.says("and is there a bus?");
    salon.clock.advance(2 * MINUTE);
    await talk.says("good to know");
    expect(holds(salon)).toEqual([]);
  });

  it("is lost to a faster customer once it has expired, and the nearest are offered", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await pick(talk);
    salon.clock.advance(6 * MINUTE);
    bookSlot(salon.ctx(), {
      serviceId: "cut",
      start: NINE,
      customer: { name: "Eve", email: "eve@example.com" },
      source: "page",
    });
    const back = await talk.says("I am back, my name is Dana Smith");
    expect(slotsOf(back).map((slot) => slot.start_local)).toEqual([
      "2026-03-09T09:30",
      "2026-03-09T09:45",
      "2026-03-09T10:00",
    ]);
  });

  it("cannot be picked after its offer has expired, nor in another conversation", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    const looked = await talk.says("a haircut", () => [["check_availability", MONDAY]]);
    const { slot_id: slotId } = slotsOf(looked)[0]!;
    const stranger = new Talk(salon);
    await stranger.does({ kind: "pick", slotId });
    expect(holds(salon)).toEqual([]);
    salon.clock.advance(10 * MINUTE);
    const late = await talk.does({ kind: "pick", slotId }, () => [
      ["create_booking", { slot_id: slotId, ...DANA }],
    ]);
    expect(holds(salon)).toEqual([]);
    // If anything is offered again, it is the same time.
    expect(slotsOf(late)[0]?.start_local ?? "2026-03-09T09:00").toBe("2026-03-09T09:00");
  });
});

describe("the limit on holds", () => {
  it("is two per address", async () => {
    const salon = luna();
    for (const near of ["09:00", "11:00", "13:00"])
      await pick(new Talk(salon, { addressHash: "a" }), 0, near);
    expect(holds(salon)).toHaveLength(2);
    await pick(new Talk(salon, { addressHash: "b" }), 7, "15:00");
    expect(holds(salon)).toHaveLength(3);
  });

  it("is a tenth of a day's times", async () => {
    const salon = luna();
    // A day has 31 possible starts.
    for (let hour = 9; hour <= 15; hour += 1) {
      const talk = new Talk(salon, { addressHash: `${hour}` });
      await pick(talk, 4, `${String(hour).padStart(2, "0")}:30`);
    }
    expect(holds(salon).length).toBeGreaterThanOrEqual(2);
    expect(holds(salon).length).toBeLessThanOrEqual(4);
  });

  it("does not stop a customer from booking without a hold", async () => {
    const salon = luna();
    for (const near of ["09:00", "11:00"]) await pick(new Talk(salon, { addressHash: "a" }), 0, near);
    const third = new Talk(salon, { addressHash: "a" });
    await pick(third, 0, "15:00");
    const state = await third.says("Dana Smith", (turn) => [
      ["create_booking", { slot_id: turn.state().chosen?.slotId, ...DANA }],
    ]);
    expect(state.results).toMatchObject([{ code: "NEEDS_CONFIRMATION" }]);
    expect((await third.says("yes")).gate).toMatchObject({ kind: "done" });
  });
});
