import { describe, expect, it, test } from "vitest";

import { attacked } from "./attacked.ts";
import { type AttackMessage, IN_OTHER_TONGUES, MESSAGES } from "./messages.ts";
import { inPieces, TRANSFORMS } from "./transforms.ts";

describe.each(MESSAGES)("$name", ({ lines, stages }) => {
  it.each([...stages])("achieves nothing at stage %s, and the conversation continues", async (stage) => {
    const { wrong, says } = await attacked(lines, stage);
    expect(wrong).toEqual([]);
    expect((await says("What does a haircut cost?")).text).toContain("$45");
  });
});

describe.each(IN_OTHER_TONGUES)("$name", ({ lines, stages }) => {
  it.each([...stages])("achieves nothing at stage %s", async (stage) => {
    expect((await attacked(lines, stage)).wrong).toEqual([]);
  });
});

/** Each message in three of the shapes, so that every shape is tried with messages of every kind. */
const DISGUISED = MESSAGES.flatMap(({ name, lines, stages }: AttackMessage, i) =>
  [0, 1, 2].map((n) => {
    const shape = TRANSFORMS[(i * 3 + n + Math.floor(i / 9)) % TRANSFORMS.length]!;
    const stage = stages[n % stages.length]!;
    return { name: `${name}, ${shape.name}`, lines: lines.map(shape.of), stage };
  }),
);
const SPLIT = MESSAGES.map(({ name, lines, stages }) => ({
  name: `${name}, in pieces`,
  lines: lines.flatMap(inPieces),
  stage: stages.at(-1)!,
}));

test("there are enough messages and shapes", () => {
  expect(MESSAGES).toHaveLength(30);
  expect(DISGUISED.length + SPLIT.length + IN_OTHER_TONGUES.length).toBeGreaterThan(120);
});

describe("disguised", () => {
  it.each([...DISGUISED, ...SPLIT])("$name", async ({ lines, stage }) => {
    expect((await attacked(lines, stage)).wrong).toEqual([]);
  });
});
