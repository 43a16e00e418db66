import { z } from "zod";

import { cents, filledText, id, integer, text } from "#kernel/fields.ts";
import { onConflict, repeatBody, scope } from "#modules/booking/series/schemas.ts";
import { MOST_ITEMS, type ServiceWish } from "#modules/calendar/index.ts";
import { customerFields, customerOrId, NAMES_ONE, namesOne } from "#modules/customers/index.ts";

import type { ShownTerms } from "./terms.ts";

/**
 * An instant with its offset, as text: `readStart` parses it, because the error message depends on the
 * business's zone.
 */
export const start = filledText(40);

export const uidParams = z.strictObject({ uid: id });
export const holdParams = z.strictObject({ id });

/**
 * The terms that the caller was shown; refused with the current terms if they have changed (SCHEDULING rule
 * 12).
 */
const shownTerms = {
  expected_price_cents: cents.optional(),
  expected_duration_minutes: integer(1, 1440).optional(),
};

/** Converts them for the commands. */
export function shownIn(body: {
  readonly expected_price_cents?: number | undefined;
  readonly expected_duration_minutes?: number | undefined;
}): ShownTerms {
  return {
    expectedPriceCents: body.expected_price_cents,
    expectedDurationMinutes: body.expected_duration_minutes,
  };
}

const item = z.strictObject({ service_id: id, staff_id: id.optional() });

/** What to book: one service, or several, one after the other, in one visit. */
const what = {
  service_id: id.optional(),
  staff_id: id.optional(),
  items: z
    .array(item)
    .min(1, "must have at least one service")
    .max(MOST_ITEMS, `must have at most ${MOST_ITEMS} services`)
    .optional()
    .meta({
      description:
        "Several services in one visit, instead of service_id and staff_id: served in this order, with a wait of at most 15 minutes between two of them; booked, moved and cancelled as one.",
    }),
};

type What = {
  readonly service_id?: string | undefined;
  readonly staff_id?: string | undefined;
  readonly items?: readonly z.output<typeof item>[] | undefined;
};

/** Reports a body that names both one service and several, or neither. */
function checkWhat(context: { readonly value: What; readonly issues: z.core.$ZodRawIssue[] }): void {
  const { service_id: one, staff_id: staff, items } = context.value;
  const refuse = (path: string, message: string) =>
    void context.issues.push({ code: "custom", path: [path], message, input: context.value });
  if (one === undefined && items === undefined) refuse("service_id", "is missing");
  if (one !== undefined && items !== undefined) refuse("items", "must not be given beside service_id");
  if (staff !== undefined && items !== undefined) refuse("staff_id", "must be given with each of the items");
}

type WhatWish =
  | { readonly serviceId: string; readonly staffId: string | undefined }
  | { readonly items: readonly ServiceWish[] };

/** Converts it for the commands; a single item is a visit of one service. */
export function whatOf({ service_id: one = "", staff_id: staffId, items = [] }: What): WhatWish {
  const [first, ...more] = items;
  if (!first) return { serviceId: one, staffId };
  if (more.length === 0) return { serviceId: first.service_id, staffId: first.staff_id };
  return { items: items.map((each) => ({ serviceId: each.service_id, staffId: each.staff_id })) };
}

export const holdBody = z.strictObject({ ...what, start, ...shownTerms }).check(checkWhat);

const bookingFields = z.strictObject({
  ...what,
  start,
  hold_id: id.optional(),
  customer: customerFields,
  notes: text(1000).optional(),
  consent_sms: z.boolean().optional(),
  repeat: repeatBody.optional(),
  on_conflict: onConflict.optional(),
  ...shownTerms,
});

export const bookingBody = bookingFields.check(checkWhat);

/** The body of a preview: a booking without the fields that a preview does not need. */
export const previewBody = bookingFields
  .omit({ customer: true, on_conflict: true, notes: true, consent_sms: true })
  .extend({ customer: customerFields.optional() })
  .check(checkWhat);

export const cancelBody = z.strictObject({ reason: text(500).optional(), scope: scope.optional() }).nullish();

const moveFields = z.strictObject({
  start,
  staff_id: id.optional(),
  staff_ids: z.array(id).min(1).max(MOST_ITEMS).optional().meta({
    description: "For a visit of several services, instead of staff_id: who serves each of them, in order.",
  }),
  scope: scope.optional(),
  on_conflict: onConflict.optional(),
  ...shownTerms,
});

type Staff = { readonly staff_id?: string | undefined; readonly staff_ids?: readonly string[] | undefined };

function checkStaff(context: { readonly value: Staff; readonly issues: z.core.$ZodRawIssue[] }): void {
  const { staff_id: one, staff_ids: each } = context.value;
  if (one === undefined || each === undefined) return;
  const message = "must not be given beside staff_id";
  context.issues.push({ code: "custom", path: ["staff_ids"], message, input: context.value });
}

export const moveBody = moveFields.check(checkStaff);

export const ownerBookingBody = bookingFields
  .omit({ hold_id: true, customer: true })
  .extend({
    ...customerOrId,
    override: z.boolean().optional(),
  })
  .refine(namesOne, NAMES_ONE)
  .check(checkWhat);

export const ownerMoveBody = moveFields.extend({ override: z.boolean().optional() }).check(checkStaff);
