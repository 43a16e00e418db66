import { describe, expect, test } from "vitest";

import { formatLocal } from "#kernel/local-date-time.ts";
import { getZone } from "#kernel/zone.ts";
import { listBookings } from "#modules/booking/index.ts";
import { addTimeOff } from "#modules/staff/index.ts";
import { BuiltinTalk } from "#test/builtin-talk.ts";

/** A salon in New York, open Monday to Friday 9 to 17; it is Friday 6 March 2026, ten in the morning. */
const zone = getZone("America/New_York");
const WHO = "Jo Brown, jo@example.com";

/** The booked visits in New York time, with service and staff. */
function standing({ salon }: BuiltinTalk): string[] {
  return listBookings(salon.db, { limit: 100 })
    .filter(({ row }) => row.status === "confirmed")
    .map(({ row, items }) =>
      [formatLocal(zone, row.start_at), ...items.map((item) => `${item.service_id}/${item.staff_id}`)].join(
        " ",
      ),
    )
    .toSorted();
}

/** Adds time off on that day, or for part of it. */
function isOff(talk: BuiltinTalk, staffId: string, date: string, from = "00:00", to = "23:59"): void {
  const [start, end] = [`${date}T${from}`, `${date}T${to}`];
  addTimeOff(talk.salon.ctx(), { staff_id: staffId, start, end, reason: "" });
}

describe("repeating what the summary says changes nothing", () => {
  const AT_ELEVEN = [`a haircut with Mia on Tuesday at 11, ${WHO}`];

  test.each([
    "actually can we make it 11",
    "actually 11:00 am",
    "can we do tuesday",
    "on Tuesday at 11, right?",
    "wait, with Mia",
    "the haircut at 11",
    "actually with Mia on Tuesday",
    "in the morning please",
    "Jo Brown",
    "jo@example.com",
    "actually the name is Jo Brown",
  ])("%s", async (line) => {
    const talk = new BuiltinTalk();
    const first = await talk.saysAll(AT_ELEVEN);
    const again = await talk.says(line);
    expect(again.summary).toBe(first.summary);
    await talk.says("yes");
    expect(standing(talk)).toEqual(["2026-03-10T11:00 cut/mia"]);
  });

  test("even if another time was requested before the offer", async () => {
    const talk = new BuiltinTalk();
    isOff(talk, "mia", "2026-03-10", "09:00", "11:30");
    const lines = ["a haircut with Mia", "tuesday around 10ish", "the first one", WHO];
    const first = await talk.saysAll(lines);
    expect(first.summary).toContain("11:30 am");
    expect((await talk.says("actually can we make it 11:30")).summary).toBe(first.summary);
    await talk.says("yes");
    expect(standing(talk)).toEqual(["2026-03-10T11:30 cut/mia"]);
  });
});

describe("a difference from the summary makes a new one", () => {
  test.each<[said: string, summary: RegExp]>([
    ["actually 2 pm", /2:00 pm/],
    ["make it wednesday", /Wednesday 11 March 2026 at 11:00 am/],
    ["with Noah instead", /with Noah.*11:00 am/],
    ["my email is jo2@example.com", /jo2@example\.com/],
    ["sorry, the name is Jo Browne", /Jo Browne/],
    ["and a blow-dry too", /Haircut and Blow-dry with Mia on Tuesday 10 March 2026 at 11:00 am/],
    ["a blow-dry instead of the haircut", /Blow-dry with Mia on Tuesday 10 March 2026 at 11:00 am/],
  ])("%s", async (said, summary) => {
    const talk = new BuiltinTalk();
    const first = await talk.says(`a haircut with Mia on Tuesday at 11, ${WHO}`);
    const other = await talk.says(said);
    expect(other.booking).toBeUndefined();
    expect(other.summary).toMatch(summary);
    expect(other.summary).not.toBe(first.summary);
    expect((await talk.says("yes")).booking).toBeDefined();
  });

  test("changing back and forth works", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll([`a haircut with Mia on Tuesday at 11, ${WHO}`, "actually 2 pm", "no, 11 after all"]);
    await talk.says("yes");
    expect(standing(talk)).toEqual(["2026-03-10T11:00 cut/mia"]);
  });
});

