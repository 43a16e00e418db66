import { describe, expect, test } from "vitest";

import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";

describe("offered times", () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      "are spread over the day",
      ["haircut on Tuesday"],
      /Tuesday 10 March at 9:00 am, 11:00 am, 1:00 pm or 3:00 pm/,
    ],
    [
      "are the next ones, when nothing was said",
      ["haircut"],
      /next free times .*today, Friday 6 March at 11:00 am/,
    ],
    [
      "are those of a part of the day",
      ["haircut on Tuesday afternoon"],
      /Tuesday 10 March at 12:00 pm, 1:00 pm, 3:00 pm or 4:00 pm/,
    ],
    [
      "are those between two hours",
      ["haircut on Tuesday between 2 and 4"],
      /2:00 pm, 2:30 pm, 3:00 pm or 3:30 pm/,
    ],
    ["are those after an hour", ["haircut on Tuesday after 4"], /4:00 pm, 4:15 pm or 4:30 pm/],
    [
      "are of both days",
      ["haircut on Tuesday or Wednesday after 4"],
      /Tuesday 10 March at .* or Wednesday 11 March at /,
    ],
    [
      "are told of a closed day",
      ["haircut on Saturday"],
      /closed tomorrow, Saturday 7 March\. The next free time is Monday 9 March at 9:00 am/,
    ],
    ["are told of a closed hour", ["haircut on Tuesday at 8 pm"], /outside our hours on Tuesday 10 March/],
    [
      "that are later follow",
      ["haircut on Tuesday", "anything later?"],
      /3:15 pm, 3:30 pm, 4:00 pm or 4:30 pm/,
    ],
    [
      "after the last are of the next days",
      ["haircut on Tuesday", "later", "later"],
      /nothing later on Tuesday 10 March.*Wednesday 11 March/,
    ],
    ["of a past day are asked about", ["haircut on 2026-03-02"], /has already passed\. What day/],
    ["of a far day are asked about", ["haircut on 2026-12-02"], /further ahead/],
    ["that the clocks leap over are asked about", ["haircut on Sunday at 2:30 am"], /clocks go forward/],
    [
      "that have passed are left",
      ["haircut today at 9 am"],
      /9:00 am has already passed.*today, Friday 6 March/,
    ],
    [
      "of a day that disagrees are asked about",
      ["haircut on Tuesday the 11th of March"],
      /do you mean .*Tuesday 10 March.*\?|do you mean .*11 March.*\?/,
    ],
    [
      "of a day that does not exist are asked about",
      ["haircut on the 31st of April at 3"],
      /that many days\. What day/,
    ],
    [
      "are of what was recommended, once a day is said",
      ["my hair is really damaged", "Tuesday morning please"],
      /Deep repair.*Tuesday 10 March|Tuesday 10 March.*Deep repair/,
    ],
    [
      "are asked for again, not just the same",
      ["haircut on Tuesday", "yes"],
      /(?:Sure|There are a few).*9:00 am/,
    ],
    [
      "are acknowledged beside a name",
      ["haircut on Tuesday", "Jo Brown, jo@x.com"],
      /^(?:Thank|Great).*9:00 am/,
    ],
    ["the nearest to the wish is taken", ["haircut on Tuesday at 3:07", "the closest one"], /3:00 pm.*\?/],
    [
      "of a person who does something else are another's",
      ["full colour with Mia on Tuesday"],
      /Mia doesn't do Full colour, but Noah does\..*Tuesday 10 March/,
    ],
  ])("%s", async (_, lines, expected) => {
    expect((await new BuiltinTalk().saysAll(lines)).text).toMatch(expected);
  });

  test("are the nearest ones to a taken time", async () => {
    const salon = aTalkingSalon();
    await new BuiltinTalk(salon).saysAll(["full colour Tuesday 10am", "Jo", "jo@example.com", "yes"]);
    const { text } = await new BuiltinTalk(salon).says("full colour on Tuesday at 10:30");
    expect(text).toMatch(/10:30 am on Tuesday 10 March isn't free.*12:00 pm/);
  });
});
