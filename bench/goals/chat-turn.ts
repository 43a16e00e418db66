import { build, type TenantDb } from "#db/tenant-db.ts";
import { builtinBrain, handleTurn, startConversation } from "#modules/conversation/index.ts";

import { customerOf, passAMoment } from "../context.ts";
import { ratioOf } from "../findings.ts";
import type { Goal } from "../goal.ts";
import { inTurns, type Work } from "../in-turns.ts";
import { oneRowInsert } from "../one-row-insert.ts";
import { SERVICES, USUAL } from "../salon.ts";
import { openSalon } from "../tenant-file.ts";

/** G16: what a turn without a language model costs beside two of the least commits that there can be. */
export const chatTurn: Goal = {
  ids: ["G16"],
  title: "A chat turn",
  onSlowerDisk: true,
  measure: async ({ rounds, folder }) => {
    const path = folder("chat");
    const db = await openSalon(path, USUAL);
    giveNames(db);
    const insert = oneRowInsert(path);
    const sides = {
      turn: talking(db),
      commits: () => {
        insert();
        insert();
      },
    };
    const { turn, commits } = await inTurns(sides, {
      rounds,
      turn: 100,
      warmUp: TURNS_TO_WARM,
      clock: "wall",
    });
    const { turn: turnCpu, commits: commitsCpu } = await inTurns(sides, { rounds });
    return [
      ratioOf(
        { goal: "G16", what: "chat turn / two one-row FULL commits, time", limit: { atMost: 2.5 } },
        turn,
        commits,
      ),
      ratioOf({ goal: "G16", what: "chat turn / two one-row FULL commits, CPU" }, turnCpu, commitsCpu),
    ];
  },
};

/**
 * After about so many turns they get no faster: a turn runs through so much code, through each part of it seldom, that
 * the compiler is done late. After 1,500 turns one still costs half as much again. A server runs for weeks.
 */
const TURNS_TO_WARM = 10_000;

/** Who asks around before they book; nothing of it books or holds, which would be more commits. */
const SAID = [
  "hi there",
  "I would like a haircut next tuesday afternoon",
  "do you have anything on wednesday morning?",
  "how much is it?",
  "when are you open on saturday?",
  "and thursday after 3 pm?",
  "thank you, I will think about it",
] as const;

/** One turn each time; a conversation is begun anew for the first. */
function talking(db: TenantDb): Work {
  const ctx = customerOf(db);
  const signal = new AbortController().signal;
  let conversation = "";
  let count = 0;
  return () => {
    passAMoment();
    const n = count % SAID.length;
    count += 1;
    if (n === 0)
      conversation = startConversation(ctx, {
        channel: "chat",
        addressHash: null,
        userAgent: null,
      }).conversationId;
    const input = { kind: "message", text: SAID[n]! } as const;
    return handleTurn(ctx, conversation, input, { chooseBrain: () => builtinBrain, signal }).settled;
  };
}

/** As services and people are called: not all the same, and not numbered, since numbers in sentences are looked at. */
function giveNames(db: TenantDb): void {
  db.write((tx) => {
    for (const [i, name] of ["Haircut", "Full colour", "Beard trim", "Massage"].entries())
      tx.run(
        build
          .updateTable("services")
          .set({ name })
          .where("id", "=", SERVICES[i] ?? ""),
      );
    for (const [i, name] of ["Mia", "Noah", "Ella", "Leo", "Zoe"].entries())
      tx.run(build.updateTable("staff").set({ name }).where("ref", "=", `staff-${i}`));
    tx.run(build.updateTable("meta").set((row) => ({ config_version: row("config_version", "+", 1) })));
  });
}
