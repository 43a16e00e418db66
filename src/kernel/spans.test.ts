import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  intersectSpans,
  mergeSpans,
  minuteFrom,
  minuteUntil,
  type Spans,
  spansHold,
  subtractSpans,
} from "./spans.ts";

const pairs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 })), { maxLength: 10 })
  .map((all) => all.flatMap(([start, length]) => [start, start + length]));
const MINUTES = Array.from({ length: 70 }, (_, i) => i - 10);

function isNormal(spans: Spans): boolean {
  return spans.every((edge, i) => i === 0 || spans[i - 1]! < edge);
}

describe("spans", () => {
  it("merge what overlaps or touches, drop what is empty, in any order", () => {
    expect(mergeSpans([8, 11, 20, 20, 11, 14, 1, 5, 2, 3])).toEqual([1, 5, 8, 14]);
  });

  it("hold a minute after merging exactly if one of them did", () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const before = [...some];
        const merged = mergeSpans(some);
        expect(some).toEqual(before);
        expect(isNormal(merged)).toBe(true);
        for (const at of MINUTES) expect(spansHold(merged, at)).toBe(spansHold(some, at));
      }),
    );
  });

  it("intersect and subtract like sets of minutes", () => {
    fc.assert(
      fc.property(pairs, pairs, (some, others) => {
        const [a, b] = [mergeSpans(some), mergeSpans(others)];
        const both = intersectSpans(a, b);
        const left = subtractSpans(a, b);
        expect(isNormal(both) && isNormal(left)).toBe(true);
        for (const at of MINUTES) {
          const [inA, inB] = [spansHold(a, at), spansHold(b, at)];
          expect(spansHold(both, at)).toBe(inA && inB);
          expect(spansHold(left, at)).toBe(inA && !inB);
        }
      }),
    );
  });

  it("subtract widened, moved or shortened spans as if they had been so before", () => {
    const shift = fc.integer({ min: -8, max: 8 });
    fc.assert(
      fc.property(pairs, pairs, shift, shift, (some, others, earlier, later) => {
        const [a, b] = [mergeSpans(some), mergeSpans(others)];
        const changed = b.flatMap((edge, i) => (i % 2 === 0 ? [edge - earlier] : [edge + later]));
        expect(subtractSpans(a, b, earlier, later)).toEqual(subtractSpans(a, mergeSpans(changed)));
      }),
    );
  });

  it("come from instants rounded to the whole minutes that lie inside or around", () => {
    expect([minuteFrom(60_000), minuteFrom(60_001), minuteUntil(119_999), minuteUntil(120_000)]).toEqual([
      1, 2, 1, 2,
    ]);
    expect(minuteFrom(Infinity)).toBe(2 ** 30);
  });
});
