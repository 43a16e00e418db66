import { z } from "zod";

import { filledText } from "#kernel/fields.ts";
import type { TenantReads } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";
import type { ApexRoutes } from "#tenancy/http.ts";

import { sentMessages } from "./queries.ts";

/** Runs `read` on the file of the tenant with this slug; undefined if there is none. */
export type ReadTenant = <T>(slug: string, read: (db: TenantReads) => T) => Promise<T | undefined>;

/** Shows what the local transports "sent" for a tenant. Not in production. */
export function outboxRoutes(readTenant: ReadTenant): ApexRoutes {
  return (app) => {
    app.get(
      "/dev/outbox",
      {
        config: { access: "dev" },
        schema: {
          tags: ["Development"],
          summary: "List the messages sent for a tenant, newest last",
          querystring: z.strictObject({ tenant: filledText(100) }),
        },
      },
      async ({ query }) => {
        const sent = await readTenant(query.tenant, (db) => ({ messages: sentMessages(db) }));
        if (!sent) throw notFound("There is no such tenant.");
        return sent.messages;
      },
    );
  };
}
