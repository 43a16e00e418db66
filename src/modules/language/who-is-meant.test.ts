import { describe, expect, test } from "vitest";

import { anAnswer, SERVICES, STAFF } from "./test-kit.ts";
import type { Asked } from "./values.ts";

const beside = { services: SERVICES, staff: STAFF };

describe("whose name it is", () => {
  test.each<[string, Asked | undefined, string | undefined, string | undefined]>([
    ["Mia Kelly, mia@kelly.example", "choice", "Mia Kelly", undefined],
    ["Thomas Fletcher", "choice", "Thomas Fletcher", undefined],
    ["Thomas please", "choice", undefined, "tom"],
    ["with Mia tomorrow", "choice", undefined, "mia"],
    ["May", "choice", undefined, "may"],
    ["just May is fine", "choice", undefined, "may"],
    ["I may come", "choice", undefined, undefined],
    ["in May", "choice", undefined, undefined],
    ["Bob", "choice", "Bob", undefined],
    ["Greg.", "time", "Greg", undefined],
    ["Ugh", "choice", undefined, undefined],
    ["Tomorow", "choice", undefined, undefined],
    ["Bob", undefined, undefined, undefined],
    ["tues 1:15 kim porter kim@porter.example", "choice", "Kim Porter", undefined],
    ["name jack, j@x.example", "choice", "Jack", undefined],
    ["its brian o'connor and my email is b@x.example", "choice", "Brian O'connor", undefined],
    ["name wei zhang phone 212 555 0123", "choice", "Wei Zhang", undefined],
    ["where's that", "name", undefined, undefined],
    ["Who's that?", "name", undefined, undefined],
    ["Sean O'Hara", "name", "Sean O'Hara", undefined],
    ["it's dave dave miller", "name", "Dave Miller", undefined],
    ["Pam Lee pam@leeexample", "name", "Pam Lee", undefined],
    ["its for Ann Lee", "name", "Ann Lee", undefined],
  ])("%s, asked for %s", (text, asked, name, staff) => {
    const said = anAnswer(text, { ...beside, asked });
    expect([said.name, said.staff?.id]).toEqual([name, staff]);
  });
});

describe("a word of a name does not count if the next word leads elsewhere", () => {
  const services = [
    { id: "color", name: "Full colour", aliases: ["root touch-up"] },
    { id: "repair", name: "Deep repair" },
    { id: "bridal", name: "Wedding hair" },
    { id: "check", name: "Check-up" },
  ];
  test.each([
    ["do you do root canal", []],
    ["a deep tissue massage", []],
    ["my roots please", ["color"]],
    ["a root touch up", ["color"]],
    ["wedding saturday", ["bridal"]],
    ["wedding december 5th", ["bridal"]],
    ["deep repair treatment", ["repair"]],
    ["can you check if Tuesday is free", []],
    ["a check up please", ["check"]],
  ])("%s", (text, ids) => {
    expect(anAnswer(text, { services }).services.map(({ id }) => id)).toEqual(ids);
  });
});

describe("the times of other commitments are not requested", () => {
  test.each([
    ["how long is it? I have to be at school at 4", []],
    ["my train leaves at 4:30", []],
    ["I gotta pick up the kids at 3", []],
    ["I need to leave by 5 so can we do 3", [900]],
    ["I have to get a trim at 4", [960]],
    ["I need to be there at 4", [960]],
    ["he's 9", []],
    ["my son is 6 years old", []],
    ["is 9 ok?", [540]],
  ])("%s", (text, times) => {
    expect(anAnswer(text, beside).times).toEqual(times);
  });
});

test('"a reminder the day before" does not ask for another day', () => {
  const { references } = anAnswer("can I get a reminder text the day before?", { asked: "choice" });
  expect(references).toEqual([]);
  expect(anAnswer("the day before", { asked: "choice" }).references).toHaveLength(1);
});

test('"first thing" is the morning of that day', () => {
  expect(anAnswer("monday first thing")).toMatchObject({ dates: ["2026-08-31"], timeRange: { start: 360 } });
});

test("the plural of a service is that service", () => {
  expect(anAnswer("do you do mens trims?", beside).service?.id).toBe("cut");
  const services = [{ id: "cut", name: "Haircut", aliases: ["cut"] }];
  expect(anAnswer("do you do mens cuts?", { services }).service?.id).toBe("cut");
});

describe("the number of people", () => {
  test.each([
    ["for me and my two kids", 3],
    ["trims for my 2 boys", 2],
    ["I'd like to book in my two boys", 2],
    ["also my husband needs one too", 2],
    ["for my son", undefined],
  ])("%s: %s", (text, people) => {
    expect(anAnswer(text, beside).people).toBe(people);
  });
});
