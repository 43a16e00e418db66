import { describe, expect, test } from "vitest";

import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";

const BOOK = ["haircut with Mia Tuesday 3pm, Jo Brown, jo@example.com", "yes"];

/** A salon with a visit of Jo's on Tuesday at three, booked in another conversation. */
async function aBookedSalon() {
  const salon = aTalkingSalon();
  const { booking } = await new BuiltinTalk(salon).saysAll(BOOK);
  return { salon, uid: booking!.uid };
}

/** The same, booked in this conversation. */
async function aBookedTalk() {
  const talk = new BuiltinTalk();
  const { booking } = await talk.saysAll(BOOK);
  return { talk, uid: booking!.uid };
}

function rowOf(salon: ReturnType<typeof aTalkingSalon>, uid: string) {
  return salon.db.first<{ status: string; start_at: number }>({
    sql: "select status, start_at from bookings where uid = ?",
    parameters: [uid],
  });
}

describe("a customer without a reference", () => {
  test.each([
    [["cancel my appointment", "I don't have it", "ok, can I book a new haircut on Monday at 9 instead"]],
    [
      [
        "can you move my appointment to Friday?",
        "no idea where that is",
        "yes please",
        "haircut Monday at 9",
      ],
    ],
  ])("books a new visit: %j", async (lines) => {
    const { booking } = await new BuiltinTalk().saysAll([...lines, "Jo Brown, jo@example.com", "yes"]);
    expect(booking).toMatchObject({ start_local: "2026-03-09T09:00", status: "confirmed" });
  });
});

describe("a visit booked here", () => {
  test.each<[string, readonly string[], string]>([
    ["is moved by an hour", ["can I move it an hour earlier?", "yes"], "2026-03-10T14:00"],
    [
      "is moved to another day at its time",
      ["move it to Thursday please", "the 3pm", "yes"],
      "2026-03-12T15:00",
    ],
    ["is moved to a day and time", ["can we reschedule to Wednesday at 10?", "yes"], "2026-03-11T10:00"],
    [
      "is moved step by step",
      ["I need to reschedule", "Wednesday", "11:00 please", "yes"],
      "2026-03-11T11:00",
    ],
    [
      "is moved to the same time next week",
      ["I'd like to reschedule it", "same time next week", "yes"],
      "2026-03-17T15:00",
    ],
  ])("%s", async (_, lines, local) => {
    const { talk, uid } = await aBookedTalk();
    const { booking } = await talk.saysAll(lines);
    expect(booking).toMatchObject({ uid, start_local: local, status: "confirmed" });
  });

  test("is cancelled by a yes", async () => {
    const { talk, uid } = await aBookedTalk();
    const asked = await talk.says("I have to cancel my appointment");
    expect(asked.summary).toContain("Cancel Haircut with Mia on Tuesday 10 March 2026 at 3:00 pm");
    const { booking, text } = await talk.says("yes, cancel it");
    expect(booking).toMatchObject({ uid, status: "cancelled" });
    expect(text).toMatch(/cancelled/);
  });

  test("is not cancelled by a no", async () => {
    const { talk, uid } = await aBookedTalk();
    const { text } = await talk.saysAll(["cancel my appointment", "no, keep it"]);
    expect(text).toMatch(/stays as it is|leave everything/);
    expect(rowOf(talk.salon, uid)?.status).toBe("confirmed");
    expect((await talk.says("thanks")).summary).toBeUndefined();
  });

  test("stays if the customer changes their mind", async () => {
    const { talk, uid } = await aBookedTalk();
    const { text, summary } = await talk.says("oh, forget it, leave it as it is");
    expect(summary).toBeUndefined();
    expect(text).not.toBe("");
    expect(rowOf(talk.salon, uid)?.status).toBe("confirmed");
  });

  test("can be looked up", async () => {
    const { talk } = await aBookedTalk();
    expect((await talk.says("when is my appointment again?")).text).toMatch(
      /Haircut with Mia on Tuesday 10 March at 3:00 pm/,
    );
  });

  test("is not changed when it is too late", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll(["haircut today at 11, Jo Brown, jo@example.com", "yes"]);
    const { text, summary } = await talk.says("cancel my appointment");
    expect(summary).toBeUndefined();
    expect(text).toMatch(/too late.*\(212\) 555-0142/);
  });
});

