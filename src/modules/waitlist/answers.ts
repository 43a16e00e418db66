import { z } from "zod";

const at = z.string().meta({ format: "date-time" });
const named = z.object({ id: z.string(), name: z.string() });

const offer = z.object({
  start: at,
  end: at,
  start_local: z.string().meta({ example: "2026-03-09T09:00" }),
  label: z.string(),
  staff: named,
  price_cents: z.int(),
  currency: z.string(),
  duration_minutes: z.int(),
  expires_at: at.meta({ description: "From this instant on, the offer is no longer theirs." }),
  together: z
    .object({ people: z.int(), agreed: z.int(), you_agreed: z.boolean() })
    .optional()
    .meta({ description: "If others have to agree too: nothing moves until all of them have." }),
});

const fields = {
  id: z.string(),
  status: z.enum(["waiting", "offered", "booked", "closed"]),
  position: z.int().nullable().meta({ description: "1 is asked first; null: no longer waiting." }),
  offer: offer.optional(),
  service: named,
  staff: named.nullable().meta({ description: "Null: anyone." }),
  start_date: z.string(),
  end_date: z.string(),
  from_time: z.string().nullable(),
  to_time: z.string().nullable(),
  auto_book: z.boolean(),
  earlier_than: z
    .string()
    .nullable()
    .meta({ description: "The visit that moves when an offer is accepted." }),
  booking_uid: z.string().nullable(),
  time_zone: z.string(),
  created_at: at,
};

/** An entry as its customer sees it. */
export const entryAnswer = z.object(fields);

/** An entry as the business sees it. */
export const entryRecordAnswer = z.object({
  ...fields,
  customer: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  closed_reason: z.string().nullable(),
  channel: z.string(),
  version: z.int(),
  updated_at: at,
});

const decision = z.object({
  at,
  outcome: z.enum(["offered", "booked", "skipped"]),
  reason: z.string(),
  why: z.string().meta({ description: "The reason in words." }),
  freed_slot: z.object({ id: z.string(), cause: z.string(), start: at, start_local: z.string() }),
});

const madeOffer = z.object({
  id: z.string(),
  state: z.enum(["open", "accepted", "declined", "expired", "withdrawn"]),
  mode: z.enum(["one_at_a_time", "everyone_at_once", "owner", "chain"]),
  start: at,
  start_local: z.string(),
  staff: named,
  notified_at: at,
  expires_at: at,
  decided_at: at.nullable(),
});

/** With every decision made about it, newest first. */
export const entryHistoryAnswer = entryRecordAnswer.extend({
  decisions: z.array(decision),
  offers: z.array(madeOffer),
});

const considered = z.object({
  entry_id: z.string(),
  is_this: z.boolean(),
  customer: named,
  waiting_since: at,
  at: at.meta({ description: "When the decision was made." }),
  outcome: z.enum(["offered", "booked", "skipped"]),
  reason: z.string(),
  why: z.string().meta({ description: "The reason in words." }),
});

/** Why somebody was offered a freed time, or passed over. */
export const offerExplanation = z.object({
  entry_id: z.string(),
  freed_slot: z
    .object({ id: z.string(), cause: z.string(), start: at, start_local: z.string(), end: at })
    .nullable()
    .meta({ description: "Null: no time for which they were considered has become free yet." }),
  considered: z
    .array(considered)
    .meta({ description: "Everybody who was considered for this time, in order." }),
});
