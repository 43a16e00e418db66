import fc from "fast-check";
import { expect, test } from "vitest";

import { byCues } from "#modules/language/index.ts";

import { CLAIMS } from "./en/claim-words.ts";
import { OFFENCES } from "./facts.ts";
import { judge, judgeSentence } from "./judge-sentence.ts";
import { withoutMarks } from "./plain-text.ts";
import { Prepared } from "./prepared.ts";
import { NO_SUBJECT } from "./subject.ts";
import { BOOKED, LUNA } from "./test-kit.ts";

const word = fc.constantFrom(
  ..."I we have you are booked not if Tuesday March 10 3 pm at on or , . ? ! : ; half past quarter $ 45 dollars free haircut from to until between open closed minutes hours next week the 11th one two @ http://x.y www. ** _ ` < > [ ] ( ) \n - – \u200b é 予約 ½ 2026-03-10 15:00 3/10 call 555 0199".split(
    " ",
  ),
);
const sentence = fc.array(word, { maxLength: 40 }).map((words) => words.join(" "));

test("every text gets a judgement", () => {
  fc.assert(
    fc.property(fc.oneof(sentence, fc.string({ unit: "grapheme", maxLength: 300 })), (text) => {
      for (const facts of [LUNA, BOOKED]) {
        const { judgement } = judge(withoutMarks(text), new Prepared(facts), NO_SUBJECT);
        expect([undefined, ...OFFENCES]).toContain(judgement.ok ? undefined : judgement.offence);
        expect(judgeSentence(text, facts)).toEqual(judge(text, new Prepared(facts), NO_SUBJECT).judgement);
      }
    }),
    { numRuns: 300 },
  );
});

test("invisible characters change nothing", () => {
  fc.assert(
    fc.property(sentence, fc.nat(200), (text, at) => {
      const unseen = `${text.slice(0, at)}\u200b\u2060${text.slice(at)}`;
      expect(judgeSentence(withoutMarks(unseen), LUNA)).toEqual(judgeSentence(withoutMarks(text), LUNA));
    }),
    { numRuns: 200 },
  );
});

/** Words of the claim phrases, so that their beginnings and ends occur too. */
const claimWord = fc.constantFrom(
  ...new Set(
    `${CLAIMS.map(({ form }) => form.source.replaceAll(/[^a-z]+/g, " ")).join(" ")} D0 T1 , . the you your it is`
      .split(" ")
      .filter((one) => one !== ""),
  ),
);

test("the cue words never rule out a claim that matches", () => {
  const claimsFor = byCues(CLAIMS, ({ form }) => form);
  fc.assert(
    fc.property(fc.array(claimWord, { maxLength: 10 }), (words) => {
      const codes = ` ${words.join(" ")} `;
      const tried = new Set(claimsFor(codes));
      expect(CLAIMS.filter((claim) => !tried.has(claim) && claim.form.test(codes))).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});
