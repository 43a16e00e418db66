import * as initial from "./0001-initial.ts";
import * as undelivered from "./0002-undelivered.ts";
import * as members from "./0003-members.ts";

/** In order; the control plane's version is how many of them it has. Never changed once released, only added to. */
export const controlPlaneMigrations = [initial, undelivered, members] as const;
