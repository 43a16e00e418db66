import { request as openRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { aChatter, aGate, type Gate, readEvents, scriptedDesk, textIn } from "#test/chat-desk.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";

let luna: Luna;
let port: number;
let gate: Gate;

beforeAll(async () => {
  luna = await startLuna({
    chooseBrain: (ctx) => scriptedDesk({ serviceId: () => luna.ids.cut, date: "2026-03-10" }, gate)(ctx),
  });
  port = await listen(luna.app.app);
});
afterAll(() => luna.app.close());
beforeEach(() => {
  gate = aGate();
});

async function chatter() {
  const one = aChatter(luna.app);
  await one.begin();
  return one;
}

/** Reads a stream as it arrives. */
function open(method: "GET" | "POST", path: string, headers: Record<string, string>, body?: object) {
  let text = "";
  let ended = false;
  const payload = body && JSON.stringify(body);
  const client = openRequest({
    port,
    method,
    path: `/t/luna${path}`,
    headers: { host: "localhost", ...(payload && { "content-type": "application/json" }), ...headers },
  });
  client.on("response", (response) => {
    response.on("data", (chunk: Buffer) => void (text += chunk.toString()));
    response.on("end", () => void (ended = true));
    response.on("error", () => {});
  });
  client.on("error", () => {});
  client.end(payload);
  return {
    events: () => readEvents(text),
    names: () => readEvents(text).map(({ event }) => event),
    text: () => text,
    ended: () => ended,
    cut: () => client.destroy(),
  };
}

const say = (session: string, message: string, more: object = {}) =>
  open("POST", "/v1/chat/stream", {}, { session_id: session, message, ...more });
const follow = (session: string, last?: string) =>
  open("GET", "/v1/chat/events", {
    authorization: `Bearer ${session}`,
    ...(last !== undefined && { "last-event-id": last }),
  });
const leases = () => luna.app.deps.store.stats().leases;

describe("a stream", () => {
  test("arrives while the turn runs, and ends with it", async () => {
    const ana = await chatter();
    const stream = say(ana.session(), "slowly");
    await expect.poll(stream.names).toEqual(["delta"]);
    expect(stream.ended()).toBe(false);
    gate.pass();
    await expect.poll(stream.ended).toBe(true);
    expect(stream.names().at(-1)).toBe("done");
    expect(stream.text()).toContain("Now there it is.");
  });

  test("makes the page wait for its answer when the page is loaded again", async () => {
    const ana = await chatter();
    const stream = say(ana.session(), "slowly");
    await expect.poll(stream.names).toEqual(["delta"]);
    const cookie = { cookie: `chat=${ana.session()}` };
    const page = open("GET", "/chat", cookie);
    await expect.poll(page.ended).toBe(true);
    expect(page.text()).toContain('href="/t/luna/chat?wait=yes#latest">Check again');
    const again = open("GET", "/chat?wait=yes", cookie);
    gate.pass();
    await expect.poll(again.ended).toBe(true);
    expect(again.text()).toContain("Now there it is.");
    expect(again.text()).not.toContain("Check again");
  });

  test("resumes where it was interrupted while the turn still runs", async () => {
    const ana = await chatter();
    const cut = say(ana.session(), "slowly");
    await expect.poll(cut.names).toEqual(["delta"]);
    cut.cut();
    const rest = follow(ana.session(), cut.events()[0]?.id);
    await expect.poll(rest.text).toContain("retry");
    gate.pass();
    await expect.poll(() => rest.names().at(-1)).toBe("done");
    expect(rest.text()).not.toContain("Let me look.");
    expect(rest.text()).toContain("Now there it is.");
    rest.cut();
  });

  test("is the same for a message that is sent again while it is being answered", async () => {
    const ana = await chatter();
    const [one, two] = [1, 2].map(() => say(ana.session(), "slowly", { client_message_id: "m-1" }));
    await expect.poll(() => one?.names()).toEqual(["delta"]);
    await expect.poll(() => two?.names()).toEqual(["delta"]);
    gate.pass();
    await expect.poll(() => [one?.ended(), two?.ended()]).toEqual([true, true]);
    expect(textIn(two?.events() ?? [])).toBe("Let me look. Now there it is. Certainly.");
    expect(two?.events().at(-1)).toEqual(one?.events().at(-1));
    const next = await ana.does({ message: "Hello" });
    expect(next[0]?.id).toBe("2.1");
  });

  test("waits, for a second message, until the first is answered", async () => {
    const ana = await chatter();
    const first = say(ana.session(), "slowly");
    await expect.poll(first.names).toEqual(["delta"]);
    const second = say(ana.session(), "and then");
    await expect.poll(second.text).toContain("retry");
    expect(second.names()).toEqual([]);
    gate.pass();
    await expect.poll(second.ended).toBe(true);
    expect(second.events().map(({ id }) => id)).toEqual(["2.1", "2.2"]);
  });
});

describe("a stream of later events", () => {
  test("holds no tenant's file while idle, and receives what happens later", async () => {
    const ana = await chatter();
    await ana.does({ message: "Hello" });
    const stream = follow(ana.session(), "1.2");
    await expect.poll(stream.text).toContain("retry");
    await expect.poll(leases).toBe(0);
    expect((await luna.app.ask("GET", "/metrics")).text).toMatch(/^frontdesk_chat_streams_open [1-9]/m);
    await ana.does({ message: "Which times?" });
    await expect.poll(stream.names).toEqual(["delta", "slots", "done"]);
    expect(stream.ended()).toBe(false);
    await luna.app.deps.store.close(luna.luna.id);
    await ana.does({ message: "Still there?" });
    await expect.poll(stream.names).toEqual(["delta", "slots", "done", "delta", "done"]);
    stream.cut();
  });

  test("has only the events of its own conversation", async () => {
    const [ana, bea] = [await chatter(), await chatter()];
    const stream = follow(ana.session());
    await expect.poll(stream.text).toContain("retry");
    await bea.does({ message: "Hello" });
    await sleep(20);
    expect(stream.names()).toEqual([]);
    stream.cut();
  });
});

test("when the process ends, idle streams end at once and the others with their turn", async () => {
  const other = await startLuna({
    chooseBrain: (ctx) => scriptedDesk({ serviceId: () => "", date: "2026-03-10" }, gate)(ctx),
  });
  const kept = port;
  port = await listen(other.app.app);
  const ana = aChatter(other.app);
  await ana.begin();
  const [idle, busy] = [follow(ana.session()), say(ana.session(), "slowly")];
  await expect.poll(busy.names).toEqual(["delta"]);
  const quiet = aChatter(other.app);
  await quiet.begin();
  const unused = follow(quiet.session());
  await expect.poll(unused.text).toContain("retry");
  other.app.deps.drain();
  await expect.poll(unused.ended).toBe(true);
  expect([idle.ended(), busy.ended()]).toEqual([false, false]);
  gate.pass();
  await expect.poll(() => [idle.ended(), busy.ended()]).toEqual([true, true]);
  expect(busy.names().at(-1)).toBe("done");
  await other.app.close();
  port = kept;
});
