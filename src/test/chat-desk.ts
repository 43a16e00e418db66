import type { ChooseBrain } from "#modules/conversation/index.ts";

import type { Answer, TestApp } from "./app.ts";

/** A server-sent event as it came over the wire. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into events of every shape
export type WireEvent = { readonly id: string; readonly event: string; readonly data: any };

/** Parses a complete event stream. */
export function readEvents(text: string): WireEvent[] {
  return text.split("\n\n").flatMap((frame) => {
    const fields = Object.fromEntries(
      frame.split("\n").map((line) => [line.split(": ", 1)[0] ?? "", line.slice(line.indexOf(": ") + 2)]),
    );
    if (fields["data"] === undefined) return [];
    return [{ id: fields["id"] ?? "", event: fields["event"] ?? "", data: JSON.parse(fields["data"]) }];
  });
}

/** The final text of an answer. */
export function textIn(events: readonly WireEvent[]): string {
  let text = "";
  for (const { event, data } of events) {
    if (event === "delta") text += data.text;
    if (event === "replace") text = data.text;
  }
  return text;
}

/** What a scripted desk needs: a service to book, and a date. */
export type Script = { readonly serviceId: () => string; readonly date: string };

const GUEST = { customer_name: "Ana Ruiz", customer_email: "ana@example.com" };

/** Blocks the scripted desk until the test opens it. */
export type Gate = { readonly pass: () => void; readonly opened: Promise<void> };

export function aGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { pass: resolve, opened: promise };
}

/**
 * A desk that follows simple instructions: "times" offers some, a picked time is summed up, "person" hands
 * over, "slowly" says a word, waits for the gate and says another. It agrees with everything else.
 */
export function scriptedDesk({ serviceId, date }: Script, gate: Gate = aGate()): ChooseBrain {
  return () => ({
    name: "builtin",
    async *speak({ text, tools, state, signal }) {
      if (text.includes("times"))
        tools.run({
          name: "check_availability",
          args: { service_id: serviceId(), start_date: date, end_date: date },
        });
      if (text.includes("person")) tools.run({ name: "escalate_to_human", args: { reason: "asked" } });
      const chosen = state().chosen?.slotId;
      if (chosen !== undefined) tools.run({ name: "create_booking", args: { slot_id: chosen, ...GUEST } });
      if (text.includes("slowly")) {
        // A sentence is only sent once the next one begins.
        yield { text: "Let me look. Now" };
        await Promise.race([
          gate.opened,
          new Promise((resolve) => signal.addEventListener("abort", resolve)),
        ]);
        yield { text: signal.aborted ? " nobody is there. " : " there it is. " };
      }
      yield { text: "Certainly." };
    },
  });
}

/** A customer who chats over the API, by default at `/t/luna`. */
export function aChatter({ ask }: Pick<TestApp, "ask">, base = "/t/luna") {
  let session = "";
  const stream = (body: object, headers: Record<string, string> = {}): Promise<Answer> =>
    ask("POST", `${base}/v1/chat/stream`, { body: { session_id: session, ...body }, headers });
  return {
    begin: async (): Promise<Answer> => {
      const begun = await ask("POST", `${base}/v1/chat/session`);
      session = begun.body?.session_id ?? "";
      return begun;
    },
    session: () => session,
    stream,
    does: async (body: object): Promise<WireEvent[]> => {
      const { status, text } = await stream(body);
      if (status !== 200) throw new Error(`${status} ${text}`);
      return readEvents(text);
    },
  };
}
