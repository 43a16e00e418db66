import { describe, expect, test } from "vitest";

import { BuiltinTalk } from "#test/builtin-talk.ts";

/** Returns the answers to all lines. */
async function allOf(lines: readonly string[]): Promise<string[]> {
  const talk = new BuiltinTalk();
  const texts: string[] = [];
  for (const line of lines) texts.push((await talk.says(line)).text);
  return texts;
}

describe("an open question is not merely repeated", () => {
  test.each<[string, readonly string[], RegExp]>([
    ["yes", ["can I book in?", "yes"], /(?:tell me|know) which.*Haircut/],
    ["a name", ["can I book in?", "Karen Miller"], /^(?:Thank|Great).*(?:which service|come in for)/],
    ["an address", ["can I book in?", "karen@x.com"], /^(?:Thank|Great).*(?:which service|come in for)/],
    ["a day", ["can I book in?", "on Monday"], /^(?:Thank|Great).*(?:which service|come in for)/],
    ["yes twice", ["can I book in?", "yes", "ok"], /\$45.*tell me which service.*talk to a person/],
    ["yes thrice", ["can I book in?", "yes", "ok", "sure"], /tell me which service.*0142/],
    ["the usual", ["can I book in?", "the usual"], /can't see past visits.*Haircut/],
    ["what nobody does here", ["can I book in?", "a skin fade thing"], /don't see that on our list.*Haircut/],
    [
      "yes to several times, twice",
      ["a haircut on Tuesday", "yes", "yes"],
      /(?:How about|Does) Tuesday 10 March at 9:00 am/,
    ],
    [
      "what is no answer, thrice",
      ["a haircut on Tuesday", "Jo", "hm hm", "hm hm", "hm hm"],
      /another day or time.*talk to a person/,
    ],
    [
      "no reference",
      ["when is my appointment?", "no idea", "can't find it"],
      /26 letters and digits.*0142.*new visit/,
    ],
  ])("%s", async (_, lines, answer) => {
    expect((await new BuiltinTalk().saysAll(lines)).text).toMatch(answer);
  });

  test("a yes to the first of several takes it", async () => {
    const { text } = await new BuiltinTalk().saysAll(["a haircut on Tuesday", "yes", "yes", "yes"]);
    expect(text).toMatch(/Tuesday 10 March at 9:00 am.*name/);
  });

  test("a question in between does not count as a failed answer", async () => {
    const [, , , last] = await allOf([
      "a haircut on Tuesday",
      "is there parking?",
      "can I bring my dog?",
      "Jo Brown",
    ]);
    expect(last).not.toMatch(/talk to a person/);
  });

  test("three answers in a row are never the same", async () => {
    const said = await allOf(["book me", "yes", "ok", "Jo Brown", "fine", "yes"]);
    expect(new Set(said).size).toBe(said.length);
  });
});

describe("messages are understood", () => {
  test.each<[string, readonly string[], RegExp]>([
    ["a name alone", ["a haircut on Tuesday", "Bob", "9", "bob@x.com"], /right|yes or no/],
    [
      "a question beside a change",
      ["haircut Tuesday 9am, Jo Brown, jo@x.com", "make it 10 and is there parking?"],
      /garage on the corner.*(?:right|correct|yes or no)/,
    ],
    ["two questions", ["can I bring my dog and is there parking?"], /Small dogs.*garage|garage.*Small dogs/],
    [
      "a question and one that nobody can answer",
      ["can I bring my dog and is there a sauna?"],
      /Small dogs.*the team can/,
    ],
    [
      "a whole wish with a question",
      ["haircut tuesday 9am, Jo Brown, jo@x.com, and can I get a receipt?"],
      /right|yes or no|look/,
    ],
    [
      "what is not done here, beside what is",
      ["a haircut and a manicure on Tuesday"],
      /only offer Haircut.*Tuesday/,
    ],
    [
      "who does not work here",
      ["a haircut with Sophie on Tuesday"],
      /nobody here by that name.*Mia and Noah.*Tuesday/,
    ],
    ["one service or another", ["a haircut or a colour, not sure"], /Haircut or Full colour\?/],
    ["the latest, before the service", ["what's the latest you have on Tuesday?", "haircut"], /4:30 pm/],
    ["somebody's other time", ["haircut Tuesday at 9", "I have to be at school at 11"], /name/],
    [
      "somebody else too",
      ["haircut Tuesday 9am, Jo, jo@x.com", "my husband needs one too"],
      /one after the other|at a time/,
    ],
    [
      "the same time, of what they asked for",
      ["haircut tuesday at 7:15 am", "same time on Thursday"],
      /7:15 am.*Thursday 12 March|outside our hours/,
    ],
    ["no messages", ["stop texting me"], /reply STOP/],
    ["how somebody is", ["how are you?"], /thank you/],
    ["whether somebody is there", ["hi", "hello??"], /I'm (?:right )?here/],
    ["what has to be judged", ["should I come in?"], /team (?:to|should) decide.*0142/],
    ["for what something is good", ["what would you recommend for damaged hair?"], /Deep repair/],
    ["a tip", ["how much is a haircut with a tip?"], /\$45/],
    ["coming late", ["I'm running late for my appointment"], /wait for 15 minutes.*0142/],
    ["coming late today", ["my appointment is at 3 today and I'm gonna be late"], /wait for 15 minutes/],
    ["a visit that is there", ["I have an appointment tomorrow but forgot when"], /reference/],
    [
      "its number, in the middle",
      ["a haircut on Tuesday", "what's my booking reference?"],
      /don't see a visit of yours.*Tuesday/,
    ],
    [
      "its number, afterwards",
      ["haircut Tuesday 9am, Jo Brown, jo@x.com", "yes", "what's my booking reference?"],
      /in the confirmation/,
    ],
    [
      "how long before it can be cancelled",
      ["what if I have to cancel last minute?"],
      /up to 2 hours before/,
    ],
    ["that nobody answers", ["I tried three times to book and nobody picks up"], /^I'm sorry/],
    ["what goes with a wish", ["a haircut on Tuesday", "what's included?"], /Wash, cut and dry.*Tuesday/],
    ["how long to wait", ["how long is the wait for a haircut?"], /today, Friday 6 March/],
  ])("%s", async (_, lines, answer) => {
    expect((await new BuiltinTalk().saysAll(lines)).text).toMatch(answer);
  });

  test("a question about something else does not start a booking", async () => {
    const { state, text } = await new BuiltinTalk().says("how much is a trim and are you open on Sundays?");
    expect(state).toBe("idle");
    expect(text).toMatch(/\$45.*closed on Sunday 8 March/);
  });

  test("a staff member's first name with another surname is the customer's name", async () => {
    const { summary } = await new BuiltinTalk().saysAll(["haircut Tuesday at 9", "Mia Torres", "mia@x.com"]);
    expect(summary).toContain("For Mia Torres");
  });

  test("with the other one, if two perform it", async () => {
    const { slots } = await new BuiltinTalk().saysAll([
      "haircut with Mia on Tuesday",
      "with the other stylist",
    ]);
    expect(new Set(slots.map(({ staff }) => staff?.name))).toEqual(new Set(["Noah"]));
  });
});

describe("a customer who asks for somebody else", () => {
  test.each(["any other stylists?", "anyone else free?", "do you have another stylist"])(
    "is told who performs it, if only one does: %s",
    async (question) => {
      const { text, slots } = await new BuiltinTalk().saysAll(["full colour on Tuesday", question]);
      expect(text).toMatch(/For Full colour, you'd see Noah\..*(?:which|would you)/i);
      expect(slots.length).toBeGreaterThan(0);
    },
  );

  test("gets the other's times, if exactly one other performs it", async () => {
    const { slots } = await new BuiltinTalk().saysAll(["haircut with Mia on Tuesday", "anyone else?"]);
    expect(new Set(slots.map(({ staff }) => staff?.name))).toEqual(new Set(["Noah"]));
  });
});

describe("a number after a time was taken", () => {
  test.each<[string, readonly string[], RegExp]>([
    ["another hour", ["haircut Tuesday at 3 pm", "no 2"], /2:00 pm/],
    ["with a sorry", ["haircut Tuesday at 3 pm", "sorry 4"], /4:00 pm/],
    ["no, and nothing else", ["haircut Tuesday at 3 pm", "no"], /change|instead/],
  ])("%s", async (_, lines, answer) => {
    expect((await new BuiltinTalk().saysAll(lines)).text).toMatch(answer);
  });
});

describe("what neither starts nor changes anything", () => {
  test.each<[string, readonly string[], RegExp]>([
    ["goodbye with a day", ["thanks, see you Monday"], /welcome|pleasure|Happy to help|Goodbye|soon/],
    ["a colleague to speak to", ["can I speak to Mia?"], /0142/],
    ["other details", ["I need to change my phone number"], /team can change.*0142/],
    ["any of them", ["a haircut on Tuesday", "any"], /9:00 am with/],
    ["a short name", ["a haircut on Tuesday", "Al"], /^(?:Thank|Great)/],
    [
      "one more question",
      ["do you have wifi?", "ok and can I charge my phone?"],
      /ask the owner|pass your question/,
    ],
    [
      "which visit it is",
      ["when is my appointment?", "no idea, it's a haircut on Tuesday at 2 pm"],
      /reference/,
    ],
    [
      "no to all of it",
      ["haircut Tuesday 9am, Jo Brown, jo@x.com", "no thanks, leave it"],
      /dropped that|forget about it/,
    ],
    ["data", ["please delete all my data"], /ask the team.*0142/],
    ["somebody", ["Mia please"], /Haircut, Deep repair or Blow-dry|Haircut/],
    ["a visit moved", ["can I get my haircut moved to next week?"], /move it.*reference|reference/],
    ["an hour after a day", ["haircut tuesday 3pm", "wednesday then, 10"], /Wednesday 11 March at 10:00 am/],
    [
      "an hour with a dot that is taken",
      ["haircut on Tuesday", "7.05"],
      /7:05 am|not open|outside our hours/,
    ],
    ["an address", ["haircut Tuesday 9am", "the email is jo@x.com"], /^(?:Thank|Great).*name/],
    ["a gift", ["a present for my girlfriend: do you have vouchers?"], /ask the owner|pass your question/],
    [
      "how long before",
      ["how much notice do I need to give to cancel?"],
      /^You can cancel or move a visit up to 2 hours/,
    ],
    ["one word", ["book"], /Haircut, Full colour/],
    ["an age", ["a haircut on Tuesday for my son", "he's 3"], /9:00 am, 11:00 am, 1:00 pm or 3:00 pm/],
    ["a moment to think", ["can I book in?", "let me think for a sec"], /take your time|No hurry/],
    [
      "when to arrive",
      ["haircut Tuesday 9am, Jo Brown, jo@x.com", "yes", "what time should I arrive?"],
      /Tuesday 10 March at 9:00 am/,
    ],
    [
      "a question beside the yes",
      ["haircut Tuesday 9am, Jo Brown, jo@x.com", "yes. Do you have wifi?"],
      /booked.*(?:ask the owner|pass your question)/,
    ],
    [
      "one more service, asked about",
      ["how much is a haircut?", "and a blow-dry too?"],
      /Blow-dry costs \$55|\$55/,
    ],
    [
      "how long, and one on a day",
      ["how long is a haircut? and could I have one on Tuesday?"],
      /30 minutes.*Tuesday 10 March/,
    ],
    ["the latest, of a service", ["a haircut on Tuesday", "what's the latest?"], /4:30 pm/],
    ["a name for a service", ["can I book in?", "Carl"], /If it's your name/],
    ["an hour written with a dot", ["haircut on Tuesday", "10.30"], /10:30 am/],
    ["what is done, for whom", ["do you cut dogs' hair?"], /Haircut is \$45/],
  ])("%s", async (_, lines, answer) => {
    expect((await new BuiltinTalk().saysAll(lines)).text).toMatch(answer);
  });
});
