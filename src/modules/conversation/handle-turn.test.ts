import { describe, expect, it } from "vitest";

import { build } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import { DAY, MINUTE } from "#kernel/instant.ts";
import { changeSettings, settingsDocuments } from "#modules/business/index.ts";
import { listBookings } from "#modules/booking/index.ts";
import { scriptedBrain, Talk } from "#test/conversation.ts";
import { aSalon, type Salon } from "#test/salon.ts";

import { eventsSince, handleTurn, startConversation, transcriptOf } from "./index.ts";

function luna(): Salon {
  return aSalon().offers("cut", { name: "Haircut" }).employs("mia", ["cut"], { name: "Mia" });
}

const MONDAY = { service_id: "cut", start_date: "2026-03-09", end_date: "2026-03-09" };
const DANA = { customer_name: "Dana Smith", customer_email: "dana@example.com" };
const quiet = () => scriptedBrain(() => "Certainly.");
const signal = () => new AbortController().signal;

async function collect(events: AsyncIterable<{ id: string; event: { event: string } }>) {
  const seen: string[] = [];
  for await (const { id, event } of events) seen.push(`${id} ${event.event}`);
  return seen;
}

const turnRows = (salon: Salon) => salon.db.all(build.selectFrom("conversation_turns").selectAll());
const reasonOf = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.reason : error;
  }
};

describe("a turn", () => {
  it("is the same turn if its message is repeated, while it runs or afterwards", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    const send = () =>
      handleTurn(
        talk.ctx(),
        talk.id,
        { kind: "message", text: "hello", clientMessageId: "m1" },
        { chooseBrain: quiet, signal: signal() },
      );
    const [first, second] = [send(), send()];
    const seen = await Promise.all([collect(first), collect(second)]);
    expect(seen[0]).toEqual(["1.1 delta", "1.2 done"]);
    expect(seen[1]).toEqual(seen[0]);
    expect(await collect(send())).toEqual(seen[0]);
    expect(turnRows(salon)).toHaveLength(1);
  });

  it("waits for the previous one, and a yes sent before the summary arrived does not count", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await talk.says("a haircut on monday", () => [["check_availability", MONDAY]]);
    const [summed, yes] = await Promise.all([
      talk.says("Dana Smith, dana@example.com", () => [
        ["create_booking", { start_time_local: "2026-03-09T09:00", ...DANA }],
      ]),
      talk.says("yes"),
    ]);
    expect(summed.results).toMatchObject([{ code: "NEEDS_CONFIRMATION" }]);
    expect(yes.gate).toEqual({ kind: "unclear" });
    expect((await talk.says("yes")).gate).toMatchObject({ kind: "done" });
  });

  it("still ends with an answer if its brain throws or says nothing", async () => {
    const talk = new Talk(luna());
    for (const script of [
      () => undefined,
      () => {
        throw new Error("broken");
      },
    ]) {
      const turn = handleTurn(
        talk.ctx(),
        talk.id,
        { kind: "message", text: "hello" },
        { chooseBrain: () => scriptedBrain(script), signal: signal() },
      );
      expect((await collect(turn)).map((line) => line.split(" ")[1])).toEqual(["delta", "done"]);
    }
  });

  it("reports an error if it cannot continue, and the conversation goes on", async () => {
    const talk = new Talk(luna());
    const chooseBrain = () => {
      throw new Error("no brain");
    };
    const turn = handleTurn(
      talk.ctx(),
      talk.id,
      { kind: "message", text: "hello", clientMessageId: "m1" },
      { chooseBrain, signal: signal() },
    );
    expect(await collect(turn)).toEqual(["1.1 error", "1.2 done"]);
    expect((await talk.says("hello", undefined, "m1")).text).toBe("Certainly.");
  });

  it("stops its brain when nobody is listening, and keeps the message", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    const gone = new AbortController();
    let said = 0;
    const brain = {
      name: "builtin" as const,
      async *speak() {
        for (;;) {
          said += 1;
          yield { text: "One moment. " };
          if (said === 3) gone.abort();
          await Promise.resolve();
        }
      },
    };
    const turn = handleTurn(
      talk.ctx(),
      talk.id,
      { kind: "message", text: "hello" },
      { chooseBrain: () => brain, signal: gone.signal },
    );
    await turn.settled;
    expect(said).toBe(4);
    expect(transcriptOf(talk.ctx(), talk.id)).toMatchObject([{ text: "hello", isFinished: true }]);
  });
});

