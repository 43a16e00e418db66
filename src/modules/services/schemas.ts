import { z } from "zod";

import { cents, integer, line, name, text } from "#kernel/fields.ts";
import { visitLimits } from "#modules/business/index.ts";
import { keptFields, patchOf, ref, refOrId } from "#modules/collection/index.ts";

const step = z.strictObject({
  minutes: integer(1, 1440),
  staff_free: z
    .boolean()
    .meta({
      description: "The member of staff may serve someone else meanwhile; rooms and equipment stay taken.",
    })
    .exactOptional(),
});

const shape = {
  ref: ref.meta({ description: "If left out, derived from the name." }).optional(),
  name,
  aliases: z.array(line(100)).max(50).default([]),
  description: text(4000).default(""),
  duration_minutes: integer(1, 1440)
    .meta({ description: "If left out, the sum of the steps, or 30 without steps." })
    .optional(),
  price_cents: cents.default(0),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a currency code of three letters such as USD")
    .meta({ description: "ISO 4217; if left out, the currency of the business's country." })
    .optional(),
  buffer_before_minutes: integer(0, 480).default(0),
  buffer_after_minutes: integer(0, 480).default(0),
  slot_interval_minutes: integer(1, 1440).default(15),
  slot_alignment: z.enum(["clock", "opening", "packed"]).default("clock"),
  capacity: integer(1, 1000).default(1),
  min_notice_minutes: integer(0, 366 * 24 * 60)
    .nullable()
    .meta({ description: "Overrides the policy's; null: the policy applies." })
    .default(null),
  limits: visitLimits.prefault({}),
  deposit_cents: cents.default(0),
  resources: z
    .array(refOrId)
    .max(50)
    .meta({ description: "Refs or ids of the resources it needs; returned as refs, and as resource_ids." })
    .default([]),
  active: z.boolean().default(true),
  sort_order: integer(-100_000, 100_000).default(0),
  steps: z
    .array(step)
    .max(20)
    .meta({
      description: "Their minutes must add up to the duration; without steps, staff are present throughout.",
    })
    .default([]),
} as const;

type Parts = {
  readonly duration_minutes?: number | undefined;
  readonly price_cents: number;
  readonly deposit_cents: number;
  readonly steps: readonly z.output<typeof step>[];
};

/** A service as written in the tenant file and in `POST`. */
export const serviceInput = z.strictObject(shape).check((context) => {
  for (const [path, message] of wrongTogether(context.value)) {
    context.issues.push({ code: "custom", path: [path], message, input: undefined });
  }
});

function wrongTogether({ duration_minutes, price_cents, deposit_cents, steps }: Parts): [string, string][] {
  const wrong: [string, string][] = [];
  const sum = steps.reduce((minutes, step) => minutes + step.minutes, 0);
  if (steps.length > 0 && sum !== (duration_minutes ?? sum)) {
    wrong.push(["steps", `must add up to duration_minutes, ${duration_minutes}, but make ${sum}`]);
  }
  if (sum > 1440) wrong.push(["steps", "must not last longer than 1440 minutes"]);
  if (steps.length > 0 && steps.every((step) => step.staff_free)) {
    wrong.push(["steps", "must have one in which the member of staff is needed"]);
  }
  if (deposit_cents > price_cents) wrong.push(["deposit_cents", "must not be more than price_cents"]);
  return wrong;
}

export const servicePatch = patchOf(shape);

export const serviceItem = z.object({
  ref: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  description: z.string(),
  duration_minutes: z.int(),
  price_cents: z.int(),
  currency: z.string(),
  buffer_before_minutes: z.int(),
  buffer_after_minutes: z.int(),
  slot_interval_minutes: z.int(),
  slot_alignment: z.enum(["clock", "opening", "packed"]),
  capacity: z.int(),
  min_notice_minutes: z.int().nullable(),
  limits: visitLimits,
  deposit_cents: z.int(),
  resources: z.array(z.string()),
  resource_ids: z.array(z.string()),
  active: z.boolean(),
  sort_order: z.int(),
  steps: z.array(z.object({ minutes: z.int(), staff_free: z.boolean().exactOptional() })),
  ...keptFields,
});

/** A service as customers see it. */
export const publicService = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  aliases: z.array(z.string()),
  duration_minutes: z.int(),
  price_cents: z.int(),
  currency: z.string(),
  deposit_cents: z.int(),
  capacity: z.int(),
  min_notice_minutes: z.int().nullable(),
});

export type ServiceInput = z.output<typeof serviceInput>;
export type ServicePatch = z.output<typeof servicePatch>;
export type Service = z.output<typeof serviceItem>;
export type PublicService = z.output<typeof publicService>;
