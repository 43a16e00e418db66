import { expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { aSalon } from "#test/salon.ts";

import { composeMessage } from "./compose.ts";
import { queueModelBudget } from "./index.ts";

const ABOUT = { month: "2026-03", spentMicros: 4_120_000, budgetMicros: 5_000_000 };

function composed(profile: object) {
  const salon = aSalon({ profile });
  const ctx = salon.ctx();
  for (let i = 0; i < 2; i += 1) salon.db.write((tx) => queueModelBudget(ctx, tx, ABOUT));
  const rows = salon.db.all(build.selectFrom("outbox").selectAll());
  expect(rows).toHaveLength(1);
  return composeMessage(ctx, rows[0]!);
}

test("the owner reads the cost so far, the budget, and what happens afterwards", () => {
  const mail = composed({ email: "hi@luna.example" });
  expect(mail).toMatchObject({ outcome: "message", sent: { to: "hi@luna.example" } });
  const text = JSON.stringify(mail);
  expect(text).toContain("$4.12 this month, 82% of its $5 budget");
  expect(text).toContain("the built-in assistant takes over for the rest of the month");
});

test("the mail to a business without any address is skipped", () => {
  expect(composed({ email: null })).toMatchObject({ outcome: "skip" });
});
