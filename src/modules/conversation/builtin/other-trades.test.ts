import { describe, expect, test } from "vitest";

import { DENTIST, DOGS, PHYSIO, TAXES, talkWith, type Trade } from "#test/dialogues/trades.ts";

const ONLINE: Trade = { ...TAXES, services: [["Video consultation", 45, 12_000, ["online meeting"]]] };
const RUNNERS: Trade = {
  ...PHYSIO,
  services: [
    ["Sports massage", 30, 5500, [], "For sore muscles after training."],
    ["First assessment", 60, 11_000],
  ],
  staff: [["Will"]],
};

/** The service offered in the end. */
async function offeredBy(trade: Trade, lines: readonly string[]): Promise<string> {
  return (await talkWith(trade).saysAll(lines)).text;
}

describe("one of several similarly named services is identified by whatever distinguishes it", () => {
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

  test("the question stays open, with the same names, until then", async () => {
    const talk = talkWith(PHYSIO);
    await talk.says("I'd like a deep tissue massage");
    const text = /massage 60 min or Deep tissue massage 90 min\?/;
    expect((await talk.says("tuesday at 3")).text).toMatch(text);
    expect((await talk.says("do I need a referral?")).text).toMatch(/No\. .*Which|No\. .*Do you mean/);
    const { text: held } = await talk.says("90 minutes");
    expect(held).toMatch(/Tuesday 10 March at 3:00 pm.*name/);
  });

  test("a variant keeps the person and the time", async () => {
    const talk = talkWith(PHYSIO);
    await talk.saysAll(["deep tissue massage 90 min with May on tuesday at 1", "Kim Day, kim@day.example"]);
    const { summary } = await talk.says("actually can we make it 60 minutes instead");
    expect(summary).toMatch(
      /^Deep tissue massage 60 min with May on Tuesday 10 March 2026 at 1:00 pm \(1 hour\)/,
    );
  });
});

describe("a description of pain is matched to the business's services", () => {
  test.each<[said: string, suggested: RegExp, trade: Trade]>([
    ["my tooth hurts", /Emergency appointment/, DENTIST],
    ["my back is killing me", /First assessment/, PHYSIO],
    ["i hurt my lower back lifting boxes, what do you recommend?", /First assessment/, PHYSIO],
    ["I got a letter from the tax office", /Tax return/, TAXES],
  ])("%s", async (said, suggested, trade) => {
    expect(await offeredBy(trade, [said])).toMatch(suggested);
  });

  test("a price question refers to the suggestion, which stays open", async () => {
    const talk = talkWith(TAXES);
    await talk.says("I got a letter from the tax office");
    expect((await talk.says("does it cost anything?")).text).toMatch(
      /Tax return is \$200\..*(?:book it|look for a time)\?$/,
    );
    expect((await talk.says("ok, monday")).text).toMatch(/your Tax return.*Monday 9 March/);
  });

  test("naming a person accepts the suggestion", async () => {
    const talk = talkWith(PHYSIO);
    await talk.says("my back is killing me");
    expect((await talk.says("with Summer?")).text).toMatch(/First assessment with Summer/);
  });
});

describe("who performs what follows from the staff descriptions", () => {
  test.each<[said: string, answer: RegExp]>([
    ["which of your dentists speaks german?", /That would be Dr\. Mark Weber/],
    ["does anyone speak German?", /That would be Dr\. Mark Weber/],
    ["who is the hygienist?", /That would be April/],
  ])("%s", async (said, answer) => {
    expect(await offeredBy(DENTIST, [said])).toMatch(answer);
  });
});

test("a price question works even if the service's name sounds like a gift", async () => {
  expect(await offeredBy(DENTIST, ["how much is a root canal?"])).toMatch(/Root canal treatment is \$600/);
});

test("first thing on another day picks none of the shown times", async () => {
  const talk = talkWith(DOGS);
  await talk.says("a nail trim today");
  const { text } = await talk.says("monday first thing");
  expect(text).toMatch(/Monday 9 March at 9:00 am/);
  expect(text).not.toMatch(/name/);
});

