import { expect, test } from "vitest";

import { explain, slowSteps } from "#db/explain.ts";
import { aTenantDb } from "#test/tenant-db.ts";

import { cutOffMessage, dueMessage } from "./outbox-rows.ts";
import { messagesLike } from "./admin-queries.ts";
import { earliestClaim, earliestDue, undelivered } from "./queries.ts";

// These run twice a second for each business that has work due, however much it has sent.
test.each([
  ["due", dueMessage({ now: 1 }), "outbox_due"],
  ["interrupted", cutOffMessage({ now: 1 }), "outbox_in_flight"],
  ["undelivered", undelivered[0]!, "outbox_set_aside"],
])("%s messages are found without reading sent ones", (_what, query, index) => {
  const db = aTenantDb();
  expect(slowSteps(db, query)).toEqual([]);
  expect(explain(db, query).join()).toContain(index);
});

test.each([
  [earliestDue({}), "outbox_due"],
  [earliestClaim({}), "outbox_in_flight"],
])("when something is due next is found by index", (query, index) => {
  // SQLite calls it a scan, but only the start of a partial index is read.
  expect(explain(aTenantDb(), query)).toEqual([expect.stringContaining(index)]);
});

test.each([
  ["dead", "outbox_set_aside"],
  ["skipped", "outbox_set_aside"],
  // The table itself has this order.
  ["sent", "SCAN outbox"],
] as const)("a page of %s messages is read in order", (state, index) => {
  const steps = explain(aTenantDb(), messagesLike({ state, limit: 50 }));
  expect(steps[0]).toContain(index);
  expect(steps.join()).not.toContain("TEMP B-TREE");
});
