import { z } from "zod";

import { listQuery } from "#modules/collection/index.ts";

const messageState = z.enum(["queued", "sending", "sent", "unknown", "dead", "skipped"]).meta({
  description:
    "`queued`: waits for its time or its next attempt. `sending`: handed over, or cut off and not yet settled. `unknown`: it may have arrived, and is not repeated by itself. `dead`: refused, or given up. `skipped`: it was of no use any more.",
});

/** `?q=&state=&cursor=&limit=` */
export const messageQuery = listQuery.extend({ state: messageState.optional() });

const time = z.string().meta({ format: "date-time" });

/** A message as the business sees it. */
export const messageAnswer = z.object({
  id: z.string(),
  channel: z.enum(["email", "sms", "webhook"]),
  kind: z.string(),
  state: messageState,
  customer: z.object({ id: z.string(), name: z.string() }).nullable(),
  booking_uid: z.string().nullable(),
  to: z
    .string()
    .nullable()
    .meta({ description: "Null until it is sent: it goes where they can be reached then." }),
  subject: z.string().nullable(),
  body: z.string().nullable(),
  attempts: z.int(),
  repeats: z.int().meta({ description: "How often it went out although it may have arrived before." }),
  error: z
    .string()
    .nullable()
    .meta({ description: "What went wrong at the last attempt, or why it was skipped." }),
  due_at: time,
  sent_at: time.nullable(),
  created_at: time,
});
