import { z } from "zod";

import { id, localDate, filledText } from "#kernel/fields.ts";
import { timeOfDay } from "#modules/business/index.ts";
import { listQuery } from "#modules/collection/index.ts";
import { customerFields, customerOrId, NAMES_ONE, namesOne } from "#modules/customers/index.ts";

import type { WaitlistTimes } from "./wished-times.ts";

const endTime = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time such as 17:00, at most 24:00")
  .meta({ examples: ["17:00"] });

/** Business dates, both inclusive; a start is at or after `from_time` and before `to_time`. */
const timesFields = {
  start_date: localDate,
  end_date: localDate,
  from_time: timeOfDay.optional(),
  to_time: endTime.optional(),
};

const wish = {
  service_id: id,
  staff_id: id.optional(),
  ...timesFields,
  consent_sms: z.boolean().optional(),
  auto_book: z.boolean().optional(),
};

export const joinBody = z.strictObject({ ...wish, customer: customerFields });

export const ownerJoinBody = z.strictObject({ ...wish, ...customerOrId }).refine(namesOne, NAMES_ONE);

/** What the customer was shown of the offer, if that differs from the offer's own terms. */
export const acceptBody = z
  .strictObject({
    expected_price_cents: z.int().min(0).optional(),
    expected_duration_minutes: z.int().min(1).optional(),
  })
  .nullish();

export const emptyBody = z.strictObject({}).nullish();

/** Left out: the first time that fits. */
export const offerBody = z
  .strictObject({ start: filledText(40).optional(), staff_id: id.optional() })
  .nullish();

/** Left out: the freed time most recently decided about. */
export const explainOfferQuery = z.strictObject({ slot_id: id.optional() });

export const waitlistQuery = listQuery.extend({
  status: z.enum(["waiting", "offered", "booked", "closed"]).optional(),
  service_id: id.optional(),
});

/** Converts a request's times for the commands. */
export function timesOfBody(body: {
  readonly start_date: WaitlistTimes["startDate"];
  readonly end_date: WaitlistTimes["endDate"];
  readonly from_time?: string | undefined;
  readonly to_time?: string | undefined;
}): WaitlistTimes {
  return {
    startDate: body.start_date,
    endDate: body.end_date,
    fromTime: body.from_time,
    toTime: body.to_time,
  };
}
