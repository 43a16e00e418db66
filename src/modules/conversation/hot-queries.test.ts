import { expect, test } from "vitest";

import { explain, slowSteps } from "#db/explain.ts";
import { aTenantDb } from "#test/tenant-db.ts";

import { conversationById, seqOf, withLastTurn } from "./conversations.ts";
import { liveHolds } from "./holds.ts";
import { lastAt, oldestWithTexts } from "./retention.ts";
import { unusedBefore } from "./start-conversation.ts";
import { earlierTurns, earlierWords, laterTurns, latestTurn, turnOfMessage } from "./turns.ts";

const p = {
  before: 0,
  id: "a",
  seq: 1,
  conversation: 1,
  turn: 2,
  after: 0,
  clientMessageId: "m",
  now: 0,
  limit: 1,
};

test.each([
  ["a conversation", conversationById(p)],
  ["whether there is a conversation", seqOf(p)],
  ["a conversation with its last turn", withLastTurn(p)],
  ["its turns", laterTurns(p)],
  ["what was said in it", earlierTurns(p)],
  ["what its customer said", earlierWords(p)],
  ["its last turn", latestTurn(p)],
  ["the turn of a message", turnOfMessage(p)],
  ["what is kept for customers now", liveHolds(p)],
  ["when it was last spoken in", lastAt(p)],
  ["conversations in which nothing was said", unusedBefore(p)],
])("%s is found without reading other rows", (_what, query) => {
  expect(slowSteps(aTenantDb(), query)).toEqual([]);
});

test("the oldest texts are found in storage order", () => {
  expect(explain(aTenantDb(), oldestWithTexts(p)).join()).not.toContain("TEMP B-TREE");
});
