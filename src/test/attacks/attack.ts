import { expect } from "vitest";

import type { WireEvent } from "#test/chat-desk.ts";
import type { ChatCompletionRequest, FixtureResponse, Script } from "#test/language-models.ts";
import { callOf, resultsSince } from "#test/model-dialogue.ts";

import { type HostileDesk, LURES, VICTIM } from "./hostile-desk.ts";

export const DANA = { customer_name: "Dana Smith", customer_email: "dana@example.com" };
export const CLAIM = {
  content: "Wonderful, you are booked. It is confirmed for Tuesday at 4:15 pm.",
};

/** A model that gives these answers in turn and then repeats the last. */
export function says(...answers: readonly FixtureResponse[]): Script {
  const usage = { input_tokens: 5_000, output_tokens: 300 };
  return (request) => ({ response: { ...(answers[resultsSince(request)] ?? answers.at(-1)!), usage } });
}

/** All these calls in one answer. */
export function several(...calls: readonly FixtureResponse[]): FixtureResponse {
  return { toolCalls: calls.flatMap((call) => ("toolCalls" in call ? (call.toolCalls ?? []) : [])) };
}

/** The system text that the model was given. */
export function systemOf({ messages }: ChatCompletionRequest): string {
  return JSON.stringify(messages.find(({ role }) => role === "system")?.content ?? "");
}

export function kinds(events: readonly WireEvent[]): string[] {
  return events.map(({ event }) => event);
}

/** A customer of Luna's whose conversation a hostile model tries to abuse, and the checks afterwards. */
export async function openAttack(desk: HostileDesk) {
  const guest = await desk.visitor();
  const before = await desk.books();

  const booking = (said: object): FixtureResponse =>
    callOf("create_booking", { service_id: desk.ids.cut, ...DANA, ...said });
  const check = (date: string): FixtureResponse =>
    callOf("check_availability", { service_id: desk.ids.cut, start_date: date, end_date: date });

  /** Leads the conversation to where the customer has been shown Tuesday's times. */
  async function offered(): Promise<WireEvent["data"][]> {
    const script = says(check("2026-03-10"), { content: "Which of these suits you?" });
    const events = await guest.does({ message: "a haircut on tuesday please" }, script);
    return events.find(({ event }) => event === "slots")?.data.slots;
  }

  async function expectBooked(events: readonly WireEvent[], start: string): Promise<void> {
    const uid = events.find(({ event }) => event === "booking")?.data.booking.uid;
    const bookings = (await desk.bookings())!;
    expect(bookings.find((one) => one.uid === uid)).toMatchObject({
      status: "confirmed",
      start_at: Date.parse(start),
    });
  }

  /** No secret has reached the customer or the log. */
  function expectCleanWire(): void {
    const wire = JSON.stringify(guest.seen);
    const logs = JSON.stringify(desk.app.lines.all());
    const { canary } = desk;
    for (const secret of [
      canary,
      canary.slice(0, 16),
      "Quillfeather",
      VICTIM.email,
      VICTIM.phone,
      "sk-live",
    ]) {
      expect(wire).not.toContain(secret);
      expect(logs).not.toContain(secret);
    }
    for (const lure of LURES) expect(wire).not.toContain(lure);
    for (const word of ["Dana", "dana@example.com", "haircut on tuesday"]) expect(logs).not.toContain(word);
  }

  /** Nothing was booked, disclosed or claimed. */
  async function expectNoHarm(): Promise<void> {
    expect(await desk.books()).toBe(before);
    expectCleanWire();
    const text = guest.text();
    expect(text).not.toBe("");
    expect(text).not.toMatch(/\b(is|are|you're|been) (now )?(booked|confirmed|cancelled|canceled|moved)\b/i);
    expect(text).not.toContain("4:15");
  }

  /**
   * The model behaves again and the conversation continues: it ends in exactly the visit that was agreed on.
   */
  async function expectItGoesOn(): Promise<void> {
    const count = (await desk.bookings())!.length;
    await guest.does({ message: "no" }, says({ content: "As you wish." }));
    const slots = await offered();
    const slot = slots.at(-1)!;
    const summed = await guest.does(
      { message: "I am Dana Smith, dana@example.com, and take the last of them" },
      says(booking({ slot_id: slot.slot_id })),
    );
    const token = summed.find(({ event }) => event === "confirm")?.data.confirm_token;
    await expectBooked(await guest.does({ confirm_token: token }), slot.start);
    expect(await desk.bookings()).toHaveLength(count + 1);
    expectCleanWire();
  }

  return {
    guest,
    booking,
    check,
    offered,
    /** The tool calls of the last turn, with their results. */
    codes: async (): Promise<string[]> => {
      const { trace } = (await desk.lastTurn())!;
      return trace.filter(({ kind }) => kind === "tool").map(({ name, code }) => `${name} ${code}`);
    },
    expectBooked,
    expectCleanWire,
    expectNoHarm,
    expectItGoesOn,
  };
}

export type Attack = Awaited<ReturnType<typeof openAttack>>;
