import { describe, expect, it } from "vitest";

import { handTimers } from "#test/hand-timers.ts";

import { TooSlow, watch } from "./watch.ts";

const PATIENCE = { first: 2_000, idle: 5_000, all: 20_000 };

/** A stream that yields a part on demand. */
function aStream(words?: number) {
  const timers = handTimers();
  const parts: string[] = [];
  let wake = () => {};
  let over = false;
  let stopped = 0;
  async function* source() {
    for (;;) {
      while (parts.length > 0) yield parts.shift()!;
      if (over) return;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const got: string[] = [];
  const watching = {
    patience: { ...PATIENCE, words },
    timers,
    stop: () => (stopped += 1),
    isWords: (part: string) => part !== "-",
  };
  const done = (async () => {
    for await (const part of watch(source(), watching)) got.push(part);
  })();
  done.catch(() => {});
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    got,
    done,
    timers,
    stopped: () => stopped,
    give: async (part: string) => {
      parts.push(part);
      wake();
      await settle();
    },
    end: async () => {
      over = true;
      wake();
      await settle();
    },
    pass: async (milliseconds: number) => {
      timers.pass(milliseconds);
      await settle();
    },
  };
}

describe("a watched stream", () => {
  it("yields what arrives in time, and is stopped once at its end", async () => {
    const stream = aStream();
    await stream.pass(1_999);
    await stream.give("a");
    await stream.pass(4_999);
    await stream.give("b");
    await stream.end();
    await stream.done;
    expect(stream.got).toEqual(["a", "b"]);
    expect([stream.stopped(), stream.timers.waiting()]).toEqual([1, 0]);
  });

  it.each([
    ["first", async (stream: ReturnType<typeof aStream>) => stream.pass(2_000)],
    [
      "idle",
      async (stream: ReturnType<typeof aStream>) => {
        await stream.give("a");
        await stream.pass(5_000);
      },
    ],
    [
      "all",
      async (stream: ReturnType<typeof aStream>) => {
        for (let i = 0; i < 5; i += 1) {
          await stream.give("a");
          await stream.pass(4_000);
        }
      },
    ],
  ])("ends if the %s part does not arrive", async (phase, wait) => {
    const stream = aStream();
    await wait(stream);
    await expect(stream.done).rejects.toEqual(new TooSlow(phase as "first"));
    expect([stream.stopped(), stream.timers.waiting()]).toEqual([1, 0]);
  });

  it("ends if there is a time limit for text and none arrives", async () => {
    const stream = aStream(1_500);
    await stream.pass(1_000);
    await stream.give("-");
    await stream.pass(500);
    await expect(stream.done).rejects.toEqual(new TooSlow("words"));
  });

  it("goes on if the text arrives in time", async () => {
    const stream = aStream(1_500);
    await stream.give("a");
    await stream.pass(4_000);
    await stream.end();
    await stream.done;
    expect(stream.timers.waiting()).toBe(0);
  });
});
