import { describe, expect, test } from "vitest";

import { DENTIST, DOGS, PHYSIO, TAXES, talkWith, type Trade } from "#test/dialogues/trades.ts";

/** What is offered in the end. */
async function offeredBy(trade: Trade, lines: readonly string[]): Promise<string> {
  return (await talkWith(trade).saysAll(lines)).text;
}

describe("one of several that are called alike is told by whatever tells them apart", () => {
  test.each<[lines: readonly string[], service: RegExp, trade: Trade]>([
    [["a check-up for my son on tuesday"], /Children's check-up/, DENTIST],
    [["checkup on tuesday"], /your Check-up/, DENTIST],
    [["a 90 minute massage on tuesday"], /massage 90 min/, PHYSIO],
    [["a massage on tuesday", "90"], /massage 90 min/, PHYSIO],
    [["a deep tissue massage", "the longer one", "tuesday"], /massage 90 min/, PHYSIO],
    [["massage tomorrow", "the cheapest", "monday then"], /Sports massage/, PHYSIO],
    [["deep tissue massage", "on tuesday", "an hour please"], /massage 60 min/, PHYSIO],
    [["my dog Rex needs a bath", "he's a big labrador", "tuesday"], /Large dog bath/, DOGS],
    [["a bath for my dog", "tuesday", "the small one"], /Small dog bath/, DOGS],
    [["first consultation on monday", "the longer one"], /consultation 60 min/, TAXES],
    [["a deep tissue massage 90 min on monday", "rather 60 minutes"], /massage 60 min/, PHYSIO],
    [["a deep tissue massage 60 min on monday", "a longer session please"], /massage 90 min/, PHYSIO],
  ])("%s", async (lines, service, trade) => {
    expect(await offeredBy(trade, lines)).toMatch(service);
  });

  test("and the question stands, with the same names, until it is", async () => {
    const talk = talkWith(PHYSIO);
    await talk.says("I'd like a deep tissue massage");
    const text = /massage 60 min or Deep tissue massage 90 min\?/;
    expect((await talk.says("tuesday at 3")).text).toMatch(text);
    expect((await talk.says("do I need a referral?")).text).toMatch(/No\. .*Which|No\. .*Do you mean/);
    const { text: held } = await talk.says("90 minutes");
    expect(held).toMatch(/Tuesday 10 March at 3:00 pm.*name/);
  });

  test("another kind of it is with the same person, at the same time", async () => {
    const talk = talkWith(PHYSIO);
    await talk.saysAll(["deep tissue massage 90 min with May on tuesday at 1", "Kim Day, kim@day.example"]);
    const { summary } = await talk.says("actually can we make it 60 minutes instead");
    expect(summary).toMatch(
      /^Deep tissue massage 60 min with May on Tuesday 10 March 2026 at 1:00 pm \(1 hour\)/,
    );
  });
});

describe("what hurts is described to the business's own services", () => {
  test.each<[said: string, suggested: RegExp, trade: Trade]>([
    ["my tooth hurts", /Emergency appointment/, DENTIST],
    ["my back is killing me", /First assessment/, PHYSIO],
    ["i hurt my lower back lifting boxes, what do you recommend?", /First assessment/, PHYSIO],
    ["I got a letter from the tax office", /Tax return/, TAXES],
  ])("%s", async (said, suggested, trade) => {
    expect(await offeredBy(trade, [said])).toMatch(suggested);
  });

  test("what it costs is asked of what was suggested, which is still open", async () => {
    const talk = talkWith(TAXES);
    await talk.says("I got a letter from the tax office");
    expect((await talk.says("does it cost anything?")).text).toMatch(
      /Tax return is \$200\..*(?:book it|look for a time)\?$/,
    );
    expect((await talk.says("ok, monday")).text).toMatch(/your Tax return.*Monday 9 March/);
  });

  test("with whom takes up what was suggested", async () => {
    const talk = talkWith(PHYSIO);
    await talk.says("my back is killing me");
    expect((await talk.says("with Summer?")).text).toMatch(/First assessment with Summer/);
  });
});

describe("who does what is told by what the business says of its people", () => {
  test.each<[said: string, answer: RegExp]>([
    ["which of your dentists speaks german?", /That would be Dr\. Mark Weber/],
    ["does anyone speak German?", /That would be Dr\. Mark Weber/],
    ["who is the hygienist?", /That would be April/],
  ])("%s", async (said, answer) => {
    expect(await offeredBy(DENTIST, [said])).toMatch(answer);
  });
});

test("how much something is, though its name sounds like a gift", async () => {
  expect(await offeredBy(DENTIST, ["how much is a root canal?"])).toMatch(/Root canal treatment is \$600/);
});

test("first thing on another day takes none of what is shown", async () => {
  const talk = talkWith(DOGS);
  await talk.says("a nail trim today");
  const { text } = await talk.says("monday first thing");
  expect(text).toMatch(/Monday 9 March at 9:00 am/);
  expect(text).not.toMatch(/name/);
});