describe("a client that reconnects", () => {
  it("gets what it missed, stored and live", async () => {
    const talk = new Talk(luna());
    await talk.says("hello");
    await talk.says("and again");
    const { ctx, id } = { ctx: talk.ctx(), id: talk.id };
    const all = ["1.1 delta", "1.2 done", "2.1 delta", "2.2 done"];
    expect(await collect(eventsSince(ctx, id))).toEqual(all);
    expect(await collect(eventsSince(ctx, id, "1.1"))).toEqual(all.slice(1));
    expect(await collect(eventsSince(ctx, id, "2.2"))).toEqual([]);
    expect(await collect(eventsSince(ctx, id, "garbage"))).toEqual(all);
    const turn = handleTurn(
      ctx,
      id,
      { kind: "message", text: "third" },
      { chooseBrain: quiet, signal: signal() },
    );
    expect(await collect(eventsSince(ctx, id, "2.1"))).toEqual(["2.2 done", "3.1 delta", "3.2 done"]);
    await turn.settled;
  });

  it("gets the summary's button again, whose token is not in the file", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await talk.says("a haircut on monday", () => [["check_availability", MONDAY]]);
    const summed = await talk.says("Dana", () => [
      ["create_booking", { start_time_local: "2026-03-09T09:00", ...DANA }],
    ]);
    const token = summed.events.find((event) => event.event === "confirm")?.confirm_token ?? "";
    expect(JSON.stringify(salon.db.all(build.selectFrom("conversations").selectAll()))).not.toContain(token);
    expect(JSON.stringify(turnRows(salon))).not.toContain(token);
    const again = transcriptOf(talk.ctx(), talk.id)
      .at(-1)
      ?.events.map(({ event }) => event);
    expect(again).toEqual(summed.events);
    expect((await talk.does({ kind: "confirm", token })).gate).toMatchObject({ kind: "done" });
  });
});

describe("a process that ends in the middle of a turn", () => {
  /** Restores the state in which the turn's answer was not yet written. */
  async function cutOff(salon: Salon, talk: Talk, input: Parameters<Talk["does"]>[0]) {
    const brain = {
      name: "builtin" as const,
      // oxlint-disable-next-line require-yield -- it never comes to that
      async *speak() {
        salon.db.write((tx) =>
          tx.run(build.updateTable("conversations").set((row) => ({ version: row("version", "+", 1) }))),
        );
        await Promise.resolve();
      },
    };
    await handleTurn(talk.ctx(), talk.id, input, { chooseBrain: () => brain, signal: signal() }).settled;
  }

  async function atSummary(salon: Salon) {
    const talk = new Talk(salon);
    await talk.says("a haircut on monday", () => [["check_availability", MONDAY]]);
    await talk.says("Dana", () => [["create_booking", { start_time_local: "2026-03-09T09:00", ...DANA }]]);
    return talk;
  }

  it("has booked once, even if the same message is repeated", async () => {
    const salon = luna();
    const talk = await atSummary(salon);
    const yes = { kind: "message", text: "yes", clientMessageId: "m3" } as const;
    await cutOff(salon, talk, yes);
    expect(turnRows(salon).at(-1)).toMatchObject({ text: "yes", events: null });
    expect(listBookings(salon.db, { limit: 5 })).toHaveLength(1);
    const again = await talk.does(yes);
    expect(again.gate).toMatchObject({ kind: "done", act: "book" });
    expect(again.events.map(({ event }) => event)).toEqual(["booking", "delta", "done"]);
    expect(listBookings(salon.db, { limit: 5 })).toHaveLength(1);
    expect(turnRows(salon)).toHaveLength(3);
  });

  it("has booked once, even if the next message is a different one", async () => {
    const salon = luna();
    const talk = await atSummary(salon);
    await cutOff(salon, talk, { kind: "message", text: "yes" });
    const next = await talk.says("did that work?", () => [["get_booking_details", {}]]);
    expect(next.gate).toEqual({ kind: "nothing_pending" });
    expect((await talk.says("yes")).gate).toEqual({ kind: "nothing_pending" });
    expect(listBookings(salon.db, { limit: 5 })).toHaveLength(1);
  });

  it("leaves a conversation that can go on", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await cutOff(salon, talk, { kind: "message", text: "hello", clientMessageId: "m1" });
    const next = await talk.says("are you there?");
    expect(next.text).toBe("Certainly.");
    // The conversation has moved on: the turn stays cut off.
    const again = await talk.does({ kind: "message", text: "hello", clientMessageId: "m1" });
    expect(again.events).toEqual([{ event: "done", state: "idle" }]);
  });
});

