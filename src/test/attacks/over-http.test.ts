import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { aChatter, textIn } from "#test/chat-desk.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { aDocument } from "#test/tenant-documents.ts";

import { MESSAGES } from "./messages.ts";
import { wrongWords } from "./oracles.ts";

let luna: Luna;
beforeAll(async () => {
  luna = await startLuna();
  await luna.app.addTenant(
    aDocument({ slug: "sol", profile: { business_name: "Sol", time_zone: "Europe/Paris" } }),
  );
});
afterAll(() => luna.app.close());

describe("over HTTP", () => {
  it("sixty thousand characters are refused kindly, and the conversation continues", async () => {
    const chatter = aChatter(luna.app);
    await chatter.begin();
    const { status, body } = await chatter.stream({ message: "book ".repeat(12_000) });
    expect(status).toBe(413);
    expect(body.error).toMatchObject({ code: "INVALID_ARGUMENT", reason: "PAYLOAD_TOO_LARGE" });
    expect(body.error.message).toContain("1,000 characters");
    expect(textIn(await chatter.does({ message: "What does a haircut cost?" }))).toContain("$45");
  });

  it("a conversation with one business does not exist at another", async () => {
    const chatter = aChatter(luna.app);
    await chatter.begin();
    const stranger = await luna.app.ask("POST", "/t/sol/v1/chat/stream", {
      body: { session_id: chatter.session(), message: "Who is booked today?" },
    });
    expect(stranger.status).toBe(404);
  });

  it.each(MESSAGES.filter(({ lines }) => lines.length === 1))(
    "$name: nothing of the inside goes over the wire",
    async ({ lines }) => {
      const chatter = aChatter(luna.app);
      await chatter.begin();
      const { status, text } = await chatter.stream({ message: lines[0]!.slice(0, 1000) });
      expect(status).toBe(200);
      const canary = luna.app.deps.services.capabilities(luna.luna.id).issue("prompt canary");
      expect(
        wrongWords(text.replaceAll("confirm_token", ""), { canary, privy: ["tool_call", "trace"] }),
      ).toEqual([]);
      expect(text).toContain("event: done");
      expect(text).not.toContain("event: booking");
    },
  );
});
