import { describe, expect, test } from "vitest";

import { type ConversationState, PHASES } from "#modules/conversation/state.ts";
import { BuiltinTalk } from "#test/builtin-talk.ts";

/** Leaves the conversation as another brain might have: in another phase, with no record of what was asked. */
function leaveIn(talk: BuiltinTalk, phase: string): void {
  const { salon, id } = talk;
  const row = salon.db.first<{ state: string }>({
    sql: "select state from conversations where id = ?",
    parameters: [id],
  });
  const { asked: _, ...state } = JSON.parse(row?.state ?? "{}") as ConversationState;
  salon.db.write((tx) =>
    tx.run({
      sql: "update conversations set state = ? where id = ?",
      parameters: [JSON.stringify({ ...state, phase }), id],
    }),
  );
}

describe("whichever brain spoke before, in whatever phase", () => {
  test.each(PHASES.filter((phase) => phase !== "ended"))("%s: it goes on to a booking", async (phase) => {
    const talk = new BuiltinTalk();
    await talk.says("haircut on Tuesday");
    leaveIn(talk, phase);
    expect((await talk.says("what can you do?")).text).not.toBe("");
    const { booking } = await talk.saysAll([
      "haircut on Tuesday at 9 please",
      "my name is Jo Brown",
      "jo@example.com",
      "yes",
    ]);
    expect(booking).toMatchObject({ start_local: "2026-03-10T09:00", customer: { name: "Jo Brown" } });
  });

  test.each(["confirm_pending", "details"])("%s: with a pending summary, a yes is a yes", async (phase) => {
    const talk = new BuiltinTalk();
    await talk.says("haircut on Tuesday at 9, Jo Brown, jo@example.com");
    leaveIn(talk, phase);
    expect((await talk.says("yes")).booking).toBeDefined();
  });
});
