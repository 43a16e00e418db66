import { expect, test } from "vitest";

import { bookSlot } from "#modules/booking/index.ts";
import { at } from "#test/salon.ts";
import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";

test("when the plan's visits are used up, the customer is told at once how to reach the business", async () => {
  const salon = aTalkingSalon({ plan: "starter" })
    .offers("talk", { name: "Evening talk", capacity: 200 })
    .employs("eve", ["talk"], { name: "Eve" });
  for (let n = 0; n < 100; n += 1)
    bookSlot(salon.ctx(), {
      serviceId: "talk",
      start: at("2026-03-09T14:00:00Z"),
      customer: { name: "Guest", email: `g${n}@example.com` },
      source: "page",
    });
  const talk = new BuiltinTalk(salon);
  const { text, slots } = await talk.says("a haircut on Tuesday at 3 pm");
  expect(text).toMatch(/nothing is booked.*by phone at \(212\) 555-0142/);
  expect(slots).toEqual([]);
  expect((await talk.says("thanks anyway")).text).not.toContain("nothing is booked");
  expect((await talk.says("and on Wednesday?")).text).toContain("nothing is booked");
  expect((await talk.says("when are you open?")).text).toContain("9:00 am to 5:00 pm");
});