describe("a reply that is neither yes nor no keeps the summary, and the answer says what was understood", () => {
  test.each<[said: string, answer: RegExp]>([
    ["hmm", /yes/],
    ["not sure", /yes/],
    ["wait let me check my calendar", /time|ready/],
    ["actually with Mia", /That's what I have already/],
    ["yes book it and the same next week", /finish this one first/],
    ["yes, and another one on friday", /finish this one first/],
  ])("%s", async (said, answer) => {
    const talk = new BuiltinTalk();
    const first = await talk.says(`a haircut with Mia on Tuesday at 11, ${WHO}`);
    const again = await talk.says(said);
    expect(again.text).toMatch(answer);
    expect([again.booking, again.summary]).toEqual([undefined, first.summary]);
    await talk.says("ok yes");
    expect(standing(talk)).toEqual(["2026-03-10T11:00 cut/mia"]);
  });

  test.each(["yse", "eys", "yess", "thats rigth"])("%s is a yes with a typo", async (said) => {
    const talk = new BuiltinTalk();
    await talk.saysAll([`a haircut with Mia on Tuesday at 11, ${WHO}`, said]);
    expect(standing(talk)).toEqual(["2026-03-10T11:00 cut/mia"]);
  });
});

test.each(["no wrong email", "no, my email is wrong", "that email is misspelled, the email is wrong"])(
  "%s asks for the right one, and keeps the time",
  async (said) => {
    const talk = new BuiltinTalk();
    await talk.says(`a haircut with Mia on Tuesday at 11, ${WHO}`);
    expect((await talk.says(said)).text).toMatch(/What should it be\?/);
    expect((await talk.says("jo2@example.com")).summary).toMatch(/11:00 am.*jo2@example\.com/);
    await talk.says("yes");
    expect(standing(talk)).toEqual(["2026-03-10T11:00 cut/mia"]);
  },
);

describe("one of several services is dropped", () => {
  const BOTH = `a haircut and a blow-dry with Mia on Tuesday at 11, ${WHO}`;

  test.each([
    "drop the blow-dry",
    "without the blow-dry after all",
    "cancel the blow-dry",
    "no blow-dry please",
  ])("%s, before booking", async (said) => {
    const talk = new BuiltinTalk();
    await talk.says(BOTH);
    expect((await talk.says(said)).summary).toMatch(/^Haircut with Mia on Tuesday 10 March 2026 at 11:00 am/);
    await talk.says("yes");
    expect(standing(talk)).toEqual(["2026-03-10T11:00 cut/mia"]);
  });

  test.each(["drop the blow-dry", "without the blow-dry after all", "cancel the blow-dry"])(
    "%s, afterwards, is referred to the team",
    async (said) => {
      const talk = new BuiltinTalk();
      await talk.saysAll([BOTH, "yes"]);
      const answer = await talk.says(said);
      expect(answer.text).toMatch(/one part out of a visit/);
      expect([answer.summary, answer.slots]).toEqual([undefined, []]);
      expect(standing(talk)).toEqual(["2026-03-10T11:00 cut/mia blow/mia"]);
    },
  );
});

describe("a single offered time", () => {
  test.each<[said: string]>([["the first one"], ["the second"], ["the second one"], ["the last"]])(
    "%s means that time",
    async (said) => {
      const talk = new BuiltinTalk();
      await talk.says("a haircut on Tuesday at 3 pm");
      expect((await talk.says(said)).text).toMatch(/name/);
      await talk.saysAll([WHO, "yes"]);
      expect(standing(talk)).toHaveLength(1);
      expect(standing(talk)[0]).toMatch(/^2026-03-10T15:00/);
    },
  );
});

describe("a question, while a summary waits, is answered first", () => {
  test.each<[asked: string, answer: RegExp]>([
    ["is it free to park?", /garage/],
    ["can I bring my dog?", /dogs are welcome/],
    ["how much is it?", /\$45/],
    ["where are you?", /./],
    ["do you sell ponies?", /team/],
  ])("%s", async (asked, answer) => {
    const talk = new BuiltinTalk();
    const first = await talk.says(`a haircut with Mia on Tuesday at 11, ${WHO}`);
    const told = await talk.says(asked);
    expect(told.text).toMatch(answer);
    expect(told.text).toMatch(/\?$|yes or no\.$/);
    expect(told.summary).toBe(first.summary);
    await talk.says("yes");
    expect(standing(talk)).toEqual(["2026-03-10T11:00 cut/mia"]);
  });
});

describe("a recommendation is accepted by any message that continues with it", () => {
  test.each(["today?", "ok what about first thing monday", "after 3 then", "sure", "yes", "tuesday?"])(
    "%s",
    async (said) => {
      const talk = new BuiltinTalk();
      await talk.says("something for damaged hair");
      const answer = await talk.says(said);
      expect(answer.text).toMatch(/Deep repair/);
      expect(answer.slots.length).toBeGreaterThan(0);
    },
  );

  test("a no asks for something else", async () => {
    const talk = new BuiltinTalk();
    await talk.says("something for damaged hair");
    expect((await talk.says("no")).text).toMatch(/instead\?$/);
    expect((await talk.says("a blow-dry")).text).toMatch(/Blow-dry/);
  });
});

describe("the weekday with which a series starts", () => {
  test.each<[said: string, first: string]>([
    ["yes", "Monday 9 March"],
    ["ok monday", "Monday 9 March"],
    ["yes monday", "Monday 9 March"],
    ["monday is fine", "Monday 9 March"],
    ["thursday rather", "Thursday 12 March"],
  ])("%s", async (said, first) => {
    const talk = new BuiltinTalk();
    await talk.says("every monday and thursday at 3 a blow-dry");
    expect((await talk.says(said)).text).toContain(first);
    const { summary } = await talk.saysAll(["3 times", WHO]);
    expect(summary).toMatch(/3 visits/);
    const next = await talk.says("yes");
    expect(standing(talk)).toHaveLength(3);
    expect(next.text).toContain(first.startsWith("Monday") ? "Thursday 12 March" : "Monday 9 March");
  });
});

describe("a bare number after a list", () => {
  test.each<[said: string, time: RegExp]>([
    ["2", /2:00 pm/],
    ["3", /3:00 pm/],
  ])("%s", async (said, time) => {
    const talk = new BuiltinTalk();
    isOff(talk, "noah", "2026-03-10");
    isOff(talk, "mia", "2026-03-10", "09:00", "13:00");
    await talk.says("a haircut on Tuesday afternoon");
    expect((await talk.says(said)).text).toMatch(time);
  });
});

describe("a second-choice day", () => {
  test("is used if nothing is free on the first", async () => {
    const free = new BuiltinTalk();
    const first = await free.says("a haircut on wednesday, but if not, thursday");
    expect(first.slots.every(({ label }) => label.startsWith("Wednesday"))).toBe(true);
    const full = new BuiltinTalk();
    isOff(full, "mia", "2026-03-11");
    isOff(full, "noah", "2026-03-11");
    const second = await full.says("a haircut on wednesday, but if not, thursday");
    expect(second.text).toMatch(/Wednesday 11 March.*Thursday 12 March/);
    expect(second.slots.every(({ label }) => label.startsWith("Thursday"))).toBe(true);
  });
});

describe("several visits in other words", () => {
  test.each<[said: string, visits: readonly string[]]>([
    [`a haircut for my twins on tuesday, 10 and 2, ${WHO}`, ["2026-03-10T10:00", "2026-03-10T14:00"]],
    [`haircuts one at 10 one at 11 on tuesday, ${WHO}`, ["2026-03-10T10:00", "2026-03-10T11:00"]],
  ])("%s", async (said, visits) => {
    const talk = new BuiltinTalk();
    await talk.saysAll([said, "yes", "yes"]);
    expect(standing(talk).map((one) => one.slice(0, 16))).toEqual(visits);
  });

  test("for the service already requested", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll(["a haircut", "one at 10 and one at 11 on tuesday", WHO, "yes", "yes"]);
    expect(standing(talk).map((one) => one.slice(0, 16))).toEqual(["2026-03-10T10:00", "2026-03-10T11:00"]);
  });

  test("a child's and a grown-up's", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll([
      "a cut for my 5-year-old and me a colour",
      "tuesday at 10",
      "Tim Brown, jo@example.com",
    ]);
    expect((await talk.says("yes")).text).toMatch(/Full colour/);
    expect(standing(talk)).toHaveLength(1);
  });
});

