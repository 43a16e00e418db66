import { expect, test } from "vitest";

import { changeSettings, settingsDocuments } from "#modules/business/index.ts";
import { TONES } from "#modules/conversation/words/en/tone.ts";
import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";

const LINES = [
  "hello",
  "haircut with Mia on Tuesday",
  "the first one",
  "Jo, jo@example.com",
  "yes",
  "thanks",
];

/** The answers in that tone, and what was booked. */
async function hear(tone: (typeof TONES)[number]) {
  const salon = aTalkingSalon();
  changeSettings(salon.ctx(), "assistant", settingsDocuments.assistant.parse({ tone }), {});
  const talk = new BuiltinTalk(salon);
  const said = [];
  for (const line of LINES) said.push(await talk.says(line));
  return {
    texts: said.map(({ text }) => text),
    facts: said.map(({ summary, booking, slots }) => [
      summary,
      booking?.start_local,
      slots.map(({ label }) => label),
    ]),
  };
}

test("each tone says the same in its own way", async () => {
  const [friendly, formal, brief] = await Promise.all(TONES.map(hear));
  expect(formal!.facts).toEqual(friendly!.facts);
  expect(brief!.facts).toEqual(friendly!.facts);
  for (const i of LINES.keys())
    expect(new Set([friendly!.texts[i], formal!.texts[i], brief!.texts[i]]).size).toBe(3);
  expect(brief!.texts.join(" ").length).toBeLessThan(formal!.texts.join(" ").length * 0.7);
});
