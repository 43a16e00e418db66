import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { aChatter, readEvents, scriptedDesk, textIn } from "#test/chat-desk.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";

let luna: Luna;

beforeAll(async () => {
  const script = { serviceId: () => luna.ids.cut, date: "2026-03-10" };
  luna = await startLuna({ chooseBrain: scriptedDesk(script) });
});
afterAll(() => luna.app.close());

const stream = (body: unknown, headers: Record<string, string> = {}) =>
  luna.app.ask("POST", "/t/luna/v1/chat/stream", { body, headers });

async function chatter() {
  const one = aChatter(luna.app);
  expect((await one.begin()).status).toBe(201);
  return one;
}

describe("a conversation over the API", () => {
  test("begins with a session and a greeting", async () => {
    const begun = await aChatter(luna.app).begin();
    expect(begun.body).toEqual({
      session_id: expect.stringMatching(/^[\w-]{64}$/),
      greeting: expect.stringContaining("Luna Hair"),
    });
    expect(begun.headers["cache-control"]).toBe("no-store");
    expect(begun.headers["set-cookie"]).toBeUndefined();
  });

  test("shows times, summarizes the chosen one, and books once confirmed", async () => {
    const ana = await chatter();
    const shown = await ana.does({ message: "Which times are free?" });
    expect(shown.map(({ event }) => event)).toEqual(["delta", "slots", "done"]);
    expect(shown.map(({ id }) => id)).toEqual(["1.1", "1.2", "1.3"]);
    const [slot] = shown[1]?.data.slots ?? [];
    expect(slot).toEqual({
      slot_id: expect.any(String),
      start: "2026-03-10T14:00:00Z",
      start_local: "2026-03-10T10:00",
      label: expect.any(String),
      staff: { id: expect.any(String), name: expect.stringMatching(/Mia|Noah/) },
    });
    const summed = await ana.does({ slot_id: slot.slot_id });
    const confirm = summed.find(({ event }) => event === "confirm")?.data;
    expect(confirm).toEqual({
      confirm_token: expect.any(String),
      summary: expect.stringContaining("10:00 am"),
      expires_at: "2026-03-06T15:10:00Z",
    });
    const booked = await ana.does({ confirm_token: confirm.confirm_token });
    const { booking, manage_url: url } = booked.find(({ event }) => event === "booking")?.data ?? {};
    expect(booking).toMatchObject({ status: "confirmed", source: "chat", start: "2026-03-10T14:00:00Z" });
    expect(url).toContain(`/t/luna/b/${booking.uid}?token=`);
    expect(booked.at(-1)).toMatchObject({ event: "done", data: { state: "booked" } });
  });

  test("streams answers that nothing caches or buffers", async () => {
    const ana = await chatter();
    const { headers, text } = await ana.stream({ message: "Hello" });
    expect(headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
      "x-request-id": expect.any(String),
    });
    expect(text.startsWith("retry: 1000\n\n")).toBe(true);
    expect(text).toMatch(/id: 1\.1\nevent: delta\ndata: \{"text":"Certainly\."\}\n\n/);
  });

  test("gives a repeated message the same answer, and changes nothing", async () => {
    const ana = await chatter();
    const message = { message: "Hello", client_message_id: "m-1" };
    const first = await ana.does(message);
    expect(await ana.does(message)).toEqual(first);
    const next = await ana.does({ message: "Hello" });
    expect(next[0]?.id).toBe("2.1");
  });

  test("refuses a message that is too long in friendly words, and goes on", async () => {
    const ana = await chatter();
    const long = await ana.stream({ message: "book ".repeat(12_000) });
    expect(long.status).toBe(413);
    expect(long.body.error).toMatchObject({
      code: "INVALID_ARGUMENT",
      reason: "PAYLOAD_TOO_LARGE",
      message: expect.stringContaining("1,000 characters"),
    });
    expect((await ana.stream({ message: "b".repeat(1000) })).status).toBe(200);
    expect((await ana.stream({ message: "b".repeat(1001) })).status).toBe(413);
  });

  test("resumes after any event, without repeating those before it", async () => {
    const ana = await chatter();
    const said = await ana.does({ message: "Which times?" });
    await ana.does({ message: "Hello" });
    const resume = (last: string | undefined) =>
      luna.app.app.inject({
        url: "/t/luna/chat/events",
        headers: {
          host: "localhost",
          authorization: `Bearer ${ana.session()}`,
          ...(last !== undefined && { "last-event-id": last }),
        },
      });
    const names = async (last?: string) => readEvents((await resume(last)).body).map(({ event }) => event);
    expect(await names()).toEqual(["text", "part", "done", "text", "done"]);
    expect(await names(said.at(-1)?.id)).toEqual(["text", "done"]);
    expect(await names("1.1")).toEqual(["part", "done", "text", "done"]);
    expect(await names("2.2")).toEqual([]);
    expect(await names("no place")).toEqual(["text", "part", "done", "text", "done"]);
  });

  test("hands over to a person", async () => {
    const ana = await chatter();
    const said = await ana.does({ message: "I want a person" });
    expect(said.find(({ event }) => event === "handoff")?.data).toMatchObject({ phone: "+12125550100" });
    expect(textIn(said)).toBe("Certainly.");
  });
});

