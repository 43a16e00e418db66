import type { ConversationState, Draft } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

import type { Doubt } from "./draft-update.ts";

/** Who is coming, and their contact details. */
export type Contact = Pick<Draft, "name" | "email" | "phone">;

/** New details replace old ones; for somebody else's visit the name is asked for again. */
export function mergeContact({ draft }: ConversationState, understood: Understanding): Contact {
  const isOther = understood.hints.includes("for_other") && draft.goal !== "book";
  const name = understood.name ?? (isOther ? undefined : draft.name);
  const email = understood.email ?? draft.email;
  const phone = understood.phone ?? draft.phone;
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
}

/** Text that was meant as an e-mail address or phone number but is not valid. */
export function contactDoubts(
  { asked }: ConversationState,
  { email, phone }: Understanding,
  text: string,
): Doubt[] {
  if (email !== undefined || phone !== undefined) return [];
  if (/\S@|@\S/.test(text)) return [{ about: "email", why: "unreadable" }];
  const digits = text.replaceAll(/\D/g, "").length;
  if (asked === "phone" && digits >= 4) return [{ about: "phone", why: "unreadable" }];
  if (asked === "email" && digits >= 7) return [{ about: "phone", why: "unreadable" }];
  return [];
}
