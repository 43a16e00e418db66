import { collectionRoutes } from "#modules/collection/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { addStaff, archiveStaff, changeStaff } from "./commands.ts";
import { addOverride, changeOverride, removeOverride } from "./override-commands.ts";
import { getOverride, listOverrides } from "./override-queries.ts";
import { overrideInput, overrideItem, overridePatch } from "./override-schemas.ts";
import { getStaff, listStaff } from "./queries.ts";
import { staffInput, staffItem, staffPatch } from "./schemas.ts";
import { addTimeOff, changeTimeOff, removeTimeOff } from "./time-off-commands.ts";
import { getTimeOff, listTimeOff } from "./time-off-queries.ts";
import { timeOffInput, timeOffItem, timeOffPatch } from "./time-off-schemas.ts";

/** `/v1/admin/staff`, `/v1/admin/overrides`, `/v1/admin/time_off`. */
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
};
