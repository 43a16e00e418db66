/** What became of handing a message over. `unknown`: it may or may not have arrived, and must not simply be repeated. */
export type SendResult =
  | { readonly outcome: "sent"; readonly providerId: string }
  | { readonly outcome: "try_again"; readonly error: string }
  | { readonly outcome: "refused"; readonly error: string }
  | { readonly outcome: "unknown"; readonly error: string };

export type Mail = {
  /** The same for every attempt at the same message, so that a receiver can tell a repeat. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

export type TextMessage = { readonly messageId: string; readonly to: string; readonly text: string };

/** Carries mail out of the house. Never throws for what a receiver or provider says. */
export type MailTransport = { readonly sendMail: (mail: Mail) => Promise<SendResult> };

/** Carries text messages out of the house. `to` is in E.164. */
export type SmsTransport = { readonly sendText: (message: TextMessage) => Promise<SendResult> };
