import { collectionRoutes } from "#modules/collection/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { addResource, archiveResource, changeResource } from "./commands.ts";
import { getResource, listResources } from "./queries.ts";
import { resourceInput, resourceItem, resourcePatch } from "./schemas.ts";

/** `/v1/admin/resources`: rooms and equipment. */
export const resourceRoutes: TenantRoutes = (app) =>
  collectionRoutes(app, {
    path: "resources",
    noun: "resource",
    input: resourceInput,
    patch: resourcePatch,
    item: resourceItem,
    list: listResources,
    get: getResource,
    add: addResource,
    change: changeResource,
    remove: archiveResource,
  });
