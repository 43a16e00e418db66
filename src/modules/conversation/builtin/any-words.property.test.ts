import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Answered, aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";

/** All kinds of customer messages, in an order that no customer would use. */
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

/** Openings with and without an immediate summary. */
const BEGINNINGS = [
  "a haircut with Mia on Tuesday at 11, Jo Brown, jo@example.com",
  "a haircut and a blow-dry on Tuesday at 10, Jo Brown, jo@example.com",
  "full colour on Wednesday at 9:30, Jo Brown, jo@example.com",
  "a haircut on Tuesday around 8",
  "every Tuesday at 10 a haircut, 3 times, Jo Brown, jo@example.com",
];

/** Replies to a summary that are neither yes nor no. */
const SECOND_THOUGHTS = [
  "actually can we make it 11",
  "make it 11 then",
  "on Tuesday, right?",
  "with Mia",
  "actually with Noah",
  "can it be 2 pm",
  "drop the blow-dry",
  "yes, but tell her I'll be late",
  "yes and can you also tell me where you are",
  "is it free to park?",
  "my email is jo2@example.com",
  "the first one",
  "the second",
  "wait",
  "hmm",
  "no, Wednesday",
  "not sure",
  "yse",
];

/** Phrases that only make sense next to a summary. */
const POINTS_AT_SUMMARY = /\bbelow\b|look this over|everything (?:look )?right|once more\. Is it/i;

describe("whatever is said, in whatever order", () => {
  test("there is an answer that passes the guard, and only a yes to a summary books", async () => {
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

  test("no answer refers to a missing summary, and a yes to a summary books exactly that", async () => {
    let booked = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...BEGINNINGS),
        fc.array(fc.constantFrom(...LINES, ...SECOND_THOUGHTS), { minLength: 1, maxLength: 6 }),
        async (beginning, lines) => {
          const talk = new BuiltinTalk(aTalkingSalon());
          const wrong: string[] = [];
          for (const line of [beginning, ...lines]) {
            const { text, summary } = await talk.says(line);
            if (POINTS_AT_SUMMARY.test(text) && summary === undefined) wrong.push(`${line}: ${text}`);
            if (summary === undefined) continue;
            const { booking } = await talk.says("yes");
            if (!booking || !isSummedUp(booking, summary)) wrong.push(`${line}: ${summary}`);
            else booked += 1;
          }
          expect(wrong).toEqual([]);
          expect(offencesIn(talk)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
    expect(booked).toBeGreaterThan(0);
  });

  test("even noise is answered", async () => {
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

/**
 * Whether the summary matches the booking. A series groups its dates, so its time is not compared; a
 * cancellation or move leaves the rest of the visit unchanged, so nothing is.
 */
function isSummedUp(
  { start_local: start, service, customer }: NonNullable<Answered["booking"]>,
  summary: string,
): boolean {
  const isOfSeries = / visits\b/.test(summary);
  const isOld = /^(?:Cancel|Move)/.test(summary);
  const isTimed = isOfSeries || isOld || summary.includes(atSaid(start));
  return isTimed && (isOld || (summary.includes(service.name) && summary.includes(customer.name)));
}

/** `2026-03-10T11:00` as written in a summary: `10 March 2026 at 11:00 am`. */
function atSaid(local: string): string {
  const [date = "", time = ""] = local.split("T");
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const month = date.slice(5, 7) === "03" ? "March" : date.slice(5, 7) === "04" ? "April" : "May";
  const clock = `${((hour + 11) % 12) + 1}:${String(minute).padStart(2, "0")} ${hour < 12 ? "am" : "pm"}`;
  return `${Number(date.slice(8))} ${month} ${date.slice(0, 4)} at ${clock}`;
}

function offencesIn({ salon }: BuiltinTalk): unknown[] {
  const rows = salon.db.all<{ trace: string | null }>({
    sql: "select trace from conversation_turns",
    parameters: [],
  });
  return rows.flatMap(({ trace }) =>
    (JSON.parse(trace ?? "[]") as { kind: string }[]).filter(({ kind }) => kind === "guard"),
  );
}
