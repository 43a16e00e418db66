import * as initial from "./0001-initial.ts";
import * as occupancies from "./0002-occupancies.ts";
import * as waitlist from "./0003-waitlist.ts";
import * as holidays from "./0004-holidays.ts";
import * as chains from "./0005-chains.ts";
import * as conversations from "./0006-conversations.ts";

/**
 * In order; a file's `user_version` is the number of migrations applied. A released one is never changed; new
 * ones are appended.
 */
export const tenantMigrations = [initial, occupancies, waitlist, holidays, chains, conversations] as const;
