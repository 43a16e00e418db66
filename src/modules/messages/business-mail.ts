import type { TenantTx } from "#db/tenant-db.ts";
import { getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Composed } from "./composed.ts";
import { insertMessage } from "./insert-message.ts";
import { readyMail } from "./ready-mail.ts";
import type { MailWords } from "./words.ts";

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
  return readyMail(ctx, words(getProfile(ctx.db).business_name), { to, replyTo });
}
