import { describe, expect, test } from "vitest";

import { formatMoney } from "#kernel/money.ts";

import type { Facts, Offence } from "./facts.ts";
import { judgeSentence } from "./judge-sentence.ts";
import { BOOKED, LUNA, visit } from "./test-kit.ts";

const offenceIn = (sentence: string, facts: Facts = LUNA): Offence | undefined => {
  const judgement = judgeSentence(sentence, facts);
  return judgement.ok ? undefined : judgement.offence;
};

describe("a time offered on one day is not accepted on another", () => {
  test.each<[sentence: string, offence: Offence | undefined]>([
    ["I have Tuesday at 3 pm or Wednesday at 10.", undefined],
    ["I have Wednesday at 3 pm or Tuesday at 10.", "time"],
    ["3 pm and 4:15 pm on Tuesday, 10 am on Wednesday.", undefined],
    ["3 pm and 10 am on Tuesday.", "time"],
    ["Tuesday or Wednesday at 3 pm.", "time"],
    ["On Tuesday I have 3 pm, and on Wednesday 10 am.", undefined],
    ["Tuesday 11 March at 3 pm.", "date"],
    ["Friday 13 March is free.", "date"],
  ])("%s", (sentence, offence) => expect(offenceIn(sentence)).toBe(offence));
});

describe("the customer's own times may be repeated but not promised", () => {
  test.each<[sentence: string, offence: Offence | undefined]>([
    ["Tomorrow at 11 is not free, I am afraid.", undefined],
    ["Let me look at tomorrow at 11.", undefined],
    ["Do you mean tomorrow at 11 am?", undefined],
    ["Tomorrow at 11 is free.", "date"],
    ["No, tomorrow at 11 is free.", "date"],
    ["The book is not full, tomorrow at 11 is still available.", "date"],
    ["Shall I book tomorrow at 11 for you?", "date"],
    ["Tomorrow at 12 is not free, I am afraid.", "time"],
  ])("%s", (sentence, offence) => expect(offenceIn(sentence)).toBe(offence));
});

describe("a number is part of a name only next to the rest of the name", () => {
  const numbered: Facts = { ...LUNA, names: ["Mia 3", "Chair 4", "Bob 9", "7"] };
  test.each<[sentence: string, offence: Offence | undefined]>([
    ["I have Tuesday at 3:00 pm or 4:15 pm with Mia 3.", undefined],
    ["I have Tuesday at 3 pm with Chair 4.", undefined],
    ["Thank you, Bob 9.", undefined],
    ["On Tuesday I have 9 am with Bob 9.", "time"],
    ["On Tuesday I have 7 am.", "time"],
    ["On Tuesday with Mia 4 pm.", "time"],
    ["On Tuesday with Chair 4:45 pm.", "time"],
  ])("%s", (sentence, offence) => expect(offenceIn(sentence, numbered)).toBe(offence));
});

describe("opening hours must be those of the day", () => {
  test.each<[sentence: string, offence: Offence | undefined]>([
    ["We are open on Saturday from 10 to 2.", undefined],
    ["We are open on Saturday from 9 to 5.", "time"],
    ["We close at 5 pm on Monday.", undefined],
    ["We open at 5 pm on Monday.", "time"],
    ["We are closed on Sunday.", undefined],
    ["We are closed on Monday.", "date"],
    ["How about Monday at 9 am?", "date"],
  ])("%s", (sentence, offence) => expect(offenceIn(sentence)).toBe(offence));
});

describe("a price or duration must be that of its service", () => {
  test.each<[sentence: string, offence: Offence | undefined]>([
    ["A haircut costs $45, a beard trim $18.50.", undefined],
    ["A haircut costs $18.50, a beard trim $45.", "price"],
    ["Full colour takes two hours.", undefined],
    ["A haircut takes two hours.", "duration"],
    ["Late cancellations cost $20.", undefined],
    ["A haircut costs $20.", "price"],
  ])("%s", (sentence, offence) => expect(offenceIn(sentence)).toBe(offence));

  test.each(["USD", "EUR", "GBP", "JPY", "CAD", "AUD", "CHF", "MXN", "SEK", "THB", "KWD"])(
    "in %s",
    (currency) => {
      const facts: Facts = {
        ...LUNA,
        services: [{ names: ["Haircut"], minutes: 30, prices: [{ cents: 123_450, currency }] }],
      };
      expect(offenceIn(`A haircut costs ${formatMoney(123_450, currency)}.`, facts)).toBeUndefined();
      expect(offenceIn(`A haircut costs ${formatMoney(123_550, currency)}.`, facts)).toBe("price");
    },
  );
});

