import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { aChatter, textIn } from "#test/chat-desk.ts";
import { startProvider, type TestProvider } from "#test/language-models.ts";
import { startLuna } from "#test/luna-hair.ts";

const REFUSED = { response: { status: 401, error: { message: "", type: "authentication_error" } } };

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stop());

const both = () => ({
  OPENAI_API_KEY: "sk-one",
  OPENAI_BASE_URL: provider.url,
  ANTHROPIC_API_KEY: "sk-two",
  ANTHROPIC_BASE_URL: `${provider.url}/`,
});

async function lunaWith(settings: Readonly<Record<string, string>>) {
  const { app } = await startLuna({ settings });
  const chatter = aChatter(app);
  await chatter.begin();
  return { app, says: async (message: string) => textIn(await chatter.does({ message })) };
}

describe("the brain of a conversation", () => {
  test("is the model whose key is set, and its usage is counted", async () => {
    provider.play(() => ({
      response: { content: "Good morning.", usage: { input_tokens: 900, output_tokens: 9 } },
    }));
    const { app, says } = await lunaWith({ OPENAI_API_KEY: "sk-one", OPENAI_BASE_URL: provider.url });
    expect(await says("hello")).toBe("Good morning.");
    expect(provider.sent()[0]).toMatchObject({ model: "gpt-5.6-luna", reasoning: { effort: "none" } });
    const { text } = await app.ask("GET", "/metrics");
    expect(text).toContain("frontdesk_llm_cost_micros_total 191");
    expect(text).toContain('frontdesk_llm_first_token_seconds_count{provider="openai"} 1');
    expect(text).toContain('frontdesk_chat_turn_seconds_count{brain="openai"} 1');
    await app.close();
  });

  test("is the model named in the settings", async () => {
    provider.play(() => ({ response: { content: "Good day." } }));
    const { app, says } = await lunaWith({
      ...both(),
      OPENAI_API_KEY: "",
      ANTHROPIC_MODEL: "claude-haiku-5-5",
    });
    expect(await says("hello")).toBe("Good day.");
    expect(provider.sent()[0]).toMatchObject({ model: "claude-haiku-5-5", thinking: { type: "disabled" } });
    await app.close();
  });

  test("is the built-in one if there is no key", async () => {
    const { app, says } = await lunaWith({});
    expect(await says("hello")).not.toBe("");
    const { text } = await app.ask("GET", "/metrics");
    expect(text).toContain('frontdesk_chat_turn_seconds_count{brain="builtin"} 1');
    await app.close();
  });

  test("is another one if an account is refused, and the operator is alerted once", async () => {
    provider.play(() => REFUSED);
    const { app, says } = await lunaWith(both());
    for (let i = 0; i < 3; i += 1) expect(await says("hello")).not.toBe("");
    expect(provider.sent()).toHaveLength(2);
    const alarms = app.lines.expectErrors();
    expect(alarms.map(({ alarm, subject }) => `${String(alarm)} ${String(subject)}`)).toEqual([
      "provider_down openai",
      "provider_down anthropic",
    ]);
    const { text } = await app.ask("GET", "/metrics");
    expect(text).toContain('frontdesk_llm_answers_total{provider="openai",outcome="account"} 1');
    expect(text).toContain('frontdesk_alarms{kind="provider_down"} 2');
    expect(JSON.stringify(app.lines.all())).not.toMatch(/sk-one|sk-two|hello/);
    await app.close();
  });
});