describe("a booked visit", () => {
  const AT_ELEVEN = [`a haircut with Mia on Tuesday at 11, ${WHO}`, "yes"];

  test.each(["when is it again", "what time is it again?", "so when was it"])(
    "%s gets its time",
    async (said) => {
      const talk = new BuiltinTalk();
      await talk.saysAll(AT_ELEVEN);
      expect((await talk.says(said)).text).toMatch(/Tuesday 10 March at 11:00 am/);
    },
  );

  test("can be cancelled after the customer first kept it", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll([...AT_ELEVEN, "cancel it", "no keep it", "ok cancel it"]);
    expect(standing(talk)).toHaveLength(1);
    await talk.says("yes");
    expect(standing(talk)).toEqual([]);
  });
});

test("a booking alongside a waitlist entry is not part of it", async () => {
  const talk = new BuiltinTalk();
  await talk.saysAll(["waitlist for a haircut with mia", "any day", WHO]);
  const { summary } = await talk.says("and can i also book a blow-dry on tuesday at 2");
  expect(summary).toMatch(/^Blow-dry with Mia on Tuesday 10 March 2026 at 2:00 pm/);
});

describe("a visit found by its reference", () => {
  test.each<[said: string, summary: RegExp]>([
    ["same time but wednesday", /to Wednesday 11 March 2026 at 11:00 am/],
    ["thursday at 2 pm", /to Thursday 12 March 2026 at 2:00 pm/],
    ["an hour later", /to Tuesday 10 March 2026 at 12:00 pm/],
  ])("%s moves it", async (said, summary) => {
    const before = new BuiltinTalk();
    const { booking } = await before.saysAll([`a haircut with Mia on Tuesday at 11, ${WHO}`, "yes"]);
    const talk = new BuiltinTalk(before.salon);
    const told = await talk.saysAll([booking?.uid ?? "", "jo@example.com"]);
    expect(told.text).toMatch(/Tuesday 10 March at 11:00 am/);
    expect((await talk.says(said)).summary).toMatch(summary);
    await talk.says("yes");
    expect(standing(talk)).toHaveLength(1);
  });
});

test("anyone, with a person in the summary, keeps the time", async () => {
  const talk = new BuiltinTalk();
  await talk.saysAll(["a haircut on Tuesday", "with Noah", "the last one", WHO]);
  const [, time] = /at (\S+ [ap]m)/.exec((await talk.says("hmm")).summary ?? "") ?? [];
  expect((await talk.says("make it with anyone")).summary).toContain(`at ${time}`);
});

test("whatever is cheapest does not pick a time", async () => {
  const talk = new BuiltinTalk();
  await talk.says("a haircut on Tuesday");
  expect((await talk.says("whatever is cheapest")).text).not.toMatch(/name/);
});
