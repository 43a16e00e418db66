import type { SmsTransport } from "#ports/messages.ts";

/** Stands in where no provider of text messages is configured, in the way that `localMail` does for mail. */
export function localSms(): SmsTransport {
  return {
    sendText: (message) => Promise.resolve({ outcome: "sent", providerId: `local:${message.messageId}` }),
  };
}
