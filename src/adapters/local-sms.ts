import type { SmsTransport } from "#ports/messages.ts";

/** Stands in when no text message provider is configured, as `localMail` does for mail. */
export function localSms(): SmsTransport {
  return {
    sendText: (message) => Promise.resolve({ outcome: "sent", providerId: `local:${message.messageId}` }),
  };
}
