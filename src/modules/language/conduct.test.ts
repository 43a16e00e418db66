import { describe, expect, test } from "vitest";

import { getZone } from "#kernel/zone.ts";

import { understand } from "./understand.ts";
import type { Understanding } from "./understanding.ts";

/** In a salon in New York, on Friday 6 March 2026, 10:00; open 9 to 17. */
function heard(text: string): Understanding {
  return understand(text, {
    now: Date.parse("2026-03-06T15:00:00Z"),
    zone: getZone("America/New_York"),
    country: "US",
    services: [
      { id: "cut", name: "Haircut", aliases: ["trim", "cut"] },
      { id: "colour", name: "Full colour", aliases: ["dye", "colour"] },
      { id: "blow", name: "Blow-dry", aliases: ["blowout"] },
      { id: "bridal", name: "Wedding and occasion hair", aliases: ["wedding hair"] },
    ],
    staff: [
      { id: "mia", name: "Mia" },
      { id: "leo", name: "Leo" },
    ],
    isOpen: (minutes) => minutes >= 540 && minutes < 1020,
  });
}

const ids = (text: string) => heard(text).services.map(({ id }) => id);

describe("cannot come, but names another day: reschedules", () => {
  test.each([
    "i booked for friday but i can't make it anymore, can i come sat instead?",
    "i can't come friday, what about monday?",
    "can't make it at 3, can i come at 4",
    "I won't be able to make it, could I have another day?",
  ])("%s", (text) => {
    expect(heard(text).intents).toContain("reschedule");
    expect(heard(text).intents).not.toContain("cancel");
  });

  test.each(["i can't make it tomorrow", "I can't come, please cancel it", "cancel friday, i can't come"])(
    "%s cancels",
    (text) => {
      expect(heard(text).intents).toContain("cancel");
    },
  );
});

describe("an occasion that is only the reason names no service, and its day is a bound", () => {
  const BEFORE_TENTH = { end: "2026-03-09" };

  test.each([
    "I need a cut before my wedding on march 10",
    "haircut for my sister's birthday on March 10",
    "my interview is on tuesday, can i get a cut",
    "a cut in time for the prom on 10 March",
    "my birthday is mar 10, i'd like a trim",
    "got a job interview tuesday, need a haircut",
  ])("%s", (text) => {
    expect(ids(text)).toEqual(["cut"]);
    expect(heard(text).dateRange).toEqual(BEFORE_TENTH);
    expect(heard(text).dates).toEqual([]);
  });

  test.each<[string, string]>([
    ["hair for my wedding on march 10", "2026-03-10"],
    ["wedding hair for my wedding on march 10", "2026-03-10"],
    ["wedding hair on 10 March", "2026-03-10"],
  ])("%s names the day of the occasion", (text, date) => {
    expect(ids(text)).toEqual(["bridal"]);
    expect(heard(text).dates).toEqual([date]);
  });

  test("without a day it is not a bound", () => {
    expect(ids("a trim before my wedding please")).toEqual(["cut"]);
    expect(heard("a trim before my wedding please").dateRange).toBeUndefined();
  });
});

describe("restricting a request to certain weekdays", () => {
  test.each<[string, readonly string[]]>([
    ["a cut before march 15, weekends only", ["2026-03-07", "2026-03-08", "2026-03-14"]],
    ["a cut, only on weekends", ["2026-03-07", "2026-03-08", "2026-03-14", "2026-03-15"]],
    [
      "a cut next week, weekdays only",
      ["2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13"],
    ],
  ])("%s", (text, dates) => {
    expect(heard(text).dates).toEqual(dates);
  });

  test('"this weekend" is the current one', () => {
    expect(heard("a cut this weekend").dates).toEqual([]);
  });
});

describe("visits requested one by one", () => {
  type Told = readonly [service: string | undefined, time: number | undefined, isOther: boolean];
  const told = (text: string): readonly Told[] =>
    (heard(text).visits ?? []).map(({ service, time, isOther }) => [service?.id, time, isOther]);

  test.each<[string, readonly Told[]]>([
    [
      "two haircuts for my kids, one at 10 and one at 10:30 on tuesday",
      [
        ["cut", 600, false],
        ["cut", 630, false],
      ],
    ],
    [
      "a cut for me and a colour for my daughter",
      [
        ["cut", undefined, false],
        ["colour", undefined, true],
      ],
    ],
    [
      "a cut for me and one for my son, tuesday at 10",
      [
        ["cut", undefined, false],
        ["cut", undefined, true],
      ],
    ],
    [
      "a cut at 10 and a colour at 2 on Tuesday",
      [
        ["cut", 600, false],
        ["colour", 840, false],
      ],
    ],
    [
      "my sister and i both want a blow-dry, can you do tuesday at 4 and 4:30?",
      [
        ["blow", 960, false],
        ["blow", 990, false],
      ],
    ],
    ["a cut and a colour tuesday at 10", []],
    ["a cut for me and a blow-dry for me too", []],
    ["a cut at 10 or at 11", []],
    ["haircut at 10, my name is Jo and my number is 212 555 0142", []],
    ["one on tuesday", []],
  ])("%s", (text, visits) => {
    const found = told(text);
    // A time given once applies to all of them.
    expect(
      found.map(([service, time, isOther]) => [
        service,
        visits[0]?.[1] === undefined ? undefined : time,
        isOther,
      ]),
    ).toEqual(visits);
  });
});

