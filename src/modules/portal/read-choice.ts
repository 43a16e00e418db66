import { z } from "zod";

import { id, instant, localDate } from "#kernel/fields.ts";

import { MOST_ITEMS } from "#modules/calendar/index.ts";

import { AND, type Choice } from "./book-address.ts";

// What cannot be read is as good as not chosen: the step that asks for it is shown again.
// A form with boxes to tick, or with a list for each service, sends them one by one.
const several = z
  .union([id, z.array(id)])
  .or(z.string().regex(/^[\w-]{1,64}(,[\w-]{1,64}){1,5}$/))
  .transform((one) => (typeof one === "string" ? one : one.slice(0, MOST_ITEMS).join(AND)));

const choice = z.object({
  service: several.optional().catch(undefined),
  staff: several.optional().catch(undefined),
  start: instant.optional().catch(undefined),
  hold: id.optional().catch(undefined),
  date: localDate.optional().catch(undefined),
  week: localDate.optional().catch(undefined),
  arrange: z.literal("yes").optional().catch(undefined),
});

/** What an address or a form says was chosen; never fails. */
export function readChoice(sent: unknown): Choice {
  return choice.catch({}).parse(sent);
}
