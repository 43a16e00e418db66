import { z } from "zod";

import { email, filledText, id, integer, line, localDate, phoneAsWritten, text } from "#kernel/fields.ts";
import { MOST_ITEMS } from "#modules/calendar/index.ts";

/** The most times offered at once, and the most dates searched. */
export const MOST_SLOTS = 8;
export const MOST_DATES = 14;

/** An argument that a model may omit or send as null. */
const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);

const time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, "must be a wall-clock time such as 15:30");
const localStart = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/, "must be a local time such as 2026-03-09T15:30");

/** Several people, any of whom will do, instead of `staff_id`. */
const people = maybe(z.array(id).min(1).max(20));
const item = z.strictObject({ service_id: id, staff_id: maybe(id), staff_ids: people });

const times = {
  start_date: localDate,
  end_date: localDate,
  from_time: maybe(time),
  to_time: maybe(time),
};

/** The customer's contact details as given; missing ones are asked for. */
const contact = {
  customer_name: maybe(line(200)),
  customer_email: maybe(email),
  customer_phone: maybe(phoneAsWritten),
};

/** Proof, besides the uid, that a visit is the customer's own. */
const proof = {
  email: maybe(text(254)),
  phone: maybe(text(40)),
  last_name: maybe(text(200)),
};

/** The arguments of each tool; anything else is refused. */
export const TOOL_ARGS = {
  get_services: z.strictObject({}),
  get_business_info: z.strictObject({}),
  check_availability: z.strictObject({
    service_id: maybe(id),
    staff_id: maybe(id),
    staff_ids: people,
    /** Several services in one visit, in order, instead of service_id. */
    items: maybe(z.array(item).min(1).max(MOST_ITEMS)),
    /** A visit to be moved, instead of a service. */
    booking_uid: maybe(id),
    ...times,
    part_of_day: maybe(z.enum(["morning", "afternoon", "evening"])),
    /** The requested time; the nearest ones are offered. */
    near_time: maybe(time),
    /** Only these dates within the range. */
    dates: maybe(z.array(localDate).max(MOST_DATES)),
    /** The most times to return. */
    most: maybe(integer(1, MOST_SLOTS)),
  }),
  create_booking: z.strictObject({
    service_id: maybe(id),
    start_time_local: maybe(localStart),
    slot_id: maybe(id),
    ...contact,
    notes: maybe(text(1000)),
    consent_sms: maybe(z.boolean()),
  }),
  cancel_booking: z.strictObject({ booking_uid: id, ...proof }),
  reschedule_booking: z.strictObject({
    booking_uid: id,
    slot_id: maybe(id),
    start_time_local: maybe(localStart),
    ...proof,
  }),
  get_booking_details: z.strictObject({ booking_uid: maybe(id), ...proof }),
  search_knowledge: z.strictObject({ query: filledText(500) }),
  join_waitlist: z.strictObject({ service_id: id, staff_id: maybe(id), ...times, ...contact }),
  escalate_to_human: z.strictObject({ reason: maybe(text(200)) }),
} as const;

export type ToolArgs<Name extends keyof typeof TOOL_ARGS> = z.output<(typeof TOOL_ARGS)[Name]>;
