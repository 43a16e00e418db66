import { z } from "zod";

import { bookingRecordAnswer } from "#modules/booking/index.ts";

const at = z.string().meta({ format: "date-time" });

const reason = z.object({
  rule: z.enum([
    "service_removed",
    "staff_left",
    "skill_removed",
    "business_closed",
    "staff_not_working",
    "staff_absent",
    "staff_taken",
    "resource_lost",
    "resource_short",
  ]),
  /** The reason in words. */
  message: z.string(),
  service_id: z.string().optional(),
  staff_id: z.string().optional(),
  resource_id: z.string().optional(),
  /** The time of what is in the way. */
  start: at.optional(),
  end: at.optional(),
});

/** A request to send as it is; nothing has been done yet. */
const repair = z.object({
  kind: z.enum(["other_resource", "other_staff", "other_time", "cancel"]),
  method: z.literal("POST"),
  path: z.string(),
  headers: z.object({ "if-match": z.string() }),
  body: z.object({
    start: at.optional(),
    staff_id: z.string().optional(),
    staff_ids: z.array(z.string()).readonly().optional(),
    override: z.literal(true).optional(),
  }),
});

/** A visit that no longer fits. */
export const attentionItem = z.object({
  booking: bookingRecordAnswer,
  reasons: z.array(reason),
  repairs: z.array(repair).max(4),
});
