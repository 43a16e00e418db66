import type { Mail } from "#ports/messages.ts";

import type { SentDocument } from "./queries.ts";

/** `sent` is what is kept of it; `letter` what a mail has beside that, and a text message has not. */
export type ReadyMessage = {
  readonly sent: SentDocument;
  readonly letter?: Pick<Mail, "fromName" | "replyTo" | "html" | "calendar">;
};

export type Composed =
  | (ReadyMessage & { readonly outcome: "message" })
  | { readonly outcome: "skip"; readonly why: string };
