import { describe, expect, test } from "vitest";

import type { Turn } from "./engine.ts";
import { LiveConversations } from "./live-conversations.ts";

/** A turn that ends when told to. */
function aTurn() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let signal: AbortSignal | undefined;
  const turn: Turn = {
    settled: promise,
    async *[Symbol.asyncIterator]() {
      await promise;
      yield* [];
    },
  };
  return {
    begin: (given: AbortSignal): Turn => {
      signal = given;
      return turn;
    },
    isStopped: () => signal?.aborted,
    end: async () => {
      resolve();
      await promise;
    },
  };
}

const NOBODY = { clientMessageId: undefined };

describe("the model of a turn", () => {
  test("is stopped when nobody has been reading for a while", async () => {
    const turn = aTurn();
    const live = new LiveConversations(5).begin("a", { ...NOBODY, begin: turn.begin });
    const leave = live.readBy();
    leave();
    leave();
    expect(turn.isStopped()).toBe(false);
    await expect.poll(turn.isStopped).toBe(true);
  });

  test("continues for a reader who returns, and for other readers", async () => {
    const turn = aTurn();
    const live = new LiveConversations(5).begin("a", { ...NOBODY, begin: turn.begin });
    const other = live.readBy();
    live.readBy()();
    other();
    live.readBy();
    await new Promise((resolve) => setTimeout(resolve, 15));
    expect(turn.isStopped()).toBe(false);
  });

  test("is stopped when the process ends, but not if its turn is over", async () => {
    const all = new LiveConversations(1);
    const [over, running] = [aTurn(), aTurn()];
    const leave = all.begin("a", { ...NOBODY, begin: over.begin }).readBy();
    all.begin("b", { ...NOBODY, begin: running.begin });
    await over.end();
    leave();
    all.stopModels();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([over.isStopped(), running.isStopped()]).toEqual([false, true]);
  });
});

describe("conversations", () => {
  test("are tracked while they have a turn or a watcher, and no longer", async () => {
    const all = new LiveConversations();
    const heard: unknown[] = [];
    const stop = all.watch("a", (turn) => void heard.push(turn));
    const turn = aTurn();
    const begun = all.begin("a", { clientMessageId: "m", begin: turn.begin });
    expect(all.begin("a", { clientMessageId: "m", begin: turn.begin })).toBe(begun);
    expect(heard).toEqual([begun]);
    expect(all.turnsOf("a")).toEqual([begun]);
    stop();
    expect(all.size).toBe(1);
    await turn.end();
    expect(all.size).toBe(0);
    expect(all.turnsOf("a")).toEqual([]);
  });

  test("are not tracked if their turn cannot begin", () => {
    const all = new LiveConversations();
    const fail = () => {
      throw new Error("no such conversation");
    };
    expect(() => all.begin("a", { ...NOBODY, begin: fail })).toThrow("no such conversation");
    expect(all.size).toBe(0);
  });
});
