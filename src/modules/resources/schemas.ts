import { z } from "zod";

import { integer, name } from "#kernel/fields.ts";
import { broughtBack, keptFields, patchOf, ref } from "#modules/collection/index.ts";

/** A room or a piece of equipment; an omitted `ref` is derived from the name. */
export const resourceInput = z.strictObject({
  ref: ref.optional(),
  name,
  /** How many units of it there are. */
  quantity: integer(1, 1000).default(1),
});

export const resourcePatch = patchOf({ ...resourceInput.shape, active: broughtBack });

export const resourceItem = z.object({
  ref: z.string(),
  name: z.string(),
  quantity: z.int(),
  active: z.boolean(),
  ...keptFields,
});

export type ResourceInput = z.output<typeof resourceInput>;
export type ResourcePatch = z.output<typeof resourcePatch>;
export type Resource = z.output<typeof resourceItem>;
