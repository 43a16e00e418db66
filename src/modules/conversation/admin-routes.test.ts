import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { build, type TenantDb } from "#db/tenant-db.ts";
import { DAY } from "#kernel/instant.ts";
import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";
import { scriptedBrain, type Script } from "#test/conversation.ts";
import { type ContextServices, makeContext } from "#tenancy/make-context.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { handleTurn, startConversation } from "./index.ts";

let app: TestApp;
let inLuna: <T>(work: (ctx: TenantContext) => T | Promise<T>) => Promise<T>;

beforeAll(async () => {
  app = await startTestApp();
  const record = await app.addTenant({ plan: "premium" });
  inLuna = async (work) => {
    const lease = await app.deps.store.lease(record.id);
    const services: ContextServices = app.deps.services;
    const actor = { kind: "customer", id: null, channel: "chat" } as const;
    try {
      return await work(makeContext({ services, record, lease, actor, log: app.deps.log }));
    } finally {
      lease.release();
    }
  };
});
afterAll(() => app.close());

const admin = (method: string, path: string, body?: unknown) =>
  app.ask(method, `/t/luna/v1/admin/${path}`, { key: PLATFORM_KEY, body });

/** Starts a conversation with these messages, answered by the script. */
function converse(script: Script, ...texts: readonly string[]): Promise<string> {
  return inLuna(async (ctx) => {
    const { conversationId } = startConversation(ctx, {
      channel: "chat",
      addressHash: "h",
      userAgent: "Firefox",
    });
    for (const text of texts) {
      const chooseBrain = () => scriptedBrain(script);
      const signal = new AbortController().signal;
      await handleTurn(ctx, conversationId, { kind: "message", text }, { chooseBrain, signal }).settled;
    }
    return conversationId;
  });
}

const asks: Script = (turn) => {
  turn.tools.run({ name: "search_knowledge", args: { query: turn.text } });
  turn.note({
    kind: "used",
    use: {
      provider: "openai",
      model: "m",
      uncachedIn: 10,
      cacheRead: 0,
      cacheWrite: 0,
      output: 5,
      reasoning: 0,
      costMicros: 120,
      priceVersion: "1",
      estimated: false,
      firstTokenMs: 250,
      totalMs: 900,
      outcome: "ok",
    },
  });
  return "I am not sure about that.";
};

describe("a business's conversations", () => {
  test("are listed, found by their text, and read with trace and cost", async () => {
    const id = await converse(asks, "hello there", "do you validate zeppelin tickets?");
    await converse(() => "Hello.", "good morning");
    const list = await admin("GET", "conversations");
    expect(list).toMatchObject({
      status: 200,
      body: {
        items: [
          { turns: 1, cost_micros: 0 },
          { id, turns: 2, cost_micros: 240, is_open: true, user_agent: "Firefox" },
        ],
      },
    });
    expect(
      (await admin("GET", "conversations?q=zeppelin")).body.items.map((one: { id: string }) => one.id),
    ).toEqual([id]);
    expect((await admin("GET", "conversations?outcome=booked")).body.items).toEqual([]);
    const page = await admin("GET", "conversations?limit=1");
    const next = await admin("GET", `conversations?limit=1&cursor=${page.body.next_cursor}`);
    expect(next.body.items).toMatchObject([{ id }]);
    const one = await admin("GET", `conversations/${id}`);
    expect(one.body.transcript).toMatchObject([
      { turn: 1, text: "hello there", brain: "builtin" },
      {
        turn: 2,
        text: "do you validate zeppelin tickets?",
        answer: "I am not sure about that.",
        trace: [{ kind: "tool", name: "search_knowledge", code: "OK" }],
        usage: [{ provider: "openai", costMicros: 120 }],
      },
    ]);
    expect(one.text).not.toContain('h"address');
    expect((await app.ask("GET", "/metrics")).text).toMatch(
      /frontdesk_chat_turn_seconds_count\{brain="builtin"\} 3/,
    );
  });

  test.each([
    ["conversations/unknown", 404],
    ["conversations?limit=0", 400],
    ["conversations?cursor=x", 400],
    ["conversations?outcome=sold", 400],
    ["conversations?after=3", 400],
    ["unanswered_questions?cursor=eA", 400],
  ])("GET %s is %i", async (path, status) => {
    expect((await admin("GET", path)).status).toBe(status);
  });
});

