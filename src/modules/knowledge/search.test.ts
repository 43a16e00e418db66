import { describe, expect, test } from "vitest";

import fc from "fast-check";

import { addFaq, changeFaq } from "./commands.ts";
import { searchKnowledge } from "./search.ts";

import { aSalon } from "#test/salon.ts";

const FAQS = [
  ["Is there parking?", "Yes, there is a garage on the corner.", ["parking"]],
  ["Do you take walk-ins?", "When a chair is free, gladly.", ["walk-in"]],
  ["Do you cut children's hair?", "From four years on.", ["kids"]],
  ["Can I bring my dog?", "Small dogs are welcome.", []],
  ["Which products do you use?", "Plant-based ones, without perfume.", ["brands"]],
  ["Do you do hair extensions?", "We do not, but we know who does.", []],
] as const;

function aKnowingSalon() {
  const salon = aSalon({
    policies: { late_text: "We wait for 15 minutes.", cancellation_text: "Two hours before at the latest." },
  });
  const ctx = salon.ctx();
  const added = FAQS.map(([question, answer, tags]) => addFaq(ctx, { question, answer, tags: [...tags] }));
  return { ctx, added };
}

describe("a question is answered", () => {
  test.each<[string, string]>([
    ["is there parking?", "Is there parking?"],
    ["where can I park my car", "Is there parking?"],
    ["do you have a parking lot", "Is there parking?"],
    ["is there parking nearby?", "Is there parking?"],
    ["anywhere to park near you", "Is there parking?"],
    ["is there parking close to the salon", "Is there parking?"],
    ["do you accept walk ins", "Do you take walk-ins?"],
    ["can I just walk in?", "Do you take walk-ins?"],
    ["do you cut kids hair", "Do you cut children's hair?"],
    ["are dogs allowed", "Can I bring my dog?"],
    ["what brand of shampoo do you use?", "Which products do you use?"],
    ["do you do extensions?", "Do you do hair extensions?"],
    ["what's your cancellation policy", "What is your cancellation policy?"],
    ["what if I'm running late?", "What if I am late?"],
  ])("%s with the answer to: %s", (query, question) => {
    const { ctx } = aKnowingSalon();
    expect(searchKnowledge(ctx.db, query)).toMatchObject({ outcome: "answer", text: { question } });
  });

  test.each([
    "do you sell concert tickets",
    "is the owner married",
    "do you have a rooftop bar",
    "do you cut grass",
    "",
    "is it?",
    "how can I pay?",
  ])("%s with no answer", (query) => {
    const { ctx } = aKnowingSalon();
    expect(searchKnowledge(ctx.db, query).outcome).toBe("unsure");
  });
});

test("names the row and version of the answer, up to date right after a change", () => {
  const { ctx, added } = aKnowingSalon();
  expect(searchKnowledge(ctx.db, "parking?")).toMatchObject({
    text: { source: "faq", id: added[0]!.id, version: 1 },
  });
  changeFaq(ctx, added[0]!.id, { answer: "Not any more." });
  expect(searchKnowledge(ctx.db, "parking?")).toMatchObject({
    text: { version: 2, answer: "Not any more." },
  });
});

test("another business's file has none of it", () => {
  aKnowingSalon();
  expect(searchKnowledge(aSalon().ctx().db, "parking?").outcome).toBe("unsure");
});

test("the search throws for no query", () => {
  const { ctx } = aKnowingSalon();
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
      searchKnowledge(ctx.db, text);
      searchKnowledge(ctx.db, `parking ${text} NEAR(" OR {title}: ^*`);
    }),
    { numRuns: 200 },
  );
});
