import { describe, expect, test } from "vitest";

import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";

describe("questions are answered", () => {
  test.each<[string, RegExp]>([
    ["how much is a haircut?", /Haircut is \$45\./],
    ["how much for a colour and how long does it take?", /Full colour is \$165 and takes 2 hours\./],
    ["how long is a trim", /Haircut takes 30 minutes\./],
    [
      "what are your prices?",
      /Haircut \(\$45\), Full colour \(\$165\), Deep repair \(\$60\) and Blow-dry \(\$55\)/,
    ],
    ["what services do you have?", /We offer Haircut/],
    ["do you do nails?", /We offer Haircut/],
    ["when are you open?", /Monday to Friday 9:00 am to 5:00 pm; Saturday to Sunday closed/],
    ["what's on offer with the haircut?", /Haircut: Wash, cut and dry\./],
    ["hello, I would like to book an appointment", /Haircut, Full colour, Deep repair or Blow-dry\?$/],
    ["u open sunday??", /closed on Sunday 8 March/],
    ["how much is a balayage?", /^I don't see that on our list\. We offer Haircut/],
    ["are you open on Sunday?", /closed on Sunday 8 March/],
    ["what time do you close today", /open today, Friday 6 March, from 9:00 am to 5:00 pm/],
    ["where are you?", /1 Main St/],
    ["who does full colour?", /For Full colour, you'd see Noah\./],
    ["who works there?", /Mia \(Stylist\) and Noah \(Colourist\)/],
    ["is there parking?", /garage on the corner/],
    ["can I bring my dog", /Small dogs are welcome/],
    ["do you take credit cards?", /by card or in cash/],
    ["do you sell gift cards?", /Should I (?:ask|pass)/],
    ["I have an appointment at 4 today but I'm stuck in traffic", /wait for 15 minutes/],
    ["do I need an appointment or can I walk in?", /Should I (?:ask|pass)/],
    ["do I need a patch test first?", /Should I (?:ask|pass)/],
    ["how long have you been open", /Should I (?:ask|pass)/],
    ["whats the wifi password", /Should I (?:ask|pass)/],
    ["how tall is Mount Everest?", /can't help with that|not something I can help with/],
    ["qwrt zxcvb", /understand|get that|follow/],
    ["something happened to my hair", /understand|get that|follow/],
    ["what if I'm late?", /wait for 15 minutes/],
    ["what's your cancellation policy?", /up to 2 hours before/],
    ["do I have to pay a deposit for colour?", /\$50 deposit/],
    ["how can I reach you?", /\(212\) 555-0142.*hi@luna\.example/],
  ])("%s", async (question, answer) => {
    const talk = new BuiltinTalk(aTalkingSalon());
    expect((await talk.says(question)).text).toMatch(answer);
  });

  test("in the middle of a booking, and the open question is asked again", async () => {
    const { text } = await new BuiltinTalk().saysAll(["haircut on Tuesday at 9", "is there parking?"]);
    expect(text).toMatch(/garage on the corner\..*name/);
  });

  test.each(["who's that with?", "who will I be seeing?", "who would that be with"])(
    "with the person of the picked time: %s",
    async (question) => {
      const { text } = await new BuiltinTalk().saysAll(["haircut on Tuesday at 9", question]);
      expect(text).toMatch(/^You'd be with Mia\..*name/);
    },
  );

  test.each([
    "what if I need to cancel?",
    "can I cancel if something comes up",
    "and what happens if I'm late?",
  ])("at the summary, which stays pending: %s", async (question) => {
    const { text, summary } = await new BuiltinTalk().saysAll([
      "haircut on Tuesday at 9 for Al Bo, al@x.example",
      question,
    ]);
    expect(text).toMatch(/2 hours before|15 minutes/);
    expect(summary).toMatch(/Al Bo.*Should I book it\?/);
  });

  test("in the middle of a booking, even if the assistant cannot", async () => {
    const { text } = await new BuiltinTalk().saysAll(["haircut", "how tall is Mount Everest?"]);
    expect(text).toMatch(/(?:can't help with that|not something I can help with).*(?:day|time)/);
  });

  test.each([
    ["and what about Monday?", /open on Monday 9 March from 9:00 am to 5:00 pm/],
    ["tomorrow?", /closed tomorrow, Saturday 7 March/],
  ])("again for another day: %s", async (next, answer) => {
    const { text } = await new BuiltinTalk().saysAll(["are you open on Sunday?", next]);
    expect(text).toMatch(answer);
  });

  test("and a goodbye ends the conversation, whatever was in progress", async () => {
    const { text } = await new BuiltinTalk().saysAll(["I would like to book an appointment", "thanks, bye"]);
    expect(text).toMatch(/^(?:Goodbye|Take care)/);
  });

  test("two at once", async () => {
    const { text } = await new BuiltinTalk().says("where are you and how much is a haircut?");
    expect(text).toMatch(/1 Main St/);
    expect(text).toMatch(/\$45/);
  });

  test("along with a yes, after its effect", async () => {
    const { text, booking } = await new BuiltinTalk().saysAll([
      "haircut Tuesday 9am, Jo Brown, jo@example.com",
      "yes, and where do I park?",
    ]);
    expect(booking).toBeDefined();
    expect(text).toMatch(/is booked\..*garage/);
  });

  test("about the current topic", async () => {
    const { text } = await new BuiltinTalk().saysAll(["how much is a full colour?", "and who does it?"]);
    expect(text).toMatch(/Noah/);
  });
});

describe("what the business has not said", () => {
  test("is not made up, and is passed on if the customer likes", async () => {
    const talk = new BuiltinTalk();
    expect((await talk.says("do you have wifi?")).text).toMatch(/(?:don't know|can't say).*owner/);
    expect((await talk.says("yes please")).text).toMatch(/owner.*question|question.*owner/);
    const asked = talk.salon.db.all<{ question: string }>({
      sql: "select question from unanswered_questions",
      parameters: [],
    });
    expect(asked).toEqual([{ question: "do you have wifi?" }]);
  });

  test("and is not passed on after a no", async () => {
    expect((await new BuiltinTalk().saysAll(["do you have wifi?", "no"])).text).not.toMatch(/owner/);
  });

  test("and general knowledge is not answered either", async () => {
    const { text } = await new BuiltinTalk().says("what is the capital of France?");
    expect(text).toMatch(/Luna Hair/);
    expect(text).not.toMatch(/Paris|owner/);
  });
});

describe("services are recommended", () => {
  test.each<[string, RegExp]>([
    ["I need something for damaged hair", /Deep repair \(\$60\)/],
    ["my hair is damaged", /Deep repair/],
    ["what can you do about my roots?", /Full colour/],
  ])("%s", async (wish, expected) => {
    expect((await new BuiltinTalk().says(wish)).text).toMatch(expected);
  });
});

describe("small talk", () => {
  test.each<[readonly string[], RegExp]>([
    [["hi"], /^(?:Hello|Hi there|Welcome)! .*(?:help|do for you)/],
    [["thank you"], /welcome|pleasure|Happy to help/],
    [["bye"], /Goodbye|see you/],
    [["can you help me?"], /How can I help|What can I do/],
    [["can I talk to a human?"], /\(212\) 555-0142/],
    [["you are useless"], /sorry.*person/],
    [["I want to complain about my last haircut"], /sorry.*\(212\) 555-0142/],
    [["haircut on Tuesday", "can you repeat that?"], /9:00 am, 11:00 am/],
    [["haircut on Tuesday", "thanks"], /9:00 am, 11:00 am/],
    [["asdf", "qwer"], /talk to a person/],
  ])("%s", async (lines, expected) => {
    expect((await new BuiltinTalk().saysAll(lines)).text).toMatch(expected);
  });
});
