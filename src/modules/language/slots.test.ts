import { describe, expect, test } from "vitest";

import { anAnswer, SERVICES, STAFF } from "./test-kit.ts";

const salon = { services: SERVICES, staff: STAFF };

describe("services and staff", () => {
  test.each<[string, string | undefined]>([
    ["a haircut please", "Haircut"],
    ["I need a hair cut", "Haircut"],
    ["hairct tomorrow", "Haircut"],
    ["just a trim", "Haircut"],
    ["full color on Friday", "Full colour"],
    ["the hot stone massage", "Hot stone massage"],
    ["a trip to Paris", undefined],
    ["a haicrut", "Haircut"],
    ["my hair is a mess", undefined],
    ["cutlery", undefined],
  ])("%s names %s", (text, name) => {
    expect(anAnswer(text, salon).service?.name).toBe(name);
  });

  test("asks which service is meant if two fit", () => {
    const said = anAnswer("a massage", salon);
    expect(said.service).toBeUndefined();
    expect(said.questions).toMatchObject([{ about: "service", why: "several" }]);
  });

  test("a service with a name of symbols alone is never matched", () => {
    const services = [{ id: "sign", name: "💇 !" }, ...SERVICES];
    expect(anAnswer("a haircut 💇 !", { services }).service?.name).toBe("Haircut");
  });

  test.each<[string, string | undefined]>([
    ["with Mia on Friday", "Mia Rossi"],
    ["is Thomas free?", "Thomas"],
    ["with May please", "May"],
    ["may then, on Friday", "May"],
    ["can May do it on Friday?", "May"],
    ["on May 5", undefined],
    ["I may come", undefined],
    ["my name is Thomas Webb", undefined],
    ["my name is Ann, with Thomas please", "Thomas"],
  ])("%s names %s", (text, name) => {
    expect(anAnswer(text, salon).staff?.name).toBe(name);
  });
});

describe("one of several people, or anyone but one", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["with Mia or Thomas", ["mia", "tom"], []],
    ["either May or Mia is fine", ["may", "mia"], []],
    ["is Mia, Thomas or May free on Friday?", ["mia", "tom", "may"], []],
    ["with Mia, no, Thomas", [], []],
    ["anyone but Thomas", [], ["tom"]],
    ["with anybody except Mia or Thomas please", [], ["mia", "tom"]],
    ["not with Thomas", [], ["tom"]],
    ["I do not want Thomas again", [], ["tom"]],
    ["not Thomas but Mia", [], ["tom"]],
    ["a trim from Thomas", [], []],
  ])("%s", (text, any, none) => {
    const { staffs = [], refusedStaff = [] } = anAnswer(text, salon);
    expect([staffs.map(({ id }) => id), refusedStaff.map(({ id }) => id)]).toEqual([any, none]);
  });
});

describe("the number of people", () => {
  test.each<[string, number | undefined, number | undefined]>([
    ["a trim for two people at 3pm", 2, 900],
    ["two haircuts please", 2, undefined],
    ["my wife and I would like a trim", 2, undefined],
    ["me and my daughter", 2, undefined],
    ["there are 3 of us", 3, undefined],
    ["and my friend too", 2, undefined],
    ["is 3 free?", undefined, 900],
    ["a normal one at 10", undefined, 600],
    ["just for me", 1, undefined],
    ["a trim for two pm", undefined, 840],
    ["tomorrow at 2, trim", undefined, 840],
    ["I have two kids", undefined, undefined],
    ["a dye for two cars on Monday", 2, undefined],
    ["a trim for each of my three sons", 3, undefined],
    ["trims for both kids at 3", 2, 900],
    ["both our dogs need a trim", 2, undefined],
    ["I've got 2 cats that need a trim", 2, undefined],
    ["is there a bike rack", undefined, undefined],
    ["book Mia for 11", undefined, 660],
    ["a trim and a full colour", undefined, undefined],
  ])("%s", (text, people, time) => {
    const said = anAnswer(text, salon);
    expect([said.people, said.time]).toEqual([people, time]);
  });
});

