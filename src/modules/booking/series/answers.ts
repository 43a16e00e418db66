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
  /** `no_such_day`: the month does not have the day. */
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
  /** What was asked for, where the nearest time was taken. */
  instead_of: at.optional(),
  /** Why a date cannot be had: `SLOT_TAKEN`, `OUTSIDE_BOOKING_WINDOW`, `TIME_DOES_NOT_EXIST`, … */
  reason: z.string().optional(),
  /** The nearest free time within three days; null if there is none. */
  nearest: nearest.nullable().optional(),
});

const choice = z.object({ on_conflict: z.enum(["skip", "nearest", "stop"]), visits: z.int() });

/** What a series would come to. */
export const previewAnswer = z.object({
  time_zone: z.string(),
  visits: z.array(seriesDate).readonly(),
  /** What may be done about dates that are not free, and how many visits each books; empty if all are. */
  choices: z.array(choice).readonly(),
  /** Of the free dates together. */
  price_cents: z.int(),
  currency: z.string().nullable(),
});

/** What was booked beside the first visit, and what was not. */
export const seriesAnswer = z.object({ id: z.string(), visits: z.array(seriesDate).readonly() });

/** What became of the visits of a series that a change was about. */
export const seriesChangeAnswer = z.object({
  id: z.string(),
  changed: z.array(z.object({ uid: z.string(), start: at, start_local: z.string() })).readonly(),
  unchanged: z.array(z.object({ uid: z.string(), reason: z.string() })).readonly(),
});
