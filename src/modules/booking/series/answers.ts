import { z } from "zod";

const at = z.string().meta({ format: "date-time" });

const nearest = z.object({
  start: at,
  end: at,
  start_local: z.string(),
  label: z.string(),
  staff_ids: z.array(z.string()).readonly(),
  seats_left: z.number(),
});

/** A date of a series. */
const seriesDate = z.object({
  /** `no_such_day`: the month lacks this day. */
  status: z.enum(["free", "booked", "conflict", "no_such_day"]),
  date: z.string().optional(),
  month: z.string().optional(),
  start: at.optional(),
  end: at.optional(),
  start_local: z.string().optional(),
  staff_id: z.string().optional(),
  uid: z.string().optional(),
  manage_url: z.string().optional(),
  manage_token: z.string().optional(),
  /** The requested start, if the nearest time was taken instead. */
  instead_of: at.optional(),
  /** Why a date cannot be had: `SLOT_TAKEN`, `OUTSIDE_BOOKING_WINDOW`, `TIME_DOES_NOT_EXIST`, … */
  reason: z.string().optional(),
  /** The nearest free time within three days; null if there is none. */
  nearest: nearest.nullable().optional(),
});

const choice = z.object({ on_conflict: z.enum(["skip", "nearest", "stop"]), visits: z.int() });

/** The preview of a series. */
export const previewAnswer = z.object({
  time_zone: z.string(),
  visits: z.array(seriesDate).readonly(),
  /** The choices for dates that are not free, and how many visits each would book; empty if all are free. */
  choices: z.array(choice).readonly(),
  /** The total for the free dates. */
  price_cents: z.int(),
  currency: z.string().nullable(),
});

/** Which visits were booked, and which were not. */
export const seriesAnswer = z.object({ id: z.string(), visits: z.array(seriesDate).readonly() });

/** What happened to the visits that a change covered. */
export const seriesChangeAnswer = z.object({
  id: z.string(),
  changed: z.array(z.object({ uid: z.string(), start: at, start_local: z.string() })).readonly(),
  unchanged: z.array(z.object({ uid: z.string(), reason: z.string() })).readonly(),
});
