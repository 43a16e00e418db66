import { expect, test } from "vitest";

import { Talk } from "#test/conversation.ts";
import { aSalon } from "#test/salon.ts";

const MONDAY = { service_id: "cut", start_date: "2026-03-09", end_date: "2026-03-09" };
const CANARIES = ["Wilhelmina", "Canary", "wilhelmina.canary@example.com", "5550163", "budgie", "canary"];

/** A talk that captures every log line, including errors with all their properties. */
class LoudTalk extends Talk {
  lines: string[] = [];

  override ctx() {
    const keep = (fields: object, text: string): void => {
      const told = JSON.stringify(fields, (_key, value: unknown) =>
        value instanceof Error ? [value.name, value.message, value.stack] : value,
      );
      (this.lines ??= []).push(`${text} ${told}`);
    };
    return { ...super.ctx(), log: { info: keep, warn: keep, error: keep } };
  }
}

test("no log line contains message text, a name, an address or a number", async () => {
  const salon = aSalon().offers("cut", { name: "Haircut" }).employs("mia", ["cut"], { name: "Mia" });
  const talk = new LoudTalk(salon);
  const who = {
    customer_name: "Wilhelmina Canary",
    customer_email: "wilhelmina.canary@example.com",
    customer_phone: "(212) 555-0163",
    notes: "is afraid of my budgie",
  };
  await talk.says("hi, I am Wilhelmina Canary, a haircut on monday for me and my budgie", () => [
    ["check_availability", MONDAY],
    ["Wilhelmina", {}],
    ["create_booking", { ...who, customer_email: "canary" }],
  ]);
  await talk.says("9 am, wilhelmina.canary@example.com, 212 555 0163", () => [
    ["create_booking", { start_time_local: "2026-03-09T09:00", ...who }],
  ]);
  await talk.says("yes");
  await talk.says("my canary broke it", () => {
    throw new SyntaxError('Unexpected token, "my canary broke it" is not valid JSON');
  });
  await talk.says("and again", () => {
    throw new Error("Wilhelmina Canary is not iterable");
  });
  await talk.says("canary?", () => [["search_knowledge", { query: "may my canary come" }]]);

  expect(talk.lines.length).toBeGreaterThanOrEqual(2);
  const printed = talk.lines.join("\n");
  expect(CANARIES.filter((canary) => printed.includes(canary))).toEqual([]);
});
