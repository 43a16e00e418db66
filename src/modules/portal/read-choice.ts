import { z } from "zod";

import { id, instant, localDate } from "#kernel/fields.ts";
import { MOST_ITEMS } from "#modules/calendar/index.ts";

import { AND, type Choice } from "./book-address.ts";

// An invalid value counts as not chosen, so the step that asks for it is shown again. Forms with checkboxes,
// or with a list per service, submit several values.
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

/** Reads the choices from a URL or form; never fails. */
export function readChoice(sent: unknown): Choice {
  return choice.catch({}).parse(sent);
}
