import { z } from "zod";

import { invalid } from "#kernel/errors.ts";
import { email, id, name, phone } from "#kernel/fields.ts";

import type { CustomerWish } from "./details.ts";

/** A customer's details; the business must be able to reach them in some way. */
export const customerFields = z
  .strictObject({
    name,
    email: email.transform((value) => value.toLowerCase()).optional(),
    phone: phone.optional(),
  })
  .refine((value) => value.email !== undefined || value.phone !== undefined, {
    message: "must have an email address or a phone number",
  });

/** The fields by which the business names a customer, one of which must be given (`namesOne`). */
export const customerOrId = { customer: customerFields.optional(), customer_id: id.optional() };

type Named = {
  readonly customer?: z.output<typeof customerFields> | undefined;
  readonly customer_id?: string | undefined;
};

export function namesOne(body: Named): boolean {
  return (body.customer === undefined) !== (body.customer_id === undefined);
}

export const NAMES_ONE = { message: "must be given, or customer_id, but not both", path: ["customer"] };

/** Converts a body that `namesOne` for the commands. */
export function customerIn(body: Named & { readonly consent_sms?: boolean | undefined }): CustomerWish {
  if (body.customer_id !== undefined) return { id: body.customer_id };
  if (!body.customer) throw invalid("customer", "customer or customer_id must be given.");
  return { ...body.customer, consentSms: body.consent_sms };
}

/** A customer as the business sees them. */
export const customerAnswer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  notes: z.string(),
  consent_sms: z.boolean(),
  version: z.int(),
  created_at: z.string().meta({ format: "date-time" }),
  updated_at: z.string().meta({ format: "date-time" }),
});
