import { z } from "zod";

const START = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const END = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** A time of day, `HH:MM`, without a zone. */
export const timeOfDay = z
  .string()
  .regex(START, "must be a time such as 09:00")
  .meta({ examples: ["09:00"] });

const endOfWindow = z.string().regex(END, "must be a time such as 17:00, at most 24:00");

/**
 * A window of a day, in the zone of whoever keeps these hours. An end before the start means past midnight,
 * `24:00` is the end of the day, and an equal end is an error (SCHEDULING rule 4).
 */
export const openWindow = z
  .tuple([timeOfDay, endOfWindow])
  .refine(([start, end]) => start !== end, "must not end when it starts (a whole day is 00:00 to 24:00)");

/** The windows of one date; an empty list means closed. */
export const dayHours = z.array(openWindow).max(12);

/** Weekly hours. A missing day is closed. */
export const weekHours = z.strictObject({
  mon: dayHours.optional(),
  tue: dayHours.optional(),
  wed: dayHours.optional(),
  thu: dayHours.optional(),
  fri: dayHours.optional(),
  sat: dayHours.optional(),
  sun: dayHours.optional(),
});
