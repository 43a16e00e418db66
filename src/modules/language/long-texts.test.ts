import { describe, expect, test } from "vitest";

import { fastest } from "#test/fastest.ts";

import { anAnswer, SERVICES, STAFF } from "./test-kit.ts";

const salon = { services: SERVICES, staff: STAFF };

describe("ten thousand characters", () => {
  test.each([
    "sat ",
    "1/2 ",
    "at 3 ",
    "1-",
    "on monday ",
    "yes, ",
    "that is good ",
    "the first ",
    "haircut and ",
    "with Mia or ",
    "a.b@c.",
    "j o at ",
    "5 ",
    "double five ",
    "Jo Brown, ",
    "\u200b\u202e",
    "👨‍👩‍👧‍👦",
    "<b>&nbsp;",
    "\ud800",
    "not friday but ",
    "every week ",
  ])("of %j are read within the time limit", async (words) => {
    const text = words.repeat(10_000 / words.length);
    for (const asked of [undefined, "confirm", "name"] as const)
      expect(await fastest(2000, () => anAnswer(`${text}x!?`, { ...salon, asked }), 5)).toBeLessThan(2000);
  });

  test("reads a thousand numbers within the time limit", async () => {
    const text = Array.from({ length: 1000 }, (_, i) => i % 60).join(", ");
    expect(await fastest(2000, () => anAnswer(text, salon), 5)).toBeLessThan(2000);
  });
});

describe("invisible characters and emoji change nothing", () => {
  test.each([
    "F\u200bri\u200cday at 3\u200d pm",
    "\u202eFriday at 3 pm\u202c",
    "\u2066Friday\u2069 at\u00a03\u2009pm",
    "Friday 🗓️ at 3 pm 🙂",
    "\ufeffFriday\r\nat\t3 pm\u0000",
  ])("in %j", (text) => {
    expect(anAnswer(text)).toMatchObject({ date: "2026-08-28", time: 900 });
  });

  test("nor does HTML markup", () => {
    expect(anAnswer("<p>a trim on <b>Friday</b> at 3 pm</p>", salon)).toMatchObject({
      date: "2026-08-28",
      time: 900,
      service: { id: "cut" },
    });
  });
});
