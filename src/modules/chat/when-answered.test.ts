import { expect, test } from "vitest";

import type { Turn } from "./engine.ts";
import { LiveTurn } from "./live-turn.ts";
import { whenAnswered } from "./when-answered.ts";

/** A turn that lasts until `end` is called. */
function aTurn() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = new AbortController();
  const live = new LiveTurn({ settled: promise } as Turn, stop, { clientMessageId: undefined, grace: 0 });
  return { live, end: resolve, stop };
}

test("without a running turn there is nothing to wait for", async () => {
  await expect(whenAnswered([])).resolves.toBeUndefined();
});

test("it waits for the answer, and counts as a reader meanwhile", async () => {
  const { live, end, stop } = aTurn();
  const waited = whenAnswered([live], 60_000);
  live.readBy()();
  await new Promise((resolve) => setImmediate(resolve));
  expect(stop.signal.aborted).toBe(false);
  end();
  await waited;
});

test("it stops waiting for an answer that takes too long", async () => {
  await expect(whenAnswered([aTurn().live], 1)).resolves.toBeUndefined();
});
