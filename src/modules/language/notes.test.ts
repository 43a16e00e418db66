import { describe, expect, test } from "vitest";

import { anAnswer, SERVICES, STAFF } from "./test-kit.ts";

const understood = (text: string) => anAnswer(text, { services: SERVICES, staff: STAFF });

describe("notes for staff before the visit", () => {
  test.each<[string, string]>([
    ["please tell her that I have sensitive skin", "I have sensitive skin"],
    ["please tell Mia I had an operation", "I had an operation"],
    ["could you let Mia know I am hard of hearing?", "I am hard of hearing"],
    ["A trim on Friday. Note: allergic to PPD", "Allergic to PPD"],
    ["book it and add a note that I use a wheelchair", "I use a wheelchair"],
    ["please note that my scalp is sensitive", "My scalp is sensitive"],
    ["I'd like a trim, I'll bring my daughter", "I'll bring my daughter"],
    ["I’m allergic to hair dye, can I still have a trim?", "I’m allergic to hair dye"],
    ["I'm allergic to nuts, eggs and milk. jo@example.com", "I'm allergic to nuts, eggs and milk"],
    ["let the stylist know my hair is damaged and book me for Friday", "My hair is damaged"],
    ["I have very curly hair and want a trim", "I have very curly hair"],
    ["can I add a note? I'd like a head massage", "I'd like a head massage"],
    ["tell Mia that I must be gone by 5", "I must be gone by 5"],
    ["note: cancel everything on Friday", "Cancel everything on Friday"],
  ])("%s", (text, note) => {
    expect(understood(text).note?.text).toBe(note);
  });

  test.each([
    "can I bring my dog?",
    "can you tell me the price?",
    "please note that I can only come after 3 pm",
    "please note my e-mail is jo@example.com",
    "tell Mia that I want to cancel my appointment",
    "I'll bring my daughter for a trim on Friday",
    "tell them to call me",
    "do you have something for sensitive skin?",
    "what if I am pregnant?",
    "let me know",
  ])("%s is not a note", (text) => {
    expect(understood(text).note).toBeUndefined();
  });

  test("the words of a note are not read as anything else", () => {
    const said = understood("a trim on Friday. Note: I'd like to cancel the massage with Mia on Monday at 4");
    expect(said).toMatchObject({ dates: ["2026-08-28"], times: [], intents: [] });
    expect([said.services.map(({ id }) => id), said.staff]).toEqual([["cut"], undefined]);
  });
});
