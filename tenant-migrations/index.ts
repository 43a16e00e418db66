import * as initial from "./0001-initial.ts";

/** In order; a file's `user_version` is how many of them it has. Never changed once released, only added to. */
export const tenantMigrations = [initial] as const;
