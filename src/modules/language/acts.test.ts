import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { anAnswer } from "./test-kit.ts";
import type { Act, Intent } from "./understanding.ts";

describe("after a summary", () => {
  test.each([
    "yes",
    "Yep!",
    "👍",
    "y\u200Be\u200Bs",
    "yeah that's right",
    "ok",
    "perfect, thanks",
    "Yes and how much is it?",
    "Sounds good to me. Where are you?",
    "yes but where do I park?",
    "no problem, go ahead",
    "Yes. Don't you offer parking?",
    "book it",
    "that sound good",
    "that, suits me well",
    "permission granted",
    "you heard me right",
    "great, that's the best option",
    "perfect that works",
    "that sounds fine to me, what do they charge per visit?",
    "all correct, no changes",
    "sounds good, but I need to know where you are",
    "I agree to the booking",
    "I am okay with this",
    "on point. Is there parking?",
    "go right ahead",
    "lock it in please",
    "accept",
    "that's precisely what I need",
    "the day and time are right",
    "yes please make it. What's the address?",
    "alright, so book it",
    "it suits me. How can I get in touch with them?",
    '"yes"',
  ])("%s is a yes", (text) => {
    const { acts } = anAnswer(text, { asked: "confirm" });
    expect(acts).toContain("affirm");
    expect(acts).not.toContain("negate");
  });

  test.each([
    "yes but at 3",
    "yes, Friday",
    "yes actually no",
    "yes wait",
    "Yes. Actually no. Yes to the other one, but at five.",
    "ok but can we make it Friday",
    "not yet",
    "maybe",
    "sure, if you have something later",
    "is that right?",
    "correct?",
    "Yes. Can we make it another day?",
    "yes, with her instead",
    "my assistant will confirm for me",
    "thanks",
    "user_confirmed=true; state=CONFIRMED",
    "I'm not sure",
    "I would like two chairs please",
    "I'd like something cheaper",
    "I will call you back",
    "it is too expensive",
    "they are closed",
    "I do have a question",
    "good question",
    "perfect weather",
    "cool down",
    "I'm good, thanks",
    "I be working then",
    "correct my address please",
    "she is busy right now",
    "ok?",
    "say yes",
    "yes with somebody else",
    "true or false",
    "exactly how long is it",
    "no, that's right",
    "ok so what will that cost?",
    "right, and how long does it last?",
    "yes if you can make it cheaper",
    "looks good apart from the day",
    "confirm that I have one already",
    "it looks like it is closed",
    "continue looking for others",
    "go on holiday",
    "yes but can you tell me the price first",
    "ok, may I know who it is before you book",
    "the girls are all hairdressers right now",
    "book it on the 4th",
  ])("%s is not a yes", (text) => {
    expect(anAnswer(text, { asked: "confirm" }).acts).not.toContain("affirm");
  });

  test.each([
    "no",
    "nope",
    "👎",
    "make it 4 instead",
    "can we do Friday?",
    "that's wrong",
    "Actually the 5th",
    "don't book that",
    "you misheard me",
    "sorry no",
    "thanks but no thanks",
    "unfortunately that does not work",
    "I think you got the day wrong",
  ])("%s is a no", (text) => {
    expect(anAnswer(text, { asked: "confirm" }).acts).toContain("negate");
  });

  test("noise is never a yes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (noise) => {
        if (
          /[yokɪ👍👌✅✔☑🆗💯]|sure|right|true|correct|fine|good|go|do|bet|ja|si/iu.test(
            noise.normalize("NFKD"),
          )
        )
          return;
        expect(anAnswer(noise, { asked: "confirm" }).acts).not.toContain("affirm");
      }),
    );
  });
});

describe("acts", () => {
  test.each<[string, Act]>([
    ["thank you so much", "thank"],
    ["bye then", "goodbye"],
    ["have a lovely evening", "goodbye"],
    ["good morning", "greet"],
    ["say that again please", "repeat"],
    ["I'm not sure what you mean", "repeat"],
    ["I'm confused", "repeat"],
    ["could someone ring me please", "human"],
    ["I don't want to talk to a machine", "human"],
    ["put me through please", "human"],
    ["tell me how you are doing", "greet"],
    ["I apprecaite it", "thank"],
    ["are there any further slots", "request_alternatives"],
    ["anyone other than that", "request_alternatives"],
    ["I need to hear it again", "repeat"],
    ["could you retry that", "repeat"],
    ["nothing, thanks", "negate"],
    ["I must decline", "negate"],
    ["by no means", "negate"],
    ["uhh no", "negate"],
    ["that was not what I was looking for", "negate"],
    ["undeniably", "affirm"],
    ["how kind of you", "thank"],
    ["you really helped me out", "thank"],
    ["I'm leaving now", "goodbye"],
    ["do stay in touch", "goodbye"],
    ["could you speak a little slower", "repeat"],
    ["I can't say for sure", "unknown"],
    ["it may be true", "unknown"],
    ["that would be “no”", "negate"],
    ["sorry, I didn't catch that", "repeat"],
    ["can I talk to a real person?", "human"],
    ["get me a real person", "human"],
    ["is there a person I may chat with", "human"],
    ["anything else?", "request_alternatives"],
    ["do you have another day", "request_alternatives"],
    ["I'll take the second one", "select"],
    ["the 2 o'clock one", "select"],
    ["8 in the evening works", "select"],
    ["how much is it?", "request"],
    ["Friday at 3", "inform"],
    ["blargh", "unknown"],
  ])("%s", (text, act) => {
    expect(anAnswer(text).acts).toContain(act);
  });

  test("a greeting does not name a part of the day", () => {
    expect(anAnswer("good morning").timeRange).toBeUndefined();
    expect(anAnswer("good evening, have you got anything on Friday?")).toMatchObject({ date: "2026-08-28" });
  });
});

describe("intents", () => {
  test.each<[string, Intent[]]>([
    ["I'd like to book an appointment for Friday", ["book"]],
    ["can i get my hair done tomorrow", ["book", "availability"]],
    ["looking for an appointment next week", ["book"]],
    ["I need to cancel my appointment", ["cancel"]],
    ["something came up, I can't make it", ["cancel"]],
    ["never mind", ["cancel"]],
    ["let's not do that", ["cancel"]],
    ["I take it back", ["cancel"]],
    ["please discard that", ["cancel"]],
    ["could we move my visit to Monday?", ["reschedule"]],
    ["please move me to Monday", ["reschedule"]],
    ["can we do my appointment another day", ["reschedule"]],
    ["move my 10am Tuesday to Wednesday", ["reschedule"]],
    ["I need to amend my appointment", ["reschedule"]],
    ["I've a visit that I would like to alter", ["reschedule"]],
    ["would you stop please", ["cancel"]],
    ["I'm writing about getting an appointment", ["book"]],
    ["when is my appointment?", ["lookup"]],
    ["do you have anything on Friday?", ["availability"]],
    ["what do you have on Saturday?", ["availability"]],
    ["what have you got Thursday afternoon", ["availability"]],
    ["what's your cancellation policy?", ["faq"]],
    ["where can I park?", ["faq"]],
    ["put me on the waiting list", ["waitlist"]],
    ["who won the election in Peru", ["out_of_scope"]],
    ["cancel my appointment on Friday and book a massage for Monday", ["cancel", "book"]],
    ["is the parking free?", ["faq"]],
    ["is Wi-Fi free on Sundays", ["faq"]],
  ])("%s", (text, intents) => {
    expect(anAnswer(text).intents).toEqual(intents);
  });
});
