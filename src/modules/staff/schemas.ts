import { z } from "zod";

import { email, integer, line, name } from "#kernel/fields.ts";
import { timeZone, visitLimits, weekHours } from "#modules/business/index.ts";
import { keptFields, patchOf, ref, refOrId } from "#modules/collection/index.ts";

import { overrideDocument } from "./override-schemas.ts";
import { timeOffDocument } from "./time-off-schemas.ts";

const fields = {
  ref: ref.meta({ description: "If left out, derived from the name." }).optional(),
  name,
  email: email.nullable().default(null),
  title: z.union([line(100), z.literal("")]).default(""),
  services: z
    .array(refOrId)
    .max(500)
    .meta({
      description:
        "Refs or ids of the services they do; if left out, every service. Returned as refs, and as service_ids.",
    })
    .optional(),
  priority: integer(-1000, 1000).default(0),
  time_zone: timeZone
    .nullable()
    .meta({ description: "The time zone of their own hours and overrides; null: the business's." })
    .default(null),
  limits: visitLimits.prefault({}),
  active: z.boolean().default(true),
  hours: weekHours.nullable().meta({ description: "Null: they work the business's hours." }).default(null),
} as const;

/** A member of staff as written in the tenant file and in `POST`. */
export const staffInput = z.strictObject({
  ...fields,
  overrides: z.array(overrideDocument).max(1000).default([]),
  time_off: z.array(timeOffDocument).max(1000).default([]),
});

/** Without overrides and time off, which have endpoints of their own. */
export const staffPatch = patchOf(fields);

export const staffItem = z.object({
  ref: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  title: z.string(),
  services: z.array(z.string()),
  service_ids: z.array(z.string()),
  priority: z.int(),
  time_zone: z.string().nullable(),
  limits: visitLimits,
  active: z.boolean(),
  hours: weekHours.nullable(),
  ...keptFields,
});

/** A member of staff as customers see them. */
export const publicStaff = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  service_ids: z.array(z.string()),
});

export type StaffInput = z.output<typeof staffInput>;
export type StaffPatch = z.output<typeof staffPatch>;
export type StaffMember = z.output<typeof staffItem>;
export type PublicStaff = z.output<typeof publicStaff>;