describe("a body", () => {
  test.each([
    ["without an action", {}, "message"],
    ["with two things", { message: "Hello", slot_id: "a" }, "message"],
    ["with two buttons", { slot_id: "a", confirm_token: "b" }, "slot_id"],
    ["with all three", { message: "Hello", slot_id: "a", confirm_token: "b" }, "message"],
    ["that gives a button a message id", { slot_id: "a", client_message_id: "m" }, "client_message_id"],
    ["with an empty message", { message: "  " }, "message"],
    ["with a message that is not a string", { message: 7 }, "message"],
    ["with NUL", { message: "a\0" }, "message"],
    ["with half a surrogate pair", { message: "\ud800" }, "message"],
    ["with an unknown key", { message: "Hello", tenant: "bella" }, "tenant"],
    ["with a malformed slot id", { slot_id: "a b" }, "slot_id"],
    ["with an empty token", { confirm_token: "" }, "confirm_token"],
    ["with a message id of two lines", { message: "a", client_message_id: "a\nb" }, "client_message_id"],
    [
      "with a message id that is too long",
      { message: "a", client_message_id: "a".repeat(101) },
      "client_message_id",
    ],
  ])("%s is refused", async (_what, body, path) => {
    const ana = await chatter();
    const { status, body: answer } = await ana.stream(body);
    expect([status, answer.error.reason, answer.error.details.path]).toEqual([400, "INVALID_ARGUMENT", path]);
  });

  test("that is not an object, or lacks the session, is refused", async () => {
    const headers = { "content-type": "application/json" };
    for (const body of ["null", "[]", '"Hello"', "7"]) expect((await stream(body, headers)).status).toBe(400);
    expect((await stream({ message: "Hello" })).body.error.details.path).toBe("session_id");
  });
});

describe("a session", () => {
  test("gives the same 404 if it is malformed, unknown or another business's", async () => {
    const ana = await chatter();
    const bella = await luna.app.addTenant({ slug: "bella" });
    expect(bella.slug).toBe("bella");
    const bea = aChatter(luna.app, "/t/bella");
    await bea.begin();
    const forged = ana.session().slice(0, 32) + bea.session().slice(32);
    const answers = new Set<string>();
    for (const session of ["", "x", forged, bea.session(), `${ana.session()}a`, ana.session().slice(1)]) {
      const said = await stream({ session_id: session, message: "Hello" });
      const resumed = await luna.app.ask("GET", "/t/luna/v1/chat/events", { key: session });
      for (const { status, body } of [said, resumed]) {
        expect(status).toBe(404);
        answers.add(JSON.stringify({ ...body.error, request_id: "" }));
      }
    }
    answers.add(
      JSON.stringify({ ...(await luna.app.ask("GET", "/t/luna/v1/chat/events")).body.error, request_id: "" }),
    );
    expect(answers.size).toBe(1);
  });

  test("does not start without an assistant", async () => {
    await luna.app.ask("PUT", "/t/bella/v1/admin/assistant", {
      key: "platform-key-of-the-tests",
      body: { brain: "off" },
    });
    expect((await aChatter(luna.app, "/t/bella").begin()).status).toBe(404);
    expect((await luna.app.ask("GET", "/t/bella/chat")).status).toBe(404);
  });
});
