import { collectionRoutes } from "#modules/collection/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { addService, archiveService, changeService } from "./commands.ts";
import { getService, listServices } from "./queries.ts";
import { serviceInput, serviceItem, servicePatch } from "./schemas.ts";

/** `/v1/admin/services`. */
export const serviceRoutes: TenantRoutes = (app) =>
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