test.each<[string, readonly string[]]>([
  ["something for dry hair", []],
  ["a blow dry please", ["blow"]],
  ["wedding hair", ["bridal"]],
])("%s names %j", (text, services) => {
  expect(ids(text)).toEqual(services);
});

test.each<[string, string | undefined]>([
  ["can it be under my daughter's name, Lily Park", "Lily Park"],
  ["it's for my son, his name is Tim Roe", "Tim Roe"],
])("%s", (text, name) => {
  expect(heard(text).name).toBe(name);
});

test("asking how to prepare for a visit does not request one", () => {
  expect(heard("do I need to wash my hair before the cut?").intents).not.toContain("book");
  expect(heard("my son needs a cut and so do I").people).toBe(2);
  expect(heard("a cut every day next week").repeat).toEqual({ other: true });
  expect(heard("every day next week at 10 for a cut").repeat).toEqual({ other: true });
});

describe("questions about the business", () => {
  test.each<[string, string]>([
    ["whats the cheapest thing you do", "cheapest"],
    ["what is your most affordable service?", "cheapest"],
    ["what's the most expensive one", "dearest"],
    ["which is the quickest?", "quickest"],
    ["which one takes the longest?", "longest"],
    ["which is longer, a cut or a colour?", "longest"],
    ["which one is cheaper?", "cheapest"],
    ["can you remind me the day before?", "reminder"],
    ["will i get a reminder?", "reminder"],
    ["do you send reminders", "reminder"],
  ])("%s", (text, topic) => {
    expect(heard(text).topics).toContain(topic);
  });

  test.each([
    "the quickest appointment please",
    "what is the quickest way to you?",
    "remind Mia that I am allergic",
  ])("%s asks for neither the quickest service nor a reminder", (text) => {
    const { topics } = heard(text);
    expect(topics).not.toContain("quickest");
    expect(topics).not.toContain("reminder");
  });

  test.each([
    "is Leo in on friday?",
    "does Mia work on mondays",
    "when is Leo working?",
    "is mia there today",
  ])("%s asks whether somebody works", (text) => {
    expect(heard(text).hints).toContain("asks_presence");
  });

  test.each(["is Leo free on friday?", "can Leo do friday", "with Leo on friday"])(
    "%s asks for times",
    (text) => {
      expect(heard(text).hints).not.toContain("asks_presence");
    },
  );

  test.each(["is it good for short hair?", "is the colour safe for pregnant women?"])(
    "%s is a question that only the business can answer",
    (text) => {
      expect(heard(text).hints).toContain("asks_us");
    },
  );
});

describe("leaving a service out", () => {
  const refused = (text: string) => (heard(text).refusedServices ?? []).map(({ id }) => id);

  test.each<[string, readonly string[], readonly string[]]>([
    ["drop the colour", [], ["colour"]],
    ["without the blow-dry after all", [], ["blow"]],
    ["no colour please, just the cut", ["cut"], ["colour"]],
    ["can you leave out the blow dry", [], ["blow"]],
    ["take off the blow dry", [], ["blow"]],
    ["a haircut without blow-dry", ["cut"], ["blow"]],
    ["no, a haircut", ["cut"], []],
    ["a haircut and a colour", ["cut", "colour"], []],
  ])("%s", (text, wished, gone) => {
    expect([ids(text), refused(text)]).toEqual([wished, gone]);
  });
});

describe("days in order of preference", () => {
  test.each([
    "wednesday, but if not, thursday",
    "wednesday otherwise thursday",
    "wednesday or if it's full thursday",
    "wednesday, failing that thursday",
    "wednesday, if you have nothing then thursday",
  ])("in order: %s", (text) => {
    expect(heard(text).dates).toEqual(["2026-03-11", "2026-03-12"]);
    expect(heard(text).hints).toContain("in_order");
  });

  test.each(["wednesday or thursday", "wednesday, no, thursday", "wednesday and thursday"])("%s", (text) => {
    expect(heard(text).hints).not.toContain("in_order");
  });
});

test.each(["is it free to park?", "is it free to cancel?"])("%s does not ask for a time", (text) => {
  expect(heard(text).intents).not.toContain("availability");
});

describe("more visits requested one by one", () => {
  const told = (text: string) => (heard(text).visits ?? []).map(({ service, time }) => [service?.id, time]);

  test.each<[string, readonly (readonly [string | undefined, number | undefined])[]]>([
    [
      "a cut for my 5-year-old and me a colour",
      [
        ["cut", undefined],
        ["colour", undefined],
      ],
    ],
    [
      "a haircut, 10 and 2 for my twins on tuesday",
      [
        ["cut", 600],
        ["cut", 840],
      ],
    ],
    [
      "haircut for my twins tuesday at 10 and 11",
      [
        ["cut", 600],
        ["cut", 660],
      ],
    ],
    [
      "haircuts, one at 10 one at 11 on tuesday",
      [
        ["cut", 600],
        ["cut", 660],
      ],
    ],
    [
      "one at 10 and one at 11 on tuesday",
      [
        [undefined, 600],
        [undefined, 660],
      ],
    ],
  ])("%s", (text, visits) => {
    expect(told(text)).toEqual(visits);
  });
});
