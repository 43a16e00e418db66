import { getBranding, getProfile } from "#modules/business/index.ts";
import { planPalette } from "#modules/portal/index.ts";
import type { Mail } from "#ports/messages.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Composed } from "./composed.ts";
import { mailHtml } from "./mail-html.ts";
import { type MailWords, mailText } from "./words.ts";

type Envelope = Pick<Mail, "to" | "replyTo"> & Partial<Pick<Mail, "calendar">>;

/** A mail in the business's name and colours, as plain text and as HTML. */
export function readyMail(
  { db }: TenantContext,
  words: MailWords,
  { to, replyTo, calendar = null }: Envelope,
): Composed {
  const accent = planPalette(getBranding(db).primary_color).light;
  return {
    outcome: "message",
    sent: { to, subject: words.subject, body: mailText(words) },
    letter: {
      fromName: getProfile(db).business_name,
      replyTo,
      html: mailHtml(words, accent),
      calendar,
    },
  };
}
