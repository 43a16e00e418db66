import { isAbsolute } from "node:path";
import { z } from "zod";

import { invalid } from "#kernel/errors.ts";
import { instant } from "#kernel/fields.ts";
import type { Backups } from "#ports/backups.ts";
import type { ControlPlane } from "#ports/control-plane.ts";
import type { ApexRoutes } from "#tenancy/http.ts";

import { findLiveTenant } from "./queries.ts";
import { restoredView, restoreOrRefuse } from "./restore-tenant.ts";

export type RestoreDeps = {
  readonly control: Pick<ControlPlane, "tenantBySlug">;
  readonly backups: Backups;
};

const restoreBody = z.strictObject({
  at: instant.optional().meta({ description: "Restores the newest backup made by then." }),
  from: z.string().optional().meta({ description: "The absolute path of a backup in BACKUP_DIR." }),
});

const restoreAnswer = z.object({
  slug: z.string(),
  made_at: z.string().meta({ format: "date-time", description: "When the backup was made." }),
  messages_in_doubt: z
    .int()
    .meta({ description: "Messages that may have been sent since the backup, and are not sent again." }),
  set_aside: z
    .string()
    .nullable()
    .meta({ description: "The name of the replaced file, in DATA_DIR/set-aside." }),
});

/** `POST /v1/admin/tenants/{slug}/restore`: for the command line next to this server, and for platform keys. */
export function restoreRoutes({ control, backups }: RestoreDeps): ApexRoutes {
  return (app) => {
    app.post(
      "/v1/admin/tenants/:slug/restore",
      {
        config: { access: "platform", limit: "admin" },
        schema: {
          tags: ["tenants"],
          summary: "Restore a business from a backup",
          params: z.looseObject({ slug: z.string() }),
          body: restoreBody,
          response: { 200: restoreAnswer },
        },
      },
      async ({ params, body }) => {
        const tenant = await findLiveTenant(control, params.slug);
        if (body.from !== undefined && !(isAbsolute(body.from) && backups.isKeptHere(body.from)))
          throw invalid("from", "from must be in BACKUP_DIR: copy the file and its manifest there first");
        return { slug: tenant.slug, ...restoredView(await restoreOrRefuse(backups, tenant, body)) };
      },
    );
  };
}
