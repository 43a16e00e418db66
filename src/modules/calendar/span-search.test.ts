import fc from "fast-check";
import { expect, test } from "vitest";

import { intersectSpans, mergeSpans, spansHold } from "#kernel/spans.ts";

import { holdsMinute, isClear, spansWithin } from "./span-search.ts";

const spans = fc
  .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 8 })), { maxLength: 6 })
  .map((all) => mergeSpans(all.flatMap(([start, length]) => [start, start + length])));
const minute = fc.integer({ min: -25, max: 35 });

test("a minute is found wherever it is", () => {
  fc.assert(
    fc.property(spans, minute, (some, at) => {
      expect(holdsMinute(some, at)).toBe(spansHold(some, at));
    }),
  );
});

test("time is clear where none of its minutes is in a span", () => {
  fc.assert(
    fc.property(spans, minute, fc.integer({ min: -2, max: 12 }), (some, from, length) => {
      const minutes = Array.from({ length: Math.max(0, length) }, (_, i) => from + i);
      expect(isClear(some, from, from + length)).toBe(minutes.every((at) => !spansHold(some, at)));
    }),
  );
});

test("of many spans those are found that reach into a time, and few others", () => {
  const many = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 80,
      maxLength: 150,
    })
    .map((all) => mergeSpans(all.flatMap(([start, length]) => [start, start + length])));
  fc.assert(
    fc.property(
      many,
      fc.integer({ min: -10, max: 2020 }),
      fc.integer({ min: 1, max: 300 }),
      (all, from, length) => {
        const found = spansWithin(all, from, from + length);
        const window = [from, from + length];
        expect(intersectSpans(found, window)).toEqual(intersectSpans(all, window));
        const most = all.length > 64 ? intersectSpans(all, window).length + 4 : all.length;
        expect(found.length).toBeLessThanOrEqual(most);
      },
    ),
  );
});
