/**
 * What became of handing a message over. `unknown`: it may or may not have arrived, and must not simply be
 * repeated. `notBefore`: how long whoever answered wants to be left alone, in milliseconds.
 */
export type SendResult =
  | { readonly outcome: "sent"; readonly providerId: string }
  | { readonly outcome: "try_again"; readonly error: string; readonly notBefore?: number }
  | { readonly outcome: "refused"; readonly error: string }
  | { readonly outcome: "unknown"; readonly error: string };

/** What a provider knows of a message whose sending was cut off. `ask_later`: it did not answer. */
export type Evidence =
  | { readonly outcome: "sent"; readonly providerId: string }
  | { readonly outcome: "none" }
  | { readonly outcome: "ask_later"; readonly error: string };

export type Mail = {
  /** The same for every attempt at the same message, so that a receiver can tell a repeat. */
  readonly messageId: string;
  readonly to: string;
  /** Whose mail it is: shown as the sender's name. */
  readonly fromName: string;
  /** Where answers go; null: to nobody. */
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An iCalendar file, and what it asks a calendar to do. */
  readonly calendar: { readonly method: "REQUEST" | "CANCEL" | "PUBLISH"; readonly content: string } | null;
};

export type TextMessage = { readonly messageId: string; readonly to: string; readonly text: string };

/** Looks for a message that may have been handed over before. Only where the provider can tell. */
type FindSent = (message: { readonly messageId: string; readonly to: string }) => Promise<Evidence>;

/** Carries mail out of the house. Never throws for what a receiver or provider says. */
export type MailTransport = {
  readonly sendMail: (mail: Mail) => Promise<SendResult>;
  readonly findSent?: FindSent;
  /** Ends what is kept open for the next mail. */
  readonly close?: () => void;
};

/** Carries text messages out of the house. `to` is in E.164. */
export type SmsTransport = {
  readonly sendText: (message: TextMessage) => Promise<SendResult>;
  readonly findSent?: FindSent;
};
