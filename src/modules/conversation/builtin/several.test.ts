import { describe, expect, test } from "vitest";

import { BuiltinTalk } from "#test/builtin-talk.ts";
import { DENTIST, DOGS, talkWith } from "#test/dialogues/trades.ts";

const ED = "Ed Orr, ed@orr.example";

describe("several visits, one after the other", () => {
  test("the name of the next one is a yes to it", async () => {
    const talk = talkWith(DENTIST);
    await talk.saysAll(["cleaning on thursday at 9 for me and my husband", ED, "yes"]);
    const next = await talk.says("Ron Orr");
    expect(next.slots.every(({ label }) => label.startsWith("Thursday 12 March"))).toBe(true);
    expect((await talk.says("the last one")).summary).toMatch(/^Cleaning .* For Ron Orr/);
  });

  test("so is a time", async () => {
    const talk = talkWith(DENTIST);
    await talk.saysAll(["cleaning on thursday at 9 for me and my husband", ED, "yes"]);
    expect((await talk.says("at 9:45")).text).toMatch(/Thursday 12 March at 9:45 am/);
  });

  test("each has the time given for it", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll(["haircut for me at 2 and my wife at 3 on tuesday", ED]);
    const next = await talk.says("yes");
    expect(next.booking?.start_local).toBe("2026-03-10T14:00");
    expect(next.text).toMatch(/Tuesday 10 March at 3:00 pm/);
    expect((await talk.says("Ann Orr")).summary).toMatch(/at 3:00 pm .* For Ann Orr/);
  });

  test("times given later keep the day", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll(["haircuts for my two kids next friday", "4pm and 4:30", ED]);
    expect((await talk.says("yes")).summary).toMatch(/Friday 13 March 2026 at 4:30 pm/);
  });

  test.each(["nail trim for my 2 dogs tuesday at 10", "both my dogs need a nail trim, tuesday at 10"])(
    "%s",
    async (said) => {
      const last = await talkWith(DOGS).saysAll([said, ED, "yes"]);
      expect(last.booking?.start_local).toBe("2026-03-10T10:00");
      expect(last.text).toMatch(/next one/);
    },
  );
});

describe("right after a booking", () => {
  const BOOKED = ["haircut with Mia next friday at 2", ED, "yes"];

  test.each<[said: string, summary: RegExp]>([
    ["can you make that 4", /^Move Haircut .* to Friday 13 March 2026 at 4:00 pm/],
    ["sorry, make it with noah instead", /^Move Haircut .* to Friday 13 March 2026 at 2:00 pm with Noah/],
    ["cancel it", /^Cancel Haircut/],
  ])("%s", async (said, summary) => {
    expect((await new BuiltinTalk().saysAll([...BOOKED, said])).summary).toMatch(summary);
  });
});

describe("two visits are moved one after the other", () => {
  const TWO = ["cleaning on wednesday at 10", ED, "yes", "also a filling thursday at 9", "yes"];

  test.each([["move both to friday"], ["can you move them both", "friday"], ["move all of them to friday"]])(
    "%s",
    async (...said) => {
      const talk = talkWith(DENTIST);
      const first = await talk.saysAll([...TWO, ...said]);
      expect(first.slots.every(({ label }) => label.startsWith("Friday 13 March"))).toBe(true);
      expect((await talk.says("11 am")).summary).toMatch(/^Move Cleaning .* to Friday 13 March 2026 at 11/);
      const next = await talk.says("yes");
      expect(next.text).toMatch(/now booked for Cleaning.*Filling/);
      expect((await talk.says("9 am")).summary).toMatch(/^Move Filling .* to Friday 13 March 2026 at 9/);
      const last = await talk.says("yes");
      expect([last.booking?.start_local, last.text.includes("next one")]).toEqual([
        "2026-03-13T09:00",
        false,
      ]);
    },
  );
});

