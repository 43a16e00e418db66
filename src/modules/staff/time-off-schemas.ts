import { z } from "zod";

import { text } from "#kernel/fields.ts";
import { daysBetween } from "#kernel/local-date.ts";
import { parseLocalDateTime } from "#kernel/local-date-time.ts";
import { keptFields, refOrId } from "#modules/collection/index.ts";

/** Three years: longer than any leave, and short enough to store as rows. */
const LONGEST_DAYS = 3 * 366;

const localTime = z
  .string()
  .refine(
    (value) => parseLocalDateTime(value) !== undefined,
    "must be a local time such as 2026-03-10T09:00, without a zone",
  )
  .meta({ description: "Wall-clock time in the business's zone.", examples: ["2026-03-10T09:00"] });

/** An absence from `start` to `end` (exclusive), wall-clock times in the business's zone. */
const fields = { start: localTime, end: localTime, reason: text(500).default("") };

export const timeOffDocument = z.strictObject(fields).check(inOrder);

export const timeOffInput = z
  .strictObject({ ...fields, staff_id: refOrId.meta({ description: "An id or a ref." }) })
  .check(inOrder);

export const timeOffPatch = z.strictObject({
  start: localTime.optional(),
  end: localTime.optional(),
  reason: text(500).optional(),
});

export const timeOffItem = z.object({
  staff_id: z.string(),
  start: z.string(),
  end: z.string(),
  reason: z.string(),
  /** The same edges as instants. */
  start_at: z.string().meta({ format: "date-time" }),
  end_at: z.string().meta({ format: "date-time" }),
  ...keptFields,
});

export type TimeOffDocument = z.output<typeof timeOffDocument>;
export type TimeOffInput = z.output<typeof timeOffInput>;
export type TimeOffPatch = z.output<typeof timeOffPatch>;
export type TimeOff = z.output<typeof timeOffItem>;

function inOrder(context: z.core.ParsePayload<{ readonly start: string; readonly end: string }>): void {
  const { start, end } = context.value;
  const [from, to] = [parseLocalDateTime(start), parseLocalDateTime(end)];
  if (!from || !to) return;
  const problem =
    end <= start
      ? "must be after start"
      : daysBetween(from.date, to.date) > LONGEST_DAYS
        ? "must not be more than three years after start"
        : undefined;
  if (problem) context.issues.push({ code: "custom", path: ["end"], message: problem, input: end });
}
