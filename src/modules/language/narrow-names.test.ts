import { describe, expect, test } from "vitest";

import { lengthsSaid } from "./en/lengths-said.ts";
import { anAnswer } from "./test-kit.ts";
import { tokenise } from "./tokens.ts";

const SERVICES = [
  { id: "check", name: "Check-up", minutes: 30 },
  { id: "kids", name: "Children's check-up", aliases: ["kids checkup"], minutes: 20 },
  { id: "tissue60", name: "Deep tissue massage 60 min", minutes: 60 },
  { id: "tissue90", name: "Deep tissue massage 90 min", minutes: 90 },
  { id: "sports", name: "Sports massage", minutes: 30 },
  { id: "small", name: "Small dog bath", minutes: 45 },
  { id: "large", name: "Large dog bath", aliases: ["big dog bath"], minutes: 75 },
  { id: "groom", name: "Full groom", aliases: ["haircut for dogs"], minutes: 120 },
  { id: "classic", name: "Classic lashes", minutes: 120 },
  { id: "refill", name: "Lash refill", minutes: 60 },
  { id: "gel", name: "Gel manicure", minutes: 60 },
  { id: "mani", name: "Manicure", minutes: 45 },
  { id: "pedi", name: "Pedicure", minutes: 45 },
];

/** The ids of the services understood, and of those the customer has to choose between. */
function meant(text: string) {
  const { services, questions } = anAnswer(text, { services: SERVICES });
  return [
    services.map(({ id }) => id).join(" "),
    questions
      .map((question) =>
        question.about === "service" ? question.candidates.map(({ id }) => id).join(" ") : "",
      )
      .join(", "),
  ];
}

describe("several services with similar names", () => {
  test.each<[text: string, ids: string, asked?: string]>([
    ["a check-up", "check"],
    ["a check up for my son", "kids"],
    ["my daughter needs a checkup", "kids"],
    ["a checkup for both kids", "kids"],
    ["checkup", "check"],
    ["a check-up for me and a kids check-up", "check kids"],
    ["90 minute massage", "tissue90"],
    ["a deep tissue massage for an hour and a half", "tissue90"],
    ["an hour's massage", "tissue60"],
    ["deep tissue, 60 min please", "tissue60"],
    ["deep tissue massage", "", "tissue60 tissue90"],
    ["a deep tissue massage in 60 minutes", "", "tissue60 tissue90"],
    ["a sports massage", "sports"],
    ["massage", "", "tissue60 tissue90 sports"],
    ["a bath for a large dog", "large"],
    ["a bath for my little dog", "small"],
    ["full groom for a large dog", "groom"],
    ["a manicure", "mani"],
    ["mani pedi on Tuesday", "mani pedi"],
    ["manicure pedicure", "mani pedi"],
    ["a mani-pedi", "mani pedi"],
    ["gel manicure", "gel"],
    ["classic lash refill", "", "classic refill"],
    ["a sports massage and a manicure", "sports mani"],
    ["do you have anything for a dirty dog", "", "small large groom"],
  ])("%s", (text, ids, asked = "") => {
    expect(meant(text)).toEqual([ids, asked]);
  });
});

test('the words after "a tutor" decide which lesson is meant', () => {
  const services = [
    { id: "math", name: "Math lesson", aliases: ["math tutoring"] },
    { id: "english", name: "English lesson", aliases: ["english"] },
    { id: "trial", name: "Trial", aliases: ["trial lesson"] },
  ];
  const ids = (text: string) => anAnswer(text, { services }).services.map(({ id }) => id);
  expect(ids("i need a tutor for english")).toEqual(["english"]);
  expect(ids("a tutor for math")).toEqual(["math"]);
  expect(ids("a trial and a lesson in english")).toEqual(["trial", "english"]);
});

describe("durations", () => {
  test.each<[string, number[]]>([
    ["a 90 minute massage", [90]],
    ["ninety minutes", [90]],
    ["forty five minutes", [45]],
    ["an hour", [60]],
    ["half an hour", [30]],
    ["an hour and a half", [90]],
    ["one and a half hours", [90]],
    ["1.5 hours", [90]],
    ["2 hours", [120]],
    ["1 hour 15", [75]],
    ["two hours and thirty minutes", [150]],
    ["in 30 minutes", []],
    ["an hour later", []],
    ["90 minutes or an hour", [90, 60]],
    ["at 9", []],
  ])("%s", (text, minutes) => {
    expect(lengthsSaid(tokenise(text))).toEqual(minutes);
  });
});
