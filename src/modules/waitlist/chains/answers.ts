import { z } from "zod";

const at = z.string().meta({ format: "date-time" });
const time = z.object({ start: at, start_local: z.string().meta({ example: "2026-03-09T09:00" }) });
const named = z.object({ id: z.string(), name: z.string() });

const step = z.object({
  position: z.int().meta({ description: "1 is the link into the freed time." }),
  state: z.enum(["asked", "agreed", "done", "declined", "expired", "refused", "withdrawn"]),
  asked: z.boolean().meta({ description: "False: they agreed in advance to be booked automatically." }),
  entry_id: z.string(),
  customer: named,
  service: named,
  staff: named,
  booking_uid: z.string().nullable().meta({ description: "The visit that moves; null: they had none." }),
  from: time.nullable(),
  to: time,
  why: z.string().meta({ description: "Why this person." }),
  passed_over: z.array(
    z.object({ entry_id: z.string(), customer: z.string(), reason: z.string(), why: z.string() }),
  ),
});

/** A chain as the business sees it. */
export const chainAnswer = z.object({
  id: z.string(),
  state: z.enum(["open", "done", "released"]),
  why: z.string().nullable().meta({ description: "Why it was released, in words." }),
  freed_slot: time.extend({ id: z.string(), cause: z.string() }),
  expires_at: at,
  created_at: at,
  decided_at: at.nullable(),
  steps: z.array(step),
});
