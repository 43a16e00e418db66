import { z } from "zod";

import { email, name, phone } from "#kernel/fields.ts";

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
