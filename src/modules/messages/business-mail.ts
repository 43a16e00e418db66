import type { TenantTx } from "#db/tenant-db.ts";
import { getBranding, getProfile } from "#modules/business/index.ts";
import { planPalette } from "#modules/portal/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Composed } from "./composed.ts";
import { insertMessage } from "./insert-message.ts";
import { mailHtml } from "./mail-html.ts";
import { type MailWords, mailText } from "./words.ts";

/** A mail to the business itself: what it is about, and the key that makes it unique. */
type BusinessMail = { readonly kind: string; readonly once: string; readonly about: object };

/** Queues a mail to the business, due now, unless one with that key was queued before. */
export function queueForBusiness(
  ctx: TenantContext,
  tx: TenantTx,
  { kind, once, about }: BusinessMail,
): void {
  const now = ctx.clock.now();
  insertMessage(ctx, tx, {
    kind,
    channel: "email",
    customer_id: null,
    booking_uid: null,
    booking_version: null,
    dedupe_key: `${kind}/${once}`,
    payload: JSON.stringify(about),
    due_at: now,
  });
  ctx.wakeAt(now);
}

type Letter = {
  /** Undefined or null if the business cannot be reached by mail. */
  readonly to: string | null | undefined;
  readonly replyTo: string | null;
  readonly words: (business: string) => MailWords;
};

/** Composes the mail, or says why to skip it. */
export function composeForBusiness(ctx: TenantContext, { to, replyTo, words }: Letter): Composed {
  if (to === undefined || to === null) return { outcome: "skip", why: "the business has told no address" };
  const { business_name: fromName } = getProfile(ctx.db);
  const said = words(fromName);
  return {
    outcome: "message",
    sent: { to, subject: said.subject, body: mailText(said) },
    letter: {
      fromName,
      replyTo,
      html: mailHtml(said, planPalette(getBranding(ctx.db).primary_color).light),
      calendar: null,
    },
  };
}
