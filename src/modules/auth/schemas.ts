import { z } from "zod";

import { line } from "#kernel/fields.ts";

export const apiKeyInput = z.strictObject({
  /** What the key is for, to tell it from others later. */
  name: line(100),
});

/** A key as it is listed after its creation, when nobody can read it again. */
export const apiKeyItem = z.object({
  id: z.string(),
  name: z.string(),
  last_four: z.string(),
  created_at: z.string().meta({ format: "date-time" }),
});

export const newApiKey = apiKeyItem.extend({
  key: z
    .string()
    .nullable()
    .meta({ description: "Shown once: null when the same request is repeated with its Idempotency-Key." }),
});

export const meSchema = z.object({
  kind: z.enum(["platform", "api_key"]),
  /** The key that was used; null for a platform key. */
  api_key: apiKeyItem.nullable(),
  tenant: z.object({ slug: z.string(), status: z.string(), url: z.string() }),
  plan: z.enum(["starter", "standard", "premium"]),
  features: z.record(z.string(), z.boolean()),
  monthly_visits: z.int().nullable(),
});

export type ApiKeyInput = z.output<typeof apiKeyInput>;
export type ApiKeyItem = z.output<typeof apiKeyItem>;
export type NewApiKeyItem = z.output<typeof newApiKey>;
export type Me = z.output<typeof meSchema>;
