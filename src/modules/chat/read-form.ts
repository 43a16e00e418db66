import { z } from "zod";

import { filledText, id } from "#kernel/fields.ts";

import type { TurnInput } from "./engine.ts";

const text = filledText(1024 * 1024);

/** What a form of the page asks for; undefined if that is nothing that can be done. */
export function readForm(body: unknown): TurnInput | undefined {
  const fields = z.looseObject({}).safeParse(body).data ?? {};
  const read = (name: string, schema: z.ZodType<string>): string | undefined =>
    schema.safeParse(fields[name]).data;
  const slotId = read("slot_id", id);
  if (slotId !== undefined) return { kind: "pick", slotId };
  const token = read("confirm_token", filledText(200));
  if (token !== undefined) return { kind: "confirm", token };
  const message = read("message", text);
  if (message === undefined) return undefined;
  return { kind: "message", text: message.trim(), clientMessageId: read("client_message_id", id) };
}
