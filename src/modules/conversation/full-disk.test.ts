import { describe, expect, test } from "vitest";

import { AppError } from "#kernel/errors.ts";
import { scriptedBrain, Talk } from "#test/conversation.ts";
import { aSalon } from "#test/salon.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { handleTurn } from "./handle-turn.ts";

const aTalk = () => new Talk(aSalon().offers("cut").employs("mia", ["cut"]));
const chooseBrain = () => scriptedBrain(() => "Hello.");

function say(ctx: TenantContext, conversationId: string) {
  const input = { kind: "message", text: "Hi" } as const;
  return handleTurn(ctx, conversationId, input, { chooseBrain, signal: new AbortController().signal });
}

function nearlyFull(ctx: TenantContext, more: Partial<TenantContext> = {}): TenantContext {
  const assertRoomToBook = (): never => {
    throw new AppError("UNAVAILABLE");
  };
  return Object.freeze({ ...ctx, assertRoomToBook, ...more });
}

describe("on a nearly full disk", () => {
  test("a conversation goes on as long as it can be stored", async () => {
    const talk = aTalk();
    const events = [];
    for await (const { event } of say(nearlyFull(talk.ctx()), talk.id)) events.push(event.event);
    expect(events).toEqual(["delta", "done"]);
  });

  test("a turn that cannot be stored is refused before an answer begins, and can be repeated", async () => {
    const talk = aTalk();
    const { db } = talk.ctx();
    const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    const write = (): never => {
      throw full;
    };
    const ctx = nearlyFull(talk.ctx(), { db: { ...db, write } });
    expect(() => say(ctx, talk.id)).toThrow(full);
    const heard = await talk.says("Hi");
    expect(heard.ids[0]).toMatch(/^1\./);
  });
});
