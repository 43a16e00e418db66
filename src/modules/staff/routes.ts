import { z } from "zod";

import { notFound } from "#kernel/errors.ts";
import { cachedAnswer, collectionRoutes, readHeaders, sendWritten } from "#modules/collection/index.ts";
import { publicServices } from "#modules/services/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { addStaff, archiveStaff, changeStaff } from "./commands.ts";
import { addOverride, changeOverride, removeOverride } from "./override-commands.ts";
import { getOverride, listOverrides } from "./override-queries.ts";
import { overrideInput, overrideItem, overridePatch } from "./override-schemas.ts";
import { getStaff, listStaff, publicStaffList } from "./queries.ts";
import { publicStaff, staffInput, staffItem, staffPatch } from "./schemas.ts";
import { addTimeOff, changeTimeOff, removeTimeOff } from "./time-off-commands.ts";
import { getTimeOff, listTimeOff } from "./time-off-queries.ts";
import { timeOffInput, timeOffItem, timeOffPatch } from "./time-off-schemas.ts";

/** `/v1/admin/staff`, `/v1/admin/overrides`, `/v1/admin/time_off`, `GET /v1/public/staff`. */
export const staffRoutes: TenantRoutes = (app) => {
  collectionRoutes(app, {
    path: "staff",
    noun: "member of staff",
    input: staffInput,
    patch: staffPatch,
    item: staffItem,
    list: listStaff,
    get: getStaff,
    add: addStaff,
    change: changeStaff,
    remove: archiveStaff,
  });
  collectionRoutes(app, {
    path: "overrides",
    noun: "override",
    input: overrideInput,
    patch: overridePatch,
    item: overrideItem,
    list: listOverrides,
    get: getOverride,
    add: addOverride,
    change: changeOverride,
    remove: removeOverride,
  });
  collectionRoutes(app, {
    path: "time_off",
    noun: "time off",
    input: timeOffInput,
    patch: timeOffPatch,
    item: timeOffItem,
    list: listTimeOff,
    get: getTimeOff,
    add: addTimeOff,
    change: changeTimeOff,
    remove: removeTimeOff,
  });

  app.get(
    "/v1/public/staff",
    {
      config: { access: "public", limit: "reads" },
      schema: {
        tags: ["Business"],
        summary: "List the people who serve customers, or who do one service",
        querystring: z.strictObject({ service_id: z.string().max(64).optional() }),
        headers: readHeaders,
        response: { 200: z.object({ items: z.array(publicStaff) }), 304: z.undefined() },
      },
    },
    (request, reply) => {
      const { db } = request.ctx;
      const { service_id: serviceId } = request.query;
      // Only existing services become cache keys; otherwise anybody could fill the cache.
      if (serviceId !== undefined && !publicServices(db).some((service) => service.id === serviceId)) {
        throw notFound("There is no such service.");
      }
      const answer = cachedAnswer(db, `staff ${serviceId ?? ""}`, () => ({
        items: publicStaffList(db).filter((one) => !serviceId || one.service_ids.includes(serviceId)),
      }));
      sendWritten(request, reply, answer);
    },
  );
};
