import { expect, test } from "vitest";

import { borrowBuffer, returnBuffer } from "./lent-buffers.ts";

test("a buffer is lent to nobody else until it is returned, and is as large as requested", () => {
  const [one, other] = [borrowBuffer(70_000), borrowBuffer(70_000)];
  expect(one).not.toBe(other);
  expect(one.length).toBeGreaterThanOrEqual(70_000);
  returnBuffer(one);
  expect(borrowBuffer(100_000)).toBe(one);
  expect(borrowBuffer(100_000)).not.toBe(one);
});

test("a buffer that is returned twice is still lent to only one", () => {
  const one = borrowBuffer(1_000_000);
  returnBuffer(one);
  returnBuffer(one);
  expect(borrowBuffer(1_000_000)).toBe(one);
  expect(borrowBuffer(1_000_000)).not.toBe(one);
});
