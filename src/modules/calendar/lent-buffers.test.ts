import { expect, test } from "vitest";

import { borrowBuffer, returnBuffer } from "./lent-buffers.ts";

test("a buffer is nobody else's until it is given back, and has room for what was asked", () => {
  const [one, other] = [borrowBuffer(70_000), borrowBuffer(70_000)];
  expect(one).not.toBe(other);
  expect(one.length).toBeGreaterThanOrEqual(70_000);
  returnBuffer(one);
  expect(borrowBuffer(100_000)).toBe(one);
  expect(borrowBuffer(100_000)).not.toBe(one);
});

test("one that is given back twice is still lent to one alone", () => {
  const one = borrowBuffer(1_000_000);
  returnBuffer(one);
  returnBuffer(one);
  expect(borrowBuffer(1_000_000)).toBe(one);
  expect(borrowBuffer(1_000_000)).not.toBe(one);
});
