import { z } from "zod";

import { id, instant, localDate } from "#kernel/fields.ts";

import type { Choice } from "./book-address.ts";

// What cannot be read is as good as not chosen: the step that asks for it is shown again.
const choice = z.object({
  service: id.optional().catch(undefined),
  staff: id.optional().catch(undefined),
  start: instant.optional().catch(undefined),
  hold: id.optional().catch(undefined),
  date: localDate.optional().catch(undefined),
  week: localDate.optional().catch(undefined),
});

/** What an address or a form says was chosen; never fails. */
export function readChoice(sent: unknown): Choice {
  return choice.catch({}).parse(sent);
}
