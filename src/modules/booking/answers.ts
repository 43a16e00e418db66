import { z } from "zod";

import { customerAnswer } from "#modules/customers/index.ts";

const at = z.string().meta({ format: "date-time" });
const localTime = z.string().meta({ example: "2026-03-09T09:00" });
const named = z.object({ id: z.string(), name: z.string() });
const { id, name, email, phone } = customerAnswer.shape;

const part = z.object({ service: named, staff: named, start: at, end: at, price_cents: z.int() });

export const bookingStatus = z.enum(["pending_payment", "confirmed", "completed", "no_show", "cancelled"]);

/** A visit as its customer sees it. */
export const bookingAnswer = z.object({
  uid: z.string(),
  status: bookingStatus,
  start: at,
  end: at,
  start_local: localTime,
  time_zone: z.string(),
  service: named,
  staff: named,
  /** Only for a visit of several services. */
  steps: z.array(part).optional(),
  /** Only for a visit that belongs to a series. */
  series_id: z.string().optional(),
  customer: z.object({ id, name, email, phone }),
  notes: z.string(),
  price_cents: z.int(),
  currency: z.string(),
  deposit_cents: z.int(),
  payment_status: z.enum(["none", "unpaid", "authorised", "paid", "refunded"]),
  source: z.enum(["page", "chat", "phone", "sms", "owner", "waitlist", "api", "calcom"]),
  /** The last moment at which its customer may move or cancel it. */
  change_deadline: at,
  created_at: at,
  updated_at: at,
  cancelled_at: at.nullable(),
  version: z.int(),
});

/** A visit as the business sees it. */
export const bookingRecordAnswer = bookingAnswer.extend({
  customer_id: z.string(),
  cancel_reason: z.string().nullable(),
  checked_in_at: at.nullable(),
  /** Why this person serves the visit. */
  staff_choice: z
    .object({
      rule: z.enum([
        "requested",
        "same_person",
        "only_one_free",
        "priority",
        "least_recently_booked",
        "tie_by_id",
      ]),
      among: z.array(z.string()).readonly(),
    })
    .nullable(),
});

/** The customer's link back to a visit, and its token. */
export const manageAnswer = { manage_url: z.string(), manage_token: z.string() };

export const holdAnswer = z.object({
  hold_id: z.string(),
  expires_at: at,
  start: at,
  end: at,
  start_local: localTime,
  service_id: z.string(),
  staff_id: z.string(),
  price_cents: z.int(),
  duration_minutes: z.int(),
  /** Only for a hold on several services. */
  items: z.array(z.object({ service_id: z.string(), staff_id: z.string(), start: at, end: at })).optional(),
});

/** The rules that an owner's override set aside. */
export const warnings = z
  .array(z.enum(["inside_notice", "outside_booking_window", "over_visit_limit", "over_customer_limit"]))
  .readonly();
