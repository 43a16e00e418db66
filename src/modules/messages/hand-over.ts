import type { MailTransport, SendResult, SmsTransport } from "#ports/messages.ts";

import type { ReadyMessage } from "./composed.ts";
import type { Message } from "./outbox-rows.ts";

export type Transports = { readonly mail: MailTransport; readonly sms: SmsTransport };

/** Hands a message to its transport. If that throws, it is unknown whether the message was sent. */
export async function handOver(
  { mail, sms }: Transports,
  { id: messageId }: Message,
  { sent, letter }: ReadyMessage,
): Promise<SendResult> {
  const { to, subject = "", body: text } = sent;
  try {
    return letter
      ? await mail.sendMail({ messageId, to, subject, text, ...letter })
      : await sms.sendText({ messageId, to, text });
  } catch (error) {
    return { outcome: "unknown", error: String(error) };
  }
}
