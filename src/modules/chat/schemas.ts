import { z } from "zod";

import { filledText, id, line } from "#kernel/fields.ts";

import type { TurnInput } from "./engine.ts";

/** As long as a body may be: a message that is too long gets friendlier words than a 400. */
const ANY_LENGTH = 1024 * 1024;

const session = z.string().meta({ description: "The session_id from `POST /v1/chat/session`." });

export const startBody = z.strictObject({}).nullish();

export const startAnswer = z.object({ session_id: session, greeting: z.string() });

const fields = z.strictObject({
  session_id: session,
  message: filledText(ANY_LENGTH)
    .optional()
    .meta({ description: "At most 1,000 characters; more gives a 413." }),
  client_message_id: line(100).optional().meta({
    description: "An id for the message: sending it again changes nothing and gets the same answer.",
  }),
  slot_id: id.optional().meta({ description: "Picks a time of a `slots` event." }),
  confirm_token: filledText(200)
    .optional()
    .meta({ description: "Confirms the summary of a `confirm` event." }),
});

/** One action of the customer. */
export const streamBody = fields.check(({ value, issues }) => {
  const { message, slot_id, confirm_token, client_message_id } = value;
  const refuse = (path: string, problem: string): void =>
    void issues.push({ code: "custom", message: problem, input: value, path: [path] });
  const said = [message, slot_id, confirm_token].filter((part) => part !== undefined);
  if (said.length === 0) refuse("message", "must be given, or slot_id, or confirm_token");
  if (said.length > 1)
    refuse(
      message === undefined ? "slot_id" : "message",
      "must be given alone, without slot_id or confirm_token",
    );
  if (client_message_id !== undefined && message === undefined)
    refuse("client_message_id", "must only be given with a message");
});

/** The input that a validated body stands for. */
export function inputOf(body: Partial<Omit<z.output<typeof fields>, "session_id">>): TurnInput {
  const { message, client_message_id: clientMessageId, slot_id: slotId, confirm_token: token } = body;
  if (slotId !== undefined) return { kind: "pick", slotId };
  if (token !== undefined) return { kind: "confirm", token };
  return { kind: "message", text: message ?? "", clientMessageId };
}

export const streamHeaders = z.looseObject({
  "x-proof-of-work": z.string().max(300, "must be at most 300 characters").optional().meta({
    description:
      "Repeats a request that got a 429 with `details.proof_of_work`: the `challenge`, a colon and an integer, chosen so that the SHA-256 of this text starts with `difficulty` zero bits. A challenge can be used once, within two minutes.",
  }),
});

export const resumeHeaders = z.looseObject({
  "last-event-id": z.string().max(100, "must be at most 100 characters").optional().meta({
    description: "The id of the last event received; without it, all events are sent again.",
  }),
});

const EVENTS = `Server-sent events, each with JSON as its data and an id to resume after:

- \`delta {text}\`: more of the answer
- \`slots {slots: [{slot_id, start, start_local, label, staff: {id, name}}]}\`: times to choose from
- \`confirm {confirm_token, summary, expires_at}\`: what will be done once confirmed
- \`booking {booking, manage_url}\`: what was booked, moved or cancelled
- \`handoff {reason, phone?, email?}\`: the customer asked for a person
- \`replace {text}\`: replaces all text of this turn so far
- \`error {code, reason, message}\`
- \`done {state}\`: the turn is over

A comment every 15 seconds keeps the connection open.`;

/** The schema of a response that is a stream of events. */
export function eventStream(more: string) {
  return {
    description: `${more} ${EVENTS}`,
    content: { "text/event-stream": { schema: z.string() } },
  } as const;
}
