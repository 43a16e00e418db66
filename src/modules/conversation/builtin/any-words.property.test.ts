import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";

/** Lines of all kinds: what customers say, in an order that no customer would. */
const LINES = [
  "hi",
  "a haircut please",
  "full colour with Mia",
  "and a blow-dry too",
  "on Tuesday",
  "Tuesday or Wednesday after 4",
  "next week, not Monday",
  "at 3",
  "10:30",
  "2",
  "the second one",
  "the last",
  "later",
  "anything earlier?",
  "an hour later",
  "same time on Thursday",
  "with Noah",
  "with her instead",
  "anyone is fine",
  "any day",
  "as soon as possible",
  "Jo Brown",
  "jo@example.com",
  "(212) 555-0123",
  "I have no email",
  "yes",
  "yes but at 4",
  "no",
  "maybe",
  "none of those",
  "never mind",
  "cancel my appointment",
  "move it to Thursday",
  "when is my appointment?",
  "put me on the waitlist",
  "and one for my son",
  "how much is it?",
  "when are you open?",
  "do you have wifi?",
  "is there parking?",
  "another time",
  "two haircuts, one at 10 and one at 10:30 on Tuesday",
  "a haircut for me and a colour for my daughter",
  "haircut every Monday and Thursday",
  "every day next week",
  "every Tuesday at 10, 3 times",
  "is Noah in on Saturday?",
  "and Mia?",
  "who does colour?",
  "what is the cheapest thing you do?",
  "can you remind me?",
  "a cut before my wedding on 20 March, weekdays only",
  "oh no, I meant Wednesday",
  "I can't make it, can I come Thursday instead?",
  "hablan español?",
  "thanks",
  "bye",
  "can I talk to somebody?",
  "what did you say?",
  "you are useless",
  "asdf qwer",
  "👍",
  "01jq8zk3vw7d5m2x9c4b6n0h1f",
  "",
];

describe("whatever is said, in whatever order", () => {
  test("there is an answer that the guard lets pass, and only a yes to a summary books", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...LINES), { minLength: 3, maxLength: 12 }),
        async (lines) => {
          const talk = new BuiltinTalk(aTalkingSalon());
          let before: string | undefined;
          const unwanted: string[] = [];
          for (const line of lines) {
            const { text, events, booking, summary } = await talk.says(line);
            expect(text).not.toBe("");
            expect(events.find(({ event }) => event === "error")).toBeUndefined();
            if (booking && !(before !== undefined && /yes|👍/.test(line))) unwanted.push(line);
            before = summary;
          }
          expect(unwanted).toEqual([]);
          expect(offencesIn(talk)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("noise is answered too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "binary", maxLength: 60 }), { minLength: 1, maxLength: 4 }),
        async (lines) => {
          const talk = new BuiltinTalk(aTalkingSalon());
          await talk.says("haircut on Tuesday");
          for (const line of lines) {
            const { text, booking } = await talk.says(line);
            expect(text).not.toBe("");
            expect(booking).toBeUndefined();
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

function offencesIn({ salon }: BuiltinTalk): unknown[] {
  const rows = salon.db.all<{ trace: string | null }>({
    sql: "select trace from conversation_turns",
    parameters: [],
  });
  return rows.flatMap(({ trace }) =>
    (JSON.parse(trace ?? "[]") as { kind: string }[]).filter(({ kind }) => kind === "guard"),
  );
}