describe("a conversation", () => {
  it("refuses messages that are too long, and unknown conversations", () => {
    const talk = new Talk(luna());
    const say = (id: string, text: string) => () =>
      handleTurn(talk.ctx(), id, { kind: "message", text }, { chooseBrain: quiet, signal: signal() });
    expect(reasonOf(say(talk.id, "x".repeat(1001)))).toBe("PAYLOAD_TOO_LARGE");
    expect(reasonOf(say("another", "hello"))).toBe("NOT_FOUND");
    expect(reasonOf(() => eventsSince(talk.ctx(), "another"))).toBe("NOT_FOUND");
    expect(reasonOf(() => transcriptOf(talk.ctx(), "another"))).toBe("NOT_FOUND");
  });

  it.each([
    ["half an hour of silence", 30, 1],
    ["an hour in all", 25, 3],
  ])("ends in a friendly way after %s, and releases its holds", async (_what, minutes, times) => {
    const salon = luna();
    const talk = new Talk(salon);
    await talk.says("a haircut on monday", () => [["check_availability", MONDAY]]);
    for (let i = 1; i < times; i += 1) {
      salon.clock.advance(minutes * MINUTE);
      await talk.says("still here");
    }
    salon.clock.advance(minutes * MINUTE);
    const late = await talk.says("hello?");
    expect(late.events).toMatchObject([
      { event: "delta", text: expect.stringContaining("http://localhost:3000/t/luna") },
      { event: "done", state: "ended" },
    ]);
    expect(salon.db.all(build.selectFrom("conversations").select(["ended_at", "hold_id"]))).toEqual([
      { ended_at: salon.clock.now(), hold_id: null },
    ]);
  });

  it("ends after forty turns", async () => {
    const talk = new Talk(luna());
    for (let i = 0; i < 40; i += 1) await talk.says("hello");
    expect((await talk.says("hello")).events.at(-1)).toEqual({ event: "done", state: "ended" });
  });

  it("cannot start if the business has no assistant or is suspended", () => {
    const salon = luna();
    const ctx = salon.ctx();
    const begin = (given: typeof ctx) => () =>
      startConversation(given, { channel: "chat", addressHash: null, userAgent: null });
    expect(reasonOf(begin({ ...ctx, tenant: { ...ctx.tenant, status: "suspended" } }))).toBe(
      "TENANT_SUSPENDED",
    );
    const talk = new Talk(salon);
    changeSettings(ctx, "assistant", settingsDocuments.assistant.parse({ brain: "off" }), {});
    expect(reasonOf(begin(ctx))).toBe("NOT_FOUND");
    const say = () =>
      handleTurn(ctx, talk.id, { kind: "pick", slotId: "x" }, { chooseBrain: quiet, signal: signal() });
    expect(reasonOf(say)).toBe("NOT_FOUND");
  });

  it("without a message is removed after a day, a few at a time", async () => {
    const salon = luna();
    const begin = () => new Talk(salon);
    for (let i = 0; i < 7; i += 1) begin();
    const talked = begin();
    await talked.says("hello");
    salon.clock.advance(DAY + 1);
    const left = () => salon.db.all(build.selectFrom("conversations").select("seq")).length;
    begin();
    expect(left()).toBe(4);
    begin();
    expect(left()).toBe(3);
    expect(transcriptOf(talked.ctx(), talked.id)).toHaveLength(1);
  });
});
