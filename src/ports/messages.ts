/**
 * The result of handing a message over. `unknown`: it may or may not have arrived, and must not simply be
 * sent again. `notBefore`: how long to wait before the next attempt, in milliseconds.
 */
export type SendResult =
  | { readonly outcome: "sent"; readonly providerId: string }
  | { readonly outcome: "try_again"; readonly error: string; readonly notBefore?: number }
  | { readonly outcome: "refused"; readonly error: string }
  | { readonly outcome: "unknown"; readonly error: string };

/** What a provider knows of a message whose sending was interrupted. `ask_later`: it did not answer. */
export type Evidence =
  | { readonly outcome: "sent"; readonly providerId: string }
  | { readonly outcome: "none" }
  | { readonly outcome: "ask_later"; readonly error: string };

export type Mail = {
  /** The same for every attempt at one message, so that a receiver can recognise a repeat. */
  readonly messageId: string;
  readonly to: string;
  /** The business's name, shown as the sender's. */
  readonly fromName: string;
  /** Where replies go; null: nowhere. */
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An iCalendar file, and its method. */
  readonly calendar: { readonly method: "REQUEST" | "CANCEL" | "PUBLISH"; readonly content: string } | null;
};

export type TextMessage = { readonly messageId: string; readonly to: string; readonly text: string };

/** Looks up a message that may have been handed over before. Only if the provider can tell. */
type FindSent = (message: { readonly messageId: string; readonly to: string }) => Promise<Evidence>;

/** Sends mail. Never throws for an answer of the receiver or provider. */
export type MailTransport = {
  readonly sendMail: (mail: Mail) => Promise<SendResult>;
  readonly findSent?: FindSent;
  /** Closes connections that are kept open for the next mail. */
  readonly close?: () => void;
};

/** Sends text messages. `to` is in E.164. */
export type SmsTransport = {
  readonly sendText: (message: TextMessage) => Promise<SendResult>;
  readonly findSent?: FindSent;
};
