import type { Mail } from "#ports/messages.ts";

import type { SentDocument } from "./queries.ts";

/** `sent` is what is stored of it; `letter` has the additional parts of a mail. */
export type ReadyMessage = {
  readonly sent: SentDocument;
  readonly letter?: Pick<Mail, "fromName" | "replyTo" | "html" | "calendar">;
};

export type Composed =
  | (ReadyMessage & { readonly outcome: "message" })
  | { readonly outcome: "skip"; readonly why: string };
