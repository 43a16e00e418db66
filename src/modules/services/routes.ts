import { z } from "zod";

import { cachedAnswer, collectionRoutes, readHeaders, sendWritten } from "#modules/collection/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { addService, archiveService, changeService } from "./commands.ts";
import { getService, listServices, publicServices } from "./queries.ts";
import { publicService, serviceInput, serviceItem, servicePatch } from "./schemas.ts";

/** `/v1/admin/services`, `GET /v1/public/services`. */
export const serviceRoutes: TenantRoutes = (app) => {
  collectionRoutes(app, {
    path: "services",
    noun: "service",
    input: serviceInput,
    patch: servicePatch,
    item: serviceItem,
    list: listServices,
    get: getService,
    add: addService,
    change: changeService,
    remove: archiveService,
  });

  app.get(
    "/v1/public/services",
    {
      config: { access: "public", limit: "reads" },
      schema: {
        tags: ["Business"],
        summary: "List the services that can be booked",
        headers: readHeaders,
        response: { 200: z.object({ items: z.array(publicService) }), 304: z.undefined() },
      },
    },
    (request, reply) => {
      const { db } = request.ctx;
      const answer = cachedAnswer(db, "services", () => ({ items: publicServices(db) }));
      sendWritten(request, reply, answer);
    },
  );
};
