import { z } from "zod";

import { listQuery } from "#modules/collection/index.ts";

const messageState = z.enum(["queued", "sending", "sent", "unknown", "dead", "skipped"]).meta({
  description:
    "`queued`: waiting for its time or its next attempt. `sending`: being handed over, or interrupted and not yet settled. `unknown`: it may have arrived, and is not sent again automatically. `dead`: refused, or given up on. `skipped`: it was no longer of use.",
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
    .meta({ description: "Null until it is sent: the customer's address is looked up then." }),
  subject: z.string().nullable(),
  body: z.string().nullable(),
  attempts: z.int(),
  repeats: z.int().meta({ description: "How often it was sent although it might have arrived before." }),
  error: z
    .string()
    .nullable()
    .meta({ description: "What went wrong at the last attempt, or why it was skipped." }),
  due_at: time,
  sent_at: time.nullable(),
  created_at: time,
});