describe("a visit from elsewhere", () => {
  test("is disclosed and moved once verified", async () => {
    const { salon, uid } = await aBookedSalon();
    const talk = new BuiltinTalk(salon);
    expect((await talk.says("I need to move my appointment")).text).toMatch(/reference/);
    expect((await talk.says(uid)).text).toMatch(/email address/);
    expect((await talk.says("jo@example.com")).text).toMatch(
      /found your Haircut with Mia on Tuesday 10 March at 3:00 pm.*(?:When|Which)/,
    );
    const { booking } = await talk.saysAll(["Wednesday at 10", "yes"]);
    expect(booking).toMatchObject({ uid, start_local: "2026-03-11T10:00" });
  });

  test("is cancelled when everything is given at once", async () => {
    const { salon, uid } = await aBookedSalon();
    const talk = new BuiltinTalk(salon);
    const { summary } = await talk.says(`Please cancel ${uid}, my email is jo@example.com`);
    expect(summary).toMatch(/^Cancel Haircut/);
    expect((await talk.says("yes")).booking).toMatchObject({ uid, status: "cancelled" });
  });

  test.each([
    ["cancel it", /^Cancel Haircut/],
    ["move it please, to Wednesday at 10", /^Move Haircut/],
  ])("is disclosed, and then: %s", async (wish, expected) => {
    const { salon, uid } = await aBookedSalon();
    const talk = new BuiltinTalk(salon);
    const told = await talk.saysAll(["when is my appointment?", `${uid}, jo@example.com`]);
    expect(told.text).toMatch(/I found your Haircut/);
    expect((await talk.says(wish)).summary).toMatch(expected);
  });

  test("is cancelled by a yes after a question in between", async () => {
    const { salon, uid } = await aBookedSalon();
    const talk = new BuiltinTalk(salon);
    await talk.says(`Please cancel ${uid}, my email is jo@example.com`);
    const { text, summary } = await talk.says("how much notice do I need to give?");
    expect(text).toMatch(/up to 2 hours before/);
    expect(summary).toMatch(/^Cancel Haircut/);
    expect((await talk.says("yes")).booking).toMatchObject({ uid, status: "cancelled" });
  });

  test.each(["cancel my appointment", "I'd like to reschedule", "when is my appointment?"])(
    "is found by a reference with a word before it: %s",
    async (wish) => {
      const { salon, uid } = await aBookedSalon();
      const { text } = await new BuiltinTalk(salon).saysAll([wish, `booking ${uid}`]);
      expect(text).toMatch(/email address/);
    },
  );

  test("does not have its reference read as a time", async () => {
    const { salon } = await aBookedSalon();
    const talk = new BuiltinTalk(salon);
    const { text } = await talk.saysAll(["a haircut on Tuesday", "01m7zv7jxsav4hez4z2228se9p"]);
    expect(text).not.toMatch(/9:00 pm|not open|outside our hours/);
  });

  test("is moved to the named time, not to the first earlier one", async () => {
    const { salon, uid } = await aBookedSalon();
    const talk = new BuiltinTalk(salon);
    await talk.saysAll([`move ${uid}, jo@example.com`, "Wednesday at 3 pm"]);
    const { summary, text } = await talk.says("can I do it earlier, like 1?");
    expect(summary ?? text).toMatch(/1:00 pm/);
  });

  test("is neither disclosed nor changed without proof", async () => {
    const { salon, uid } = await aBookedSalon();
    const talk = new BuiltinTalk(salon);
    await talk.saysAll(["cancel my appointment", uid]);
    for (const wrong of ["a@x.example", "b@x.example", "c@x.example", "jo@example.com"]) {
      const { text, summary } = await talk.says(wrong);
      expect(text).not.toMatch(/Tuesday|Mia|Haircut/);
      expect(summary).toBeUndefined();
    }
    expect(rowOf(salon, uid)?.status).toBe("confirmed");
  });

  test("cannot be opened without its reference, and the customer is referred to a person", async () => {
    const { salon } = await aBookedSalon();
    const { text } = await new BuiltinTalk(salon).saysAll([
      "cancel my appointment",
      "I don't have a reference",
    ]);
    expect(text).toMatch(/\(212\) 555-0142/);
  });
});

