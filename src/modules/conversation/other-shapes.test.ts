import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { build } from "#db/tenant-db.ts";
import { listBookings } from "#modules/booking/index.ts";
import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";

import { getConversation } from "./conversations.ts";
import { NEW_STATE } from "./state.ts";
import { readEvents } from "./stored-events.ts";
import { readState } from "./stored-state.ts";
import { transcriptOf } from "./transcript.ts";
import { LOST_THE_THREAD } from "./words/en/engine-words.ts";

type Document = Record<string, unknown>;

/** Starts a conversation in which a yes would book. */
async function atTheSummary(): Promise<BuiltinTalk> {
  const talk = new BuiltinTalk(aTalkingSalon());
  const asked = await talk.saysAll([
    "A haircut with Mia on Monday at 10 am please",
    "yes",
    "I'm Dana Smith, dana@example.com",
  ]);
  expect(asked.state).toBe("confirm_pending");
  return talk;
}

const documentOf = ({ salon, id }: BuiltinTalk): string => getConversation(salon.db, id).state;

/** Stores the state as other code would have left it. */
function leave({ salon, id }: BuiltinTalk, state: string): void {
  salon.db.write((tx) => void tx.run(build.updateTable("conversations").set({ state }).where("id", "=", id)));
}

function change(document: string, changing: (state: Document) => object): string {
  return JSON.stringify(changing(JSON.parse(document) as Document));
}

const bookings = ({ salon }: BuiltinTalk) => listBookings(salon.db, { limit: 9 });
const SORRY = LOST_THE_THREAD.trim();

describe("a conversation whose state was written by other code", () => {
  it.each<[string, (state: Document) => object]>([
    ["as this code does", (state) => state],
    ["before shapes had a number", ({ v: _, ...state }) => state],
    ["without fields that came later", ({ tries: _, verified: __, ...state }) => state],
    ["with fields that are not known here", (state) => ({ ...state, mood: "fine", draft: withMood(state) })],
    ["with a field that is not needed as it is not known here", (state) => ({ ...state, told: "weather" })],
  ])("%s goes on", async (_, changing) => {
    const talk = await atTheSummary();
    leave(talk, change(documentOf(talk), changing));
    const done = await talk.says("yes");
    expect(done.text).not.toContain(SORRY);
    expect(bookings(talk)).toHaveLength(1);
    expect(documentOf(talk)).not.toContain("mood");
  });

  it.each<[string, (document: string) => string]>([
    ["in a newer shape", (was) => change(was, (state) => ({ ...state, v: 2 }))],
    ["in a shape with a name", (was) => change(was, (state) => ({ ...state, v: "next" }))],
    ["with another wish", (was) => change(was, (state) => ({ ...state, draft: ["cut"] }))],
    ["with a time in words", (was) => change(was, (state) => ({ ...state, draft: { time: "ten" } }))],
    ["with other offers", (was) => change(was, (state) => ({ ...state, offers: { rounds: "none" } }))],
    ["with a phase of its own", (was) => change(was, (state) => ({ ...state, phase: "paying" }))],
    ["with more to confirm", (was) => change(was, (state) => ({ ...state, pending: withDeposit(state) }))],
    ["with something else to confirm", (was) => change(was, (state) => ({ ...state, pending: true }))],
    ["that is cut off", (was) => was.slice(0, 100)],
    ["that is a list", () => "[]"],
  ])("%s starts over, says so once, and confirms nothing", async (_, changed) => {
    const talk = await atTheSummary();
    leave(talk, changed(documentOf(talk)));
    const answer = await talk.says("yes");
    expect(answer.text).toContain(SORRY);
    expect(answer.events).not.toContainEqual(expect.objectContaining({ event: "error" }));
    expect(bookings(talk)).toEqual([]);
    const said = transcriptOf(talk.ctx(), talk.id);
    expect(said.map(({ text }) => text)).toContain("A haircut with Mia on Monday at 10 am please");
    expect(said).toHaveLength(4);
    const booked = await talk.saysAll([
      "A haircut with Mia on Monday at 10 am please",
      "yes",
      "I'm Dana Smith, dana@example.com",
      "yes",
    ]);
    expect(booked.text).not.toContain(SORRY);
    expect(bookings(talk)).toHaveLength(1);
  });

  it("keeps verified visits, unless even their meaning may differ", async () => {
    const state = { ...NEW_STATE, verified: ["visit"], tries: 2, phase: "paying" };
    expect(readState(JSON.stringify(state)).state).toMatchObject({ verified: ["visit"], tries: 2 });
    expect(readState(JSON.stringify({ ...state, v: 2 })).state).toMatchObject({ verified: [], tries: 2 });
  });

  it("treats nothing as confirmed that it would not have written itself", async () => {
    const talk = await atTheSummary();
    const document = documentOf(talk);
    const { pending } = readState(document).state;
    expect(pending).toBeDefined();
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue(), (place, value) => {
        const changed = change(document, (state) => replaced(state, place, value));
        const { state } = readState(changed);
        expect([[], ACT_FIELDS]).toContainEqual(Object.keys(state.pending?.act ?? {}).toSorted());
      }),
    );
  });

  it("answers, whatever value is put in one place", async () => {
    const first = await atTheSummary();
    const document = documentOf(first);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.jsonValue(), async (place, value) => {
        const changed = change(document, (state) => replaced(state, place, value));
        const talk = new BuiltinTalk(first.salon);
        leave(talk, changed);
        const answer = await talk.says("What do you have on Tuesday?");
        expect(answer.events).not.toContainEqual(expect.objectContaining({ event: "error" }));
        expect(answer.text).not.toBe("");
      }),
      { numRuns: 60 },
    );
  });
});

const ACT_FIELDS = ["customer", "kind", "slotId"];

function withMood({ draft }: Document): object {
  return { ...(draft as object), mood: "fine" };
}

function withDeposit({ pending }: Document): object {
  const { act, ...rest } = pending as { readonly act: object };
  return { ...rest, act: { ...act, depositCents: 500 } };
}

/** Replaces the value at one place. */
function replaced(state: Document, place: number, value: unknown): Document {
  const places: [Document, string][] = [];
  const walk = (within: Document): void => {
    for (const name of Object.keys(within)) {
      places.push([within, name]);
      if (typeof within[name] === "object" && within[name] !== null) walk(within[name] as Document);
    }
  };
  walk(state);
  const [within, name] = places[place % places.length]!;
  within[name] = value;
  return state;
}

describe("its messages", () => {
  it("are kept, except for unreadable parts", () => {
    const events = [
      { event: "delta", text: "Hello." },
      { event: "slots", times: "soon" },
      { event: "delta", text: "Which one?" },
    ];
    expect(readEvents(JSON.stringify(events))).toEqual([events[0], events[2]]);
  });
});
