import { z } from "zod";

import { parseLocalDate } from "#kernel/local-date.ts";
import { dayHours } from "#modules/business/index.ts";
import { keptFields, refOrId } from "#modules/collection/index.ts";

const date = z
  .string()
  .refine((value) => parseLocalDate(value) !== undefined, "must be a date such as 2026-12-24")
  .meta({ format: "date" });

/** Hours that replace the weekly ones on one date; an empty list closes it. */
export const overrideDocument = z.strictObject({ date, hours: dayHours });

export const overrideInput = overrideDocument.extend({
  staff_id: refOrId
    .nullable()
    .meta({ description: "An id or a ref; null: the business itself." })
    .default(null),
});

export const overridePatch = overrideDocument.partial();

export const overrideItem = z.object({
  staff_id: z.string().nullable(),
  date: z.string(),
  hours: dayHours,
  ...keptFields,
});

export type OverrideDocument = z.output<typeof overrideDocument>;
export type OverrideInput = z.output<typeof overrideInput>;
export type OverridePatch = z.output<typeof overridePatch>;
export type Override = z.output<typeof overrideItem>;