describe("the waitlist", () => {
  test("is joined step by step", async () => {
    const talk = new BuiltinTalk();
    const { text, state } = await talk.saysAll([
      "put me on the waitlist for a haircut on Tuesday",
      "Jo",
      "jo@example.com",
    ]);
    expect(text).toMatch(/on the waitlist for your Haircut on Tuesday 10 March/);
    expect(state).toBe("waitlisted");
    expect((await talk.says("thanks")).text).toMatch(/welcome|pleasure|Happy to help/);
  });

  test("is offered if nothing is free and the plan includes it", async () => {
    for (const [plan, offered] of [
      ["premium", true],
      ["starter", false],
    ] as const) {
      const salon = aTalkingSalon({ plan, hours: { mon: [["09:00", "09:30"]], wed: [["09:00", "17:00"]] } });
      await new BuiltinTalk(salon).saysAll(["haircut with Mia Monday 9am, Jo, jo@example.com", "Jo", "yes"]);
      const { text } = await new BuiltinTalk(salon).says("haircut with Mia on Monday");
      expect(text).toMatch(/nothing is free|nothing free/);
      expect(text.includes("waitlist")).toBe(offered);
    }
  });

  test("is not available on a small plan", async () => {
    const { text } = await new BuiltinTalk(aTalkingSalon({ plan: "starter" })).says(
      "put me on the waitlist for a haircut on Tuesday",
    );
    expect(text).toMatch(/don't have a waitlist/);
  });
});

describe("what others do meanwhile", () => {
  test("if a time is taken before it is picked, the customer is told and offered others", async () => {
    const salon = aTalkingSalon();
    const slow = new BuiltinTalk(salon);
    const { slots } = await slow.says("full colour on Tuesday");
    await new BuiltinTalk(salon).saysAll(["full colour Tuesday 9am, Jo Brown, jo@example.com", "yes"]);
    const lost = await slow.does({ kind: "pick", slotId: slots[0]!.slot_id });
    expect(lost.text).toMatch(/just took that time|was just taken/);
    expect(lost.slots.length).toBeGreaterThan(0);
    const { booking } = await slow.saysAll(["the first one", "Ann", "ann@example.com", "yes"]);
    expect(booking?.start_local).toMatch(/^2026-03-1/);
  });

  test("a changed price has to be confirmed again", async () => {
    const talk = new BuiltinTalk();
    await talk.says("haircut Tuesday 9am, Jo Brown, jo@example.com");
    talk.salon.changes("cut", { price_cents: 5000 });
    const { booking, text } = await talk.says("yes");
    expect(booking).toBeUndefined();
    expect(text).toMatch(/price or length has changed/);
  });

  test("an expired summary is not booked by a yes", async () => {
    const talk = new BuiltinTalk();
    await talk.says("haircut Tuesday 9am, Jo Brown, jo@example.com");
    talk.salon.clock.advance(11 * 60_000);
    const { booking, text } = await talk.says("yes");
    expect(booking).toBeUndefined();
    expect(text).toMatch(/too old.*9:00 am/);
    expect((await talk.saysAll(["the first one", "yes"])).booking).toBeDefined();
  });
});
