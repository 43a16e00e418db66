import { z } from "zod";

import { cents, filledText, id, integer, text } from "#kernel/fields.ts";
import { customerFields } from "#modules/customers/index.ts";

import type { ShownTerms } from "./terms.ts";

/** An instant with its offset; `readStart` reads it, because what is wrong with it depends on the zone. */
export const start = filledText(40);

const uid = z.strictObject({ uid: id });
export const uidParams = uid;
export const holdParams = z.strictObject({ id });

/** What the caller was shown; refused with the new terms if they are others now (SCHEDULING rule 12). */
const shownTerms = {
  expected_price_cents: cents.optional(),
  expected_duration_minutes: integer(1, 1440).optional(),
};

/** The same for the commands. */
export function shownIn(body: {
  readonly expected_price_cents?: number | undefined;
  readonly expected_duration_minutes?: number | undefined;
}): ShownTerms {
  return {
    expectedPriceCents: body.expected_price_cents,
    expectedDurationMinutes: body.expected_duration_minutes,
  };
}

export const holdBody = z.strictObject({ service_id: id, staff_id: id.optional(), start, ...shownTerms });

export const bookingBody = z.strictObject({
  service_id: id,
  staff_id: id.optional(),
  start,
  hold_id: id.optional(),
  customer: customerFields,
  notes: text(1000).optional(),
  consent_sms: z.boolean().optional(),
  ...shownTerms,
});

export const cancelBody = z.strictObject({ reason: text(500).optional() }).nullish();

export const moveBody = z.strictObject({ start, staff_id: id.optional(), ...shownTerms });

export const ownerBookingBody = bookingBody
  .omit({ hold_id: true, customer: true })
  .extend({
    customer: customerFields.optional(),
    customer_id: id.optional(),
    override: z.boolean().optional(),
  })
  .refine((body) => (body.customer === undefined) !== (body.customer_id === undefined), {
    message: "must be given, or customer_id, but not both",
    path: ["customer"],
  });

export const ownerMoveBody = moveBody.extend({ override: z.boolean().optional() });
