import { z } from "zod";

import { settingsDocuments } from "#modules/business/index.ts";
import { patchOf } from "#modules/collection/index.ts";
import { plan } from "#modules/tenant-file/index.ts";

const status = z.enum(["active", "suspended"]);

/** A tenant in a list: what is known without opening its file. */
export const tenantSummary = z.object({
  id: z.string(),
  slug: z.string(),
  plan,
  status,
  created_at: z.string().meta({ format: "date-time" }),
});

/** A tenant with what its file contains: its profile. */
export const tenantItem = tenantSummary.extend({
  url: z.string().meta({ description: "The address of its pages." }),
  profile: settingsDocuments.profile,
  phone_numbers: z.array(z.string()),
});

/** A change to a tenant. */
export const tenantPatch = z.strictObject({
  /** Fields that are left out stay as they are. */
  profile: patchOf(settingsDocuments.profile.shape).optional(),
  plan: plan.optional(),
  status: status.optional(),
});

export type TenantSummary = z.output<typeof tenantSummary>;
export type TenantItem = z.output<typeof tenantItem>;
export type TenantPatch = z.output<typeof tenantPatch>;