test("a booking code is neither a request to book nor a time", () => {
  const { intents, time } = anAnswer("booking 01k2zv7jxsav4hez4z2228se9p", salon);
  expect([intents.includes("book"), time]).toEqual([false, undefined]);
});

test("a surname that is also a word is not a question", () => {
  const said = anAnswer("Ann Price", { asked: "name" });
  expect([said.name, said.topics]).toEqual(["Ann Price", []]);
});

describe("names, e-mail addresses and phone numbers", () => {
  test.each<[string, string | undefined]>([
    ["my name is jo brown", "Jo Brown"],
    ["my name is June Park", "June Park"],
    ["It's Mary-Ann O'Neill", "Mary-Ann O'Neill"],
    ["I am called Pia", "Pia"],
    ["I go by Theo", "Theo"],
    ["it's for Pia Lund", "Pia Lund"],
    ["it's for Friday", undefined],
    ["Hi, Pia here", "Pia"],
    ["is anyone here?", undefined],
    ["first name Pia, last name Lund", "Pia Lund"],
    ["book it under José", "José"],
    ["I'm interested in a haircut", undefined],
    ["I'm looking for something on Friday", undefined],
    ["this is great", undefined],
  ])("%s: %s", (text, name) => {
    expect(anAnswer(text).name).toBe(name);
  });

  test.each<[string, string | undefined]>([
    ["jo brown", "Jo Brown"],
    ["Sure, it's Jo", "Jo"],
    ["for Pia please", "Pia"],
    ["I'd rather keep that to myself", undefined],
    ["what do you need it for?", undefined],
    ["Will Smith", "Will Smith"],
    ["Walk Tester, walk@example.com", "Walk Tester"],
    ["Drew Best", "Drew Best"],
    ["Sunny Day 212 555 0147", "Sunny Day"],
    ["J.R. Ewing jr@example.com", "J.R. Ewing"],
    ["Mary Ann Quick; (212) 555-0147", "Mary Ann Quick"],
    ["Reach Me At jo@example.com", undefined],
    ["Cancel My Visit", undefined],
    ["Price List, Please", undefined],
  ])("asked for a name, %s: %s", (text, name) => {
    expect(anAnswer(text, { asked: "name" }).name).toBe(name);
  });

  test.each<[string, string | undefined]>([
    ["jo.brown@example.com", "jo.brown@example.com"],
    ["it is Jo dot Brown at example dot com", "jo.brown@example.com"],
    ["j o at gmail dot com", "jo@gmail.com"],
    ["pia (at) example (dot) org", "pia@example.org"],
    ["pia [at] lund-salon dot de", "pia@lund-salon.de"],
    ["pia at sign example dot com", "pia@example.com"],
    ["Monday at 6 pm. My hair is long", undefined],
    ["\u0430dmin@example.com", undefined],
  ])("%s: %s", (text, email) => {
    expect(anAnswer(text).email).toBe(email);
  });

  test.each<[string, string | undefined]>([
    ["call me on (212) 555-0100", "+12125550100"],
    ["two one two five five five oh one double oh", "+12125550100"],
    ["+44 20 7946 0958", "+442079460958"],
    ["0044 20 7946 0958", "+442079460958"],
    ["212/555-0100", "+12125550100"],
    ["212 - 555 - 0100", "+12125550100"],
    ["2026-03-05 to 2026-03-09", undefined],
  ])("%s: %s", (text, phone) => {
    expect(anAnswer(text).phone).toBe(phone);
    expect(anAnswer(text).time).toBeUndefined();
  });
});

describe("typos in the short words of a question", () => {
  test.each<[string, string]>([
    ["wat tiem u open", "hours"],
    ["wen r u open", "hours"],
    ["whre are you?", "address"],
    ["hwo much for a trim", "price"],
    ["waht do you charge", "price"],
    ["hwo olng does a trim take", "duration"],
  ])("%s is about %s", (text, topic) => {
    const said = anAnswer(text, salon);
    expect([said.topics, said.intents.includes("faq")]).toEqual([expect.arrayContaining([topic]), true]);
  });

  test.each(["Wen", "Tim Mayn", "Cloe"])("%s is a name if one was asked for", (name) => {
    expect(anAnswer(name, { asked: "name" }).name).toBe(name);
  });
});
