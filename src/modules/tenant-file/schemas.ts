import { z } from "zod";

import { phone, slug } from "#kernel/fields.ts";
import { settingsDocuments } from "#modules/business/index.ts";
import { faqInput } from "#modules/knowledge/index.ts";
import { resourceInput } from "#modules/resources/index.ts";
import { serviceInput } from "#modules/services/index.ts";
import { overrideDocument, staffInput } from "#modules/staff/index.ts";

/** The plan that a business pays for. */
export const plan = z.enum(["starter", "standard", "premium"]);

/**
 * At least eight characters, of any kind (OWASP ASVS 5.0, 6.2.1 and 6.2.5); long enough for any passphrase
 * (6.2.9), short enough to hash.
 */
export const password = z
  .string()
  .refine((value) => value.isWellFormed() && value.length >= 8, "must be at least 8 characters")
  .refine((value) => value.length <= 128, "must be at most 128 characters");

const { profile, branding, policies, hours, assistant, integrations, owner } = settingsDocuments;

/** The tenant file: everything that a business configures, as one document. Unknown keys are errors. */
export const tenantInput = z
  .strictObject({
    slug,
    plan: plan.default("starter"),
    profile,
    branding: branding.prefault({}),
    /** Without a password, the owner is invited. */
    owner: owner.extend({ password: password.optional() }).optional(),
    policies: policies.prefault({}),
    hours,
    assistant: assistant.prefault({}),
    integrations: integrations.prefault({}),
    overrides: z.array(overrideDocument).max(2000).default([]),
    resources: z.array(resourceInput).max(500).default([]),
    services: z.array(serviceInput).max(500),
    staff: z.array(staffInput).max(500),
    faqs: z.array(faqInput).max(1000).default([]),
    phone_numbers: z.array(phone).max(20).default([]),
  })
  .meta({ title: "A business in Frontdesk" });

/** A parsed document, with the defaults of its fields. */
export type TenantInput = z.output<typeof tenantInput>;

let jsonSchema: Readonly<Record<string, unknown>> | undefined;

/** The JSON Schema of the tenant file, for editors and scripts. Computed once. */
export function tenantJsonSchema(): Readonly<Record<string, unknown>> {
  jsonSchema ??= z.toJSONSchema(tenantInput, { io: "input", unrepresentable: "any" });
  return jsonSchema;
}
