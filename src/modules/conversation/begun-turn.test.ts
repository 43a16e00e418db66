import { afterEach, describe, expect, it, vi } from "vitest";

import { build } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import { DAY } from "#kernel/instant.ts";
import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";
import type { Salon } from "#test/salon.ts";

import {
  builtinBrain,
  type ChooseBrain,
  eventsSince,
  handleTurn,
  type NumberedEvent,
  transcriptOf,
  type TurnInput,
} from "./index.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const signal = new AbortController().signal;
const atOnce: ChooseBrain = () => builtinBrain;
const turnsOf = ({ db }: Salon) => db.all(build.selectFrom("conversation_turns").selectAll());
const shortly = ({ turn, text, events }: ReturnType<typeof turnsOf>[number]) =>
  `${turn} ${text}${events === null ? " …" : ""}`;

function say(talk: BuiltinTalk, text: string, clientMessageId?: string, chooseBrain = atOnce) {
  const input = { kind: "message", text, clientMessageId } as const;
  return handleTurn(talk.ctx(), talk.id, input, { chooseBrain, signal });
}

async function collect(events: AsyncIterable<NumberedEvent>) {
  const seen: NumberedEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

/** The distinct kinds of events, however many pieces the text comes in. */
const kindsOf = (events: readonly NumberedEvent[]) => [...new Set(events.map(({ event }) => event.event))];

describe("a turn answered at once", () => {
  it("is written in one commit, and none of it is shown earlier", async () => {
    const talk = new BuiltinTalk();
    const { db, wakes } = talk.salon;
    const before = db.writes();
    const turn = say(talk, "hi there");
    expect(turnsOf(talk.salon)).toEqual([]);
    for await (const _ of turn) expect(turnsOf(talk.salon).map(shortly)).toEqual(["1 hi there"]);
    expect(db.writes() - before).toBe(1);
    expect(wakes).toEqual([talk.salon.clock.now() + 90 * DAY]);
  });

  it("is stored if another arrives before its answer, and is answered first", async () => {
    const talk = new BuiltinTalk();
    const first = say(talk, "hi there");
    const second = say(talk, "are you open on monday?");
    expect(turnsOf(talk.salon).map(shortly)).toEqual(["1 hi there …", "2 are you open on monday? …"]);
    const seen = await Promise.all([collect(first), collect(second)]);
    expect(seen.map((events) => events.map(({ id }) => id.split(".")[0]))).toEqual(
      seen.map((events, i) => events.map(() => `${i + 1}`)),
    );
    expect(turnsOf(talk.salon).map(shortly)).toEqual(["1 hi there", "2 are you open on monday?"]);
  });

  it("is the same turn if its message is repeated before its answer", async () => {
    const talk = new BuiltinTalk();
    const [one, other] = await Promise.all(
      [say(talk, "hi there", "m1"), say(talk, "hi there", "m1")].map(collect),
    );
    expect(kindsOf(one!)).toEqual(["delta", "done"]);
    expect(other).toEqual(one);
    expect(await collect(say(talk, "hi there", "m1"))).toEqual(one);
    expect(turnsOf(talk.salon)).toHaveLength(1);
  });

  it("is visible to readers of the conversation before its answer", async () => {
    const talk = new BuiltinTalk();
    const turn = say(talk, "hi there");
    const since = collect(eventsSince(talk.ctx(), talk.id));
    expect(transcriptOf(talk.ctx(), talk.id)).toMatchObject([{ text: "hi there", isFinished: false }]);
    expect(kindsOf(await since)).toEqual(["delta", "done"]);
    await turn.settled;
    expect(transcriptOf(talk.ctx(), talk.id)).toMatchObject([{ text: "hi there", isFinished: true }]);
  });

  it("keeps the message if its answer cannot be written, and resumes the turn later", async () => {
    const talk = new BuiltinTalk();
    const elsewhere: ChooseBrain = () => ({
      ...builtinBrain,
      speak: (turn) => {
        talk.salon.db.write((tx) => tx.run(build.updateTable("conversations").set({ version: 7 })));
        return builtinBrain.speak(turn);
      },
    });
    const failed = await collect(say(talk, "hi there", "m1", elsewhere));
    expect(kindsOf(failed).slice(-2)).toEqual(["error", "done"]);
    expect(turnsOf(talk.salon).map(shortly)).toEqual(["1 hi there …"]);
    expect(kindsOf(await collect(say(talk, "hi there", "m1")))).toEqual(["delta", "done"]);
    expect(turnsOf(talk.salon).map(shortly)).toEqual(["1 hi there"]);
  });

  it("leaves nothing behind if nothing can be written, and the message can be repeated", async () => {
    const talk = new BuiltinTalk();
    const full = vi.spyOn(talk.salon.db, "write").mockImplementation(() => {
      throw new AppError("UNAVAILABLE");
    });
    const failed = say(talk, "hi there", "m1");
    expect(kindsOf(await collect(failed)).slice(-2)).toEqual(["error", "done"]);
    await failed.settled;
    expect(turnsOf(talk.salon)).toEqual([]);
    full.mockRestore();
    expect(kindsOf(await collect(say(talk, "hi there", "m1")))).toEqual(["delta", "done"]);
    expect(turnsOf(talk.salon).map(shortly)).toEqual(["1 hi there"]);
  });
});

describe("a turn whose brain has to wait", () => {
  it("is stored on its own first", async () => {
    const talk = new BuiltinTalk();
    const before = talk.salon.db.writes();
    let stored: string[] = [];
    const waiting: ChooseBrain = () => ({
      name: "openai",
      async *speak() {
        await Promise.resolve();
        stored = turnsOf(talk.salon).map(shortly);
        yield { text: "Certainly." };
      },
    });
    await say(talk, "hi there", undefined, waiting).settled;
    expect(stored).toEqual(["1 hi there …"]);
    expect(talk.salon.db.writes() - before).toBe(2);
  });
});

describe("whatever else a turn writes", () => {
  const BOOK = ["haircut on Monday at 9am, Jo Brown, jo@example.com", "yes"];
  const said = (text: string): TurnInput => ({ kind: "message", text });

  /** Sends all lines; for each transaction, returns how many turns were stored when it committed. */
  async function watch(salon: Salon, lines: readonly (string | ((talk: BuiltinTalk) => TurnInput))[]) {
    const talk = new BuiltinTalk(salon);
    const { write } = salon.db;
    const there: number[][] = [];
    let turn = 0;
    vi.spyOn(salon.db, "write").mockImplementation((work) => {
      const result = write(work);
      there[turn]?.push(turnsOf(salon).length);
      return result;
    });
    for (const line of lines) {
      there[(turn += 1)] = [];
      await talk.does(typeof line === "string" ? said(line) : line(talk));
    }
    return there.slice(1);
  }

  it.each([
    ["a hold, and then a visit", BOOK, [3, 3]],
    ["a move", [...BOOK, "move it to Tuesday at 10am", "yes"], [3, 3, 1, 3]],
    ["a cancellation", [...BOOK, "cancel my appointment", "yes"], [3, 3, 1, 3]],
    ["a call for a person", ["can I talk to a human please?"], [3]],
  ])("is written after the message: %s", async (_what, lines, commits) => {
    const there = await watch(aTalkingSalon(), lines);
    expect(there.map((counts) => counts.length)).toEqual(commits);
    // This turn's message and all earlier ones.
    for (const [i, counts] of there.entries()) for (const count of counts) expect(count).toBe(i + 1);
  });

  it("is written after the message: a picked time", async () => {
    const there = await watch(aTalkingSalon(), [
      "a haircut on Tuesday",
      ({ salon, id }) => {
        const row = salon.db.first(build.selectFrom("conversations").selectAll().where("id", "=", id));
        const [slotId] = (JSON.parse(row?.state ?? "") as { shown: string[] }).shown;
        return { kind: "pick", slotId: slotId ?? "" };
      },
    ]);
    expect(there).toEqual([[1], [2, 2, 2]]);
  });
});
