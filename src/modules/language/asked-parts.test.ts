import { expect, test } from "vitest";

import { askedParts } from "./index.ts";

test.each<[string, readonly string[]]>([
  ["can we make it 11 and is there parking?", ["can we make it 11", "is there parking"]],
  ["Do you take cards? And can I bring my dog", ["Do you take cards", "And can I bring my dog"]],
  ["a trim on Tuesday, is there a lift", ["is there a lift"]],
  ["parking?", ["parking"]],
  ["is there a lift, my mum uses a wheelchair", ["is there a lift"]],
  ["a trim and a blow-dry on Tuesday", []],
  ["how much is a trim and how long does it take", ["how much is a trim", "how long does it take"]],
  ["", []],
])("splits into questions: %s", (text, parts) => {
  expect(askedParts(text).map((part) => part.text)).toEqual(parts);
});

test("each part has its topics", () => {
  const topics = askedParts("how much is it, and where are you?").map((part) => part.topics);
  expect(topics).toEqual([["price"], ["address"]]);
});