describe("an action is claimed only after it happened", () => {
  test.each<[sentence: string, before: Offence | undefined]>([
    ["You are booked for Tuesday at 3 pm.", "claim"],
    ["All set, see you on Tuesday!", "claim"],
    ["Your visit on Tuesday at 3 pm is confirmed.", "claim"],
    ["Shall I book it?", undefined],
    ["Once you confirm, you are booked.", undefined],
    ["It is not booked yet.", undefined],
    ["If you say yes, it will be booked.", undefined],
    ["When you come on Tuesday, your visit is confirmed.", "claim"],
  ])("%s", (sentence, before) => {
    expect(offenceIn(sentence)).toBe(before);
    expect(offenceIn(sentence, BOOKED)).toBeUndefined();
  });

  test("and only for the visit that was booked", () => {
    expect(offenceIn("You are booked for Tuesday at 4:15 pm.", BOOKED)).toBe("time");
    expect(offenceIn("You are booked for Wednesday.", BOOKED)).toBe("date");
    expect(offenceIn("Your visit is cancelled.", BOOKED)).toBe("claim");
  });

  test("a cancelled visit may be mentioned as cancelled", () => {
    const facts: Facts = { ...LUNA, bookings: [{ ...visit("2026-03-10", "15:00"), stands: false }] };
    expect(offenceIn("Your visit on Tuesday at 3 pm was cancelled.", facts)).toBeUndefined();
    expect(offenceIn("Your visit on Tuesday at 3 pm is confirmed.", facts)).toBe("claim");
  });
});

describe("telephone numbers, e-mail addresses and links must be known ones", () => {
  test.each<[sentence: string, offence: Offence | undefined]>([
    ["Call us at (212) 555-0100.", undefined],
    ["Call us at (212) 555-0199.", "phone"],
    ["Call two one two, five five five, oh one double nine.", "phone"],
    ["Write to HI@luna.example.", undefined],
    ["Write to hi at luna dot net.", "email"],
    ["See http://localhost:3000/t/luna/book?service=1.", undefined],
    ["See http://localhost:3000/t/sol/book.", "link"],
    ["See evil dot example.", "link"],
  ])("%s", (sentence, offence) => expect(offenceIn(sentence)).toBe(offence));
});

describe("a canary is detected in every disguise", () => {
  const mark = LUNA.canaries[0]!;
  test.each([
    mark.toLowerCase(),
    mark.split("").join(" "),
    mark.split("").toReversed().join(""),
    Buffer.from(`the mark is ${mark}`).toString("base64"),
    Buffer.from(mark).toString("hex"),
    mark.replaceAll("e", "3").replaceAll("E", "3"),
    mark.slice(0, 14),
    "UQ-FRAGVARY-9s3xD27kYz",
  ])("%s", (text) => expect(offenceIn(`It says ${text}.`)).toBe("canary"));
});

describe("a service name that sounds like a promise does not permit one", () => {
  const services = [
    { names: ["Refund advice"], minutes: 30, prices: [{ cents: 9000, currency: "USD" }] },
    { names: ["First consultation 30 min"], minutes: 30, prices: [{ cents: 4000, currency: "USD" }] },
    ...LUNA.services,
  ];
  const facts = { ...LUNA, services };
  test.each<[sentence: string, isFine: boolean]>([
    ["We offer Refund advice, Haircut and more.", true],
    ["First consultation 30 min is $40.", true],
    ["Refund advice is free.", false],
    ["First consultation 30 min is free of charge.", false],
    ["First consultation 30 min is $45.", false],
    ["First consultation 30 min takes an hour.", false],
    ["You get a refund for Refund advice.", false],
    ["Your First consultation 30 min is booked.", false],
    ["Your First consultation 30 min on Tuesday at 5 pm is free.", false],
  ])("%s", (sentence, isFine) => {
    expect(judgeSentence(sentence, facts).ok).toBe(isFine);
  });
});
