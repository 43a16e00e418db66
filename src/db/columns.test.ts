import { expect, it } from "vitest";

import { fromSharedJson, toJson } from "./columns.ts";

const text = (minutes: number) => toJson({ steps: [{ minutes }] });

it("parses each distinct text once, however often it occurs", () => {
  const first = fromSharedJson(text(1));
  expect(first).toEqual({ steps: [{ minutes: 1 }] });
  expect(fromSharedJson(text(1))).toBe(first);
  for (let minutes = 2; minutes < 1200; minutes += 1)
    expect(fromSharedJson(text(minutes)).steps).toEqual([{ minutes }]);
  expect(fromSharedJson(text(1))).toEqual(first);
});

it("lets nobody change a shared value", () => {
  expect(() => {
    fromSharedJson(text(7)).steps[0]!.minutes = 8;
  }).toThrow(TypeError);
});