describe("an unanswered question", () => {
  test("is counted, answered for everybody, and then leaves the list", async () => {
    await converse(asks, "Can I bring my llama? mail me at dana@example.com or 212 555 0142");
    await converse(asks, "can I bring a llama?");
    const [llama] = (await admin("GET", "unanswered_questions?q=llama")).body.items;
    expect(llama).toMatchObject({
      question: expect.not.stringMatching(/dana|0142/),
      times: expect.any(Number),
    });
    const answered = await admin("POST", `unanswered_questions/${llama.id}/answer`, {
      question: "May I bring my llama?",
      answer: "Llamas are welcome on Mondays.",
    });
    expect(answered).toMatchObject({
      status: 201,
      body: { question: "May I bring my llama?", active: true },
    });
    expect((await admin("GET", `faqs/${answered.body.id}`)).status).toBe(200);
    expect((await admin("POST", `unanswered_questions/${llama.id}/answer`, { answer: "Yes." })).status).toBe(
      404,
    );
    const found = await inLuna(({ db }) => db.all(build.selectFrom("unanswered_questions").selectAll()));
    expect(found.some(({ id }) => id === llama.id)).toBe(false);
  });

  test("can be dismissed from the list", async () => {
    await converse(asks, "is there a heliport?");
    const [one] = (await admin("GET", "unanswered_questions?q=heliport")).body.items;
    expect((await admin("DELETE", `unanswered_questions/${one.id}`)).status).toBe(204);
    expect((await admin("DELETE", `unanswered_questions/${one.id}`)).status).toBe(404);
  });

  test.each([
    [{}, "answer"],
    [{ answer: "" }, "answer"],
    [{ answer: "x".repeat(4001) }, "answer"],
    [{ answer: "Yes.", tags: "parking" }, "tags"],
    [{ answer: "Yes.", pinned: true }, "pinned"],
  ])("refuses %j as its answer", async (body, path) => {
    expect(await admin("POST", "unanswered_questions/x/answer", body)).toMatchObject({
      status: 400,
      body: { error: { details: { path } } },
    });
  });
});

describe("the assistant's settings", () => {
  test("are stored in full", async () => {
    const wanted = {
      name: "Lu",
      brain: "builtin",
      allowed_origins: ["https://luna.example"],
      monthly_budget_micros: 0,
      retention_days: 30,
    };
    expect(await admin("PUT", "assistant", wanted)).toMatchObject({ status: 200, body: wanted });
  });

  test.each([
    [{ brain: "gpt" }, "brain"],
    [{ retention_days: 0 }, "retention_days"],
    [{ retention_days: "90" }, "retention_days"],
    [{ monthly_budget_micros: -1 }, "monthly_budget_micros"],
    [{ allowed_origins: ["https://luna.example/"] }, "allowed_origins.0"],
    [{ allowed_origins: ["luna.example"] }, "allowed_origins.0"],
    [{ allowed_origins: ["*"] }, "allowed_origins.0"],
    [{ handoff_email: "x" }, "handoff_email"],
    [{ enabled: true }, "enabled"],
  ])("refuse %j", async (body, path) => {
    expect(await admin("PUT", "assistant", body)).toMatchObject({
      status: 400,
      body: { error: { details: { path } } },
    });
  });
});

test("texts are removed after their retention period, figures are kept", async () => {
  await admin("PUT", "assistant", { retention_days: 90 });
  const id = await converse(asks, "my secret is xyzzy");
  const count = (db: TenantDb) => db.all(build.selectFrom("conversation_turns").select("turn")).length;
  app.clock.advance(90 * DAY - 1);
  await app.deps.jobs.runNow("due_work");
  expect(await inLuna(({ db }) => count(db))).toBeGreaterThan(0);
  app.clock.advance(1);
  await app.deps.jobs.runNow("due_work");
  expect(await inLuna(({ db }) => count(db))).toBe(0);
  const [row] = await inLuna(({ db }) =>
    db.all(build.selectFrom("conversations").selectAll().where("id", "=", id)),
  );
  expect(row).toMatchObject({
    turns: 1,
    cost_micros: 120,
    outcome: "answered",
    address_hash: null,
    user_agent: null,
  });
  expect(JSON.stringify(row)).not.toContain("xyzzy");
  expect(await admin("GET", `conversations/${id}`)).toMatchObject({
    status: 200,
    body: { transcript: [], turns: 1 },
  });
});
