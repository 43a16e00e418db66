import { build, type TenantDb } from "#db/tenant-db.ts";
import { builtinBrain, handleTurn, startConversation } from "#modules/conversation/index.ts";

import { customerOf, passAMoment } from "../context.ts";
import { ratioOf } from "../findings.ts";
import type { Goal } from "../goal.ts";
import { inTurns, type Work } from "../in-turns.ts";
import { oneRowInsert } from "../one-row-insert.ts";
import { SERVICES, USUAL } from "../salon.ts";
import { openSalon } from "../tenant-file.ts";

/** G16: the cost of a turn without a language model, compared with two of the cheapest possible commits. */
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
 * Turns after which they get no faster: a turn runs through much code but each part of it rarely, so the
 * compiler finishes late. After 1,500 turns one still costs half as much again. A server runs for weeks.
 */
const TURNS_TO_WARM = 10_000;

/** A customer who asks around before booking. Nothing here books or holds, which would add commits. */
const SAID = [
  "hi there",
  "I would like a haircut next tuesday afternoon",
  "do you have anything on wednesday morning?",
  "how much is it?",
  "when are you open on saturday?",
  "and thursday after 3 pm?",
  "thank you, I will think about it",
] as const;

/** Does one turn each time; the first starts a conversation. */
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

/**
 * Realistic names of services and people: not all the same, and without numbers, since the guard examines
 * numbers in sentences.
 */
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
