import { z } from "zod";

import { email, name, phone } from "#kernel/fields.ts";

/** How a customer introduces themselves; the business must be able to reach them in some way. */
export const customerFields = z
  .strictObject({
    name,
    email: email.transform((value) => value.toLowerCase()).optional(),
    phone: phone.optional(),
  })
  .refine((value) => value.email !== undefined || value.phone !== undefined, {
    message: "must have an e-mail address or a phone number",
  });
