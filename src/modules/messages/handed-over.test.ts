import { expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { changeSettings, settingsDocuments } from "#modules/business/index.ts";
import { aSalon } from "#test/salon.ts";

import { composeMessage } from "./compose.ts";
import { queueHandedOver } from "./index.ts";

function queued(settings: object = {}) {
  const salon = aSalon();
  const ctx = salon.ctx();
  changeSettings(ctx, "assistant", settingsDocuments.assistant.parse(settings), {});
  const about = {
    conversation: 7,
    reason: "a question about a wedding",
    name: "Dana <b>",
    email: "dana@example.com",
  };
  for (let i = 0; i < 2; i += 1) salon.db.write((tx) => queueHandedOver(ctx, tx, about));
  const rows = salon.db.all(build.selectFrom("outbox").selectAll());
  return { ctx, rows, wakes: salon.wakes };
}

test("the business is told once that somebody asks for a person, and who it is", () => {
  const { ctx, rows, wakes } = queued({ handoff_email: "desk@luna.example" });
  expect(rows).toHaveLength(1);
  expect(wakes).toContain(ctx.clock.now());
  const composed = composeMessage(ctx, rows[0]!);
  expect(composed).toMatchObject({
    outcome: "message",
    sent: { to: "desk@luna.example", subject: "Dana <b> is asking for you in the chat" },
    letter: { replyTo: "dana@example.com" },
  });
  const text = JSON.stringify(composed);
  expect(text).toContain("Conversation 7");
  expect(text).toContain("a question about a wedding");
  expect(text).toContain("Dana &lt;b&gt;");
});

test("the mail to a business without any address is skipped", () => {
  const { ctx, rows } = queued();
  expect(composeMessage(ctx, rows[0]!)).toMatchObject({ outcome: "skip" });
});