describe("the same again, after a booking", () => {
  const BOOKED = ["haircut with Mia on tuesday at 3", ED, "yes"];

  test.each<[said: string, when: RegExp]>([
    ["and again the week after", /with Mia on Tuesday 17 March 2026 at 3:00 pm/],
    ["same again in four weeks please", /with Mia on Tuesday 7 April 2026 at 3:00 pm/],
    ["can I have the same again 6 weeks later at 4", /with Mia on Tuesday 21 April 2026 at 4:00 pm/],
    ["book me in again in 5 weeks", /with Mia on Tuesday 14 April 2026 at 3:00 pm/],
  ])("%s", async (said, when) => {
    expect((await new BuiltinTalk().saysAll([...BOOKED, said])).summary).toMatch(when);
  });
});

describe("which of several services", () => {
  const BETWEEN = "i cant decide between the deep repair and colour";

  test("is asked if the customer cannot decide", async () => {
    expect((await new BuiltinTalk().says(BETWEEN)).text).toMatch(/Deep repair or Full colour\?/);
  });

  test.each<[lines: readonly string[], answer: RegExp]>([
    [[BETWEEN, "which is cheaper"], /The less expensive one is Deep repair \(\$60\)/],
    [[BETWEEN, "which is longer"], /The longer one is Full colour \(2 hours\)/],
    [["what can I book with you?", "what do you have", "the cheapest please"], /Haircut/],
    [["haircut", "how long does it last"], /^(?!.*Okay: )/],
  ])("%s", async (lines, answer) => {
    expect((await new BuiltinTalk().saysAll(lines)).text).toMatch(answer);
  });

  test("is the one compared, once that is accepted", async () => {
    const lines = [BETWEEN, "which is cheaper", "ok that one thursday 11", ED];
    expect((await new BuiltinTalk().saysAll(lines)).summary).toMatch(/^Deep repair with Mia/);
  });
});

test.each(["are you fully booked on tuesday?", "how busy are you on monday", "is it full on wednesday?"])(
  "%s asks for times",
  async (said) => {
    const talk = new BuiltinTalk();
    expect((await talk.says(said)).text).toMatch(/check.*Haircut/);
    expect((await talk.says("haircut")).slots.length).toBeGreaterThan(1);
  },
);

test("a name given while a service is suggested keeps the suggestion open", async () => {
  const talk = talkWith(DENTIST);
  const { text } = await talk.saysAll(["my tooth is killing me", "Pip Day"]);
  expect(text).toMatch(/book it|look for a time/);
  expect((await talk.says("as soon as humanly possible")).text).toMatch(
    /Emergency appointment, the earliest/,
  );
});

describe("what was proposed stays in reach", () => {
  test.each<[lines: readonly string[], answer: RegExp]>([
    [["haircut asap", "how much is that", "ok yes"], /today, Friday 6 March, at 11:00 am with Mia/],
    [["any chance of a trim in the next hour", "ok that"], /today, Friday 6 March, at 11:00 am with Mia/],
    [["colour tuesday 9am with noah", "actually can mia do it"], /Mia doesn't do Full colour, but Noah does/],
    [["haircut tuesday at 10", "any stylist"], /Tuesday 10 March at 10:00 am/],
  ])("%s", async (lines, answer) => {
    expect((await new BuiltinTalk().saysAll(lines)).text).toMatch(answer);
  });

  test("the earliest time of a suggested service", async () => {
    const talk = talkWith(DENTIST);
    const { text } = await talk.saysAll(["my tooth is killing me", "what's the earliest?"]);
    expect(text).toMatch(/Emergency appointment, the earliest I have/);
  });

  test("a bare hour corrects the summary", async () => {
    const { summary } = await new BuiltinTalk().saysAll(["haircut on tuesday at 10", ED, "no 12"]);
    expect(summary).toMatch(/Tuesday 10 March 2026 at 12:00 pm/);
  });

  test("a weekly visit keeps its weekday", async () => {
    const { text } = await new BuiltinTalk().saysAll(["haircut every friday at 11", "starting next week"]);
    expect(text).toMatch(/Friday 13 March at 11:00 am/);
  });
});

test("a customer who gives up on an earlier visit can book a new one", async () => {
  const { text } = await new BuiltinTalk().saysAll([
    "do i have an appointment tomorrow",
    "forget it. book me a trim next week",
  ]);
  expect(text).toMatch(/your Haircut.*Monday 9 March|Monday 9 March.*your Haircut/);
});
