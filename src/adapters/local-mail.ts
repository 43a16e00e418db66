import type { MailTransport } from "#ports/messages.ts";

/**
 * Stands in when no mail server is configured: every message counts as sent and can be seen in the outbox
 * (`GET /dev/outbox`), which keeps what was sent.
 */
export function localMail(): MailTransport {
  return { sendMail: (mail) => Promise.resolve({ outcome: "sent", providerId: `local:${mail.messageId}` }) };
}
