import { describe, expect, test } from "vitest";

import { anAnswer, SERVICES, STAFF } from "./test-kit.ts";
import type { Hint } from "./values.ts";

const beside = { services: SERVICES, staff: STAFF };

describe("small words qualify the values beside them", () => {
  test.each<[string, Hint]>([
    ["the usual please", "as_before"],
    ["same thing as last time", "as_before"],
    ["what I always get", "as_before"],
    ["a trim and a manicure", "partly_listed"],
    ["highlights and a trim", "partly_listed"],
    ["a trim or a dye", "either_service"],
    ["torn between a trim and a dye", "either_service"],
    ["I can't decide between the dye and the trim", "either_service"],
    ["hmm too soon", "other_day"],
    ["make it with Mia", "corrects"],
    ["can you make that 4 pm", "corrects"],
    ["what would you recommend for dry hair", "wants_advice"],
    ["which one do I need?", "wants_advice"],
    ["should I come in?", "wants_advice"],
    ["my filling fell out, what do I do", "wants_advice"],
    ["is it bad if my gums bleed", "wants_advice"],
    ["stop texting me", "stop_messages"],
    ["please take me off your list", "stop_messages"],
    ["STOP", "stop_messages"],
    ["unsubscribe", "stop_messages"],
    ["what's my booking number", "asks_reference"],
    ["hi, how are you?", "asks_how"],
    ["a trim with Sophie on Tuesday", "unknown_person"],
    ["can I see Dr Hall", "unknown_person"],
    ["I have an appointment tomorrow", "existing_visit"],
    ["I booked last week", "existing_visit"],
    ["nobody picks up the phone", "annoyed"],
    ["balayage?", "common_service"],
    ["does my insurance cover it", "asks_us"],
    ["please delete all my data", "wants_erasure"],
    ["just a dye with Mia", "only_these"],
    ["why is nobody answering", "annoyed"],
    ["I need to change my number", "changes_details"],
    ["can I speak to Mia", "wants_colleague"],
    ["let me check my calendar", "puts_off"],
  ])("%s: %s", (text, hint) => {
    expect(anAnswer(text, beside).hints).toContain(hint);
  });

  test.each<[string, Hint]>([
    ["what do you do?", "wants_advice"],
    ["can I have an appointment tomorrow?", "existing_visit"],
    ["a trim with Mia on Tuesday", "unknown_person"],
    ["a trim with May", "unknown_person"],
    ["a trim with highlights", "unknown_person"],
    ["stop, make it Tuesday", "stop_messages"],
    ["a trim and a dye", "partly_listed"],
    ["the same time next week", "as_before"],
    ["how are you located", "asks_how"],
  ])("%s: not %s", (text, hint) => {
    expect(anAnswer(text, beside).hints).not.toContain(hint);
  });

  test('"the same as last time" does not pick from a list', () => {
    expect(anAnswer("the same as last time", { asked: "choice" }).references).toEqual([]);
  });

  test("asks which of two services is meant", () => {
    const { services, questions } = anAnswer("not sure if I want a trim or a dye", beside);
    expect(services).toEqual([]);
    expect(questions).toMatchObject([{ about: "service", candidates: [{ id: "cut" }, { id: "color" }] }]);
  });
});
