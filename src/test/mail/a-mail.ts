import type { Mail } from "#ports/messages.ts";

/** A confirmation to Ana, with `changes` applied. */
export function aMail(changes: Partial<Mail> = {}): Mail {
  return {
    messageId: "01kk1tk8c08pn1a4v618zsnj2z",
    to: "ana@example.com",
    fromName: "Luna Hair",
    replyTo: "luna@example.com",
    subject: "Booked: Haircut",
    text: "Your visit is booked.\n\n.\nSee you.",
    html: "<p>Your visit is booked.</p>",
    calendar: { method: "REQUEST", content: "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n" },
    ...changes,
  };
}
