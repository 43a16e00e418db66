import * as initial from "./0001-initial.ts";
import * as undelivered from "./0002-undelivered.ts";
import * as members from "./0003-members.ts";

/**
 * In order; the control plane's version is the number of migrations applied. A released one is never changed;
 * new ones are appended.
 */
export const controlPlaneMigrations = [initial, undelivered, members] as const;