describe("several people", () => {
  const ONE = ["cleaning on wednesday at 10", "Ann Lee, ann@lee.example", "yes"];

  test.each([
    "and one for my husband as well",
    "and book one for my wife too same day",
    "and one for my son",
  ])("%s, after one's own booking, is the same for somebody else", async (said) => {
    const talk = talkWith(DENTIST);
    await talk.saysAll(ONE);
    const next = await talk.says(said);
    expect(next.slots.length).toBeGreaterThan(0);
    expect(next.slots.every(({ label }) => label.startsWith("Wednesday 11 March"))).toBe(true);
    expect((await talk.says("the first one")).text).toMatch(/name/);
    const { summary } = await talk.says("Bo Lee");
    expect(summary).toMatch(/^Cleaning .* For Bo Lee, ann@lee\.example/);
    expect((await talk.says("yes")).text).not.toMatch(/next one/);
  });

  test("a visit for somebody else, added at the summary, follows it", async () => {
    const talk = talkWith(DENTIST);
    const first = await talk.saysAll(["cleaning monday at 9", "Ann Lee, ann@lee.example"]);
    const again = await talk.says("yes and a check-up for my son right after");
    expect([again.booking, again.summary]).toEqual([undefined, first.summary]);
    const next = await talk.says("yes");
    expect(next.booking?.customer.name).toBe("Ann Lee");
    expect(next.text).toMatch(/your Children's check-up/);
    expect(next.slots.every(({ label }) => label.startsWith("Monday 9 March"))).toBe(true);
    const { summary } = await talk.saysAll(["the first one", "Ben Lee"]);
    expect(summary).toMatch(/^Children's check-up .* For Ben Lee/);
  });

  test("one of each for two is one visit for each", async () => {
    const talk = talkWith(DENTIST);
    const said = "one cleaning and one filling for two people on tuesday at 10";
    expect((await talk.saysAll([said, "Ann Lee, ann@lee.example"])).summary).toMatch(/^Cleaning with/);
    expect((await talk.says("yes")).text).toMatch(/your Filling/);
  });

  test("different needs of two people are two visits", async () => {
    const talk = talkWith(DENTIST);
    const { text } = await talk.says("my husband needs a filling and i need a cleaning on tuesday");
    expect(text).toMatch(/your Filling/);
    expect((await talk.saysAll(["at 10", "Joe Lee, joe@lee.example"])).summary).toMatch(/^Filling with/);
    expect((await talk.says("yes")).text).toMatch(/your Cleaning/);
  });

  test("a companion does not determine the customer's own visit", async () => {
    const { text } = await talkWith(DENTIST).says("check up for me and my two kids on monday");
    expect(text).toMatch(/your Check-up/);
  });
});

describe("existing visits are cancelled one by one", () => {
  const TWO = [
    "cleaning on wednesday at 10",
    "Ann Lee, ann@lee.example",
    "yes",
    "also a filling thursday at 9",
    "yes",
  ];

  test.each([
    [["cancel both"]],
    [["cancel all of them please"]],
    [["I have to cancel my appointment", "both"]],
  ])("%s", async (said) => {
    const talk = talkWith(DENTIST);
    await talk.saysAll(TWO);
    expect((await talk.saysAll(said)).summary).toMatch(/^Cancel Cleaning/);
    expect((await talk.says("yes")).summary).toMatch(/^Cancel Filling/);
    const last = await talk.says("yes");
    expect(last.booking?.status).toBe("cancelled");
    expect(last.text).not.toMatch(/next one/);
  });

  test("a no keeps the visit in question", async () => {
    const talk = talkWith(DENTIST);
    const last = await talk.saysAll([...TWO, "cancel both", "yes", "no"]);
    expect(last.text).toMatch(/stays as it is|leave everything as/);
  });
});

describe("asking for a longer or shorter service changes the summary, and only a yes books", () => {
  const AT_ONE = ["deep tissue massage 60 min with May on monday at 1", "Kim Day, kim@day.example"];

  test.each(["yes 90 minutes", "yes the longer one", "the longer one please", "ok but 90 minutes"])(
    "%s",
    async (said) => {
      const talk = talkWith(PHYSIO);
      await talk.saysAll(AT_ONE);
      const other = await talk.says(said);
      expect(other.booking).toBeUndefined();
      expect(other.summary).toMatch(/^Deep tissue massage 90 min with May .* at 1:00 pm/);
      expect((await talk.says("no, the shorter one")).summary).toMatch(/^Deep tissue massage 60 min/);
    },
  );

  test("yes, 60 minutes", async () => {
    expect((await talkWith(PHYSIO).saysAll([...AT_ONE, "yes, 60 minutes"])).booking).toBeDefined();
  });
});

describe("a question while waiting for a name is not taken as a name", () => {
  test.each(["where's that?", "what's that", "who's that?"])("%s", async (said) => {
    const talk = talkWith(DENTIST);
    await talk.says("a cleaning monday at 9");
    const { text } = await talk.says(said);
    expect(text).not.toMatch(/email/);
    expect(text).toMatch(/name/);
  });
});

describe("a service in question beside a clear one", () => {
  test.each<[lines: readonly string[], summary: RegExp]>([
    [["a bath and a nail trim on monday at 10", "large"], /^Nail trim and Large dog bath/],
    [["a bath and a nail trim on monday", "10ish", "the big one"], /^Nail trim and Large dog bath/],
    [["a bath and a nail trim on monday", "no just the nail trim", "10"], /^Nail trim with/],
    [["nail trim on monday", "actually a bath", "the small one", "10"], /^Small dog bath/],
  ])("%s", async (lines, summary) => {
    const last = await talkWith(DOGS).saysAll([...lines, "Hal Lee, hal@lee.example"]);
    expect(last.summary).toMatch(summary);
  });

  test("may be described by another of the names", async () => {
    const LASHES: Trade = {
      name: "The Loft",
      services: [
        ["Classic set", 90, 11_000, [], "Classic lash extensions."],
        ["Volume set", 120, 15_000, [], "Fuller lash extensions."],
        ["Gel manicure", 45, 4500, ["gel nails"]],
        ["Pedicure", 45, 5000],
      ],
      staff: [["Rosa"]],
    };
    const talk = talkWith(LASHES);
    const { text } = await talk.says("lashes and nails on tuesday");
    expect(text).toMatch(/Gel manicure, noted\. .*(?:Classic|Volume) set.*or (?:Classic|Volume) set/);
    expect((await talk.says("classic set")).text).toMatch(/your Gel manicure and Classic set/);
  });
});

test("a customer who cannot come on the day of their visit moves it", async () => {
  const talk = talkWith(DOGS);
  await talk.saysAll(["a nail trim tuesday at 3", "Hal Lee, hal@lee.example", "yes"]);
  expect((await talk.says("shoot, I can't make tuesday")).text).toMatch(/move it|instead/);
  expect((await talk.says("wednesday same time")).summary).toMatch(/to Wednesday 11 March 2026 at 3:00 pm/);
});

describe("a business without published prices", () => {
  const FREE: Trade = { ...TAXES, services: TAXES.services.map(([name, minutes]) => [name, minutes, 0]) };

  test("does not promise anything for free", async () => {
    const { text } = await talkWith(FREE).says("how much is a tax return?");
    expect(text).toMatch(/the team can/);
    expect(text).not.toMatch(/free/);
  });

  test("has none in its summary", async () => {
    const { summary } = await talkWith(FREE).saysAll([
      "a tax return on monday at 10",
      "Bo Lee, bo@lee.example",
    ]);
    expect(summary).toMatch(/\(1 hour\)\. For Bo Lee/);
  });
});

describe("in other words", () => {
  test.each<[lines: readonly string[], answer: RegExp, trade: Trade]>([
    [["a filling", "does it matter who?"], /Dr\. Mark Weber or Dr\. Grace Kim/, DENTIST],
    [["can I speak to mrs keller directly"], /You can reach us/, TAXES],
    [["hi what happens if i cancel last minute"], /You can cancel or move a visit/, PHYSIO],
    [["what's your cheapest cleaning"], /Cleaning is \$90/, DENTIST],
    [["need a nail trim asap"], /Nail trim/, DOGS],
    [["my back is killing me", "i'm flexible"], /your First assessment/, PHYSIO],
    [["can summer see me on monday for my shoulder", "yes"], /First assessment with Summer/, PHYSIO],
    [["knee pain", "is that something summer does"], /First assessment with Summer/, PHYSIO],
    [["a terrible toothache since last night"], /today, Friday 6 March.*your Emergency appointment/, DENTIST],
    [["i put my back out yesterday, is there anything today"], /First assessment/, PHYSIO],
    [["a sports massage", "that's too short, do you have longer"], /your Deep tissue massage 60 min/, PHYSIO],
    [["a sports massage", "the 60"], /your Deep tissue massage 60 min/, PHYSIO],
    [["my dog, nails, on monday"], /Nail trim/, DOGS],
    [["my back is killing me", "when is the next one"], /your First assessment/, PHYSIO],
    [["a bath", "both"], /Small dog bath and Large dog bath/, DOGS],
    [["a deep tissue massage", "you choose"], /your Deep tissue massage 60 min/, PHYSIO],
    [["deep tissue 90"], /your Deep tissue massage 90 min/, PHYSIO],
    [["a filling with dr weber", "not him, the other one"], /your Filling with Dr\. Grace Kim/, DENTIST],
    [["is there an online option"], /Video consultation/, ONLINE],
    [["do you have something for sore muscles"], /Sports massage/, RUNNERS],
    [["a nail trim", "monday is fine, any time", "yes"], /Monday 9 March at 9:00 am/, DOGS],
  ])("%s", async (lines, answer, trade) => {
    expect(await offeredBy(trade, lines)).toMatch(answer);
  });
});
