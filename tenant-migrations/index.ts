import * as initial from "./0001-initial.ts";
import * as occupancies from "./0002-occupancies.ts";
import * as waitlist from "./0003-waitlist.ts";
import * as holidays from "./0004-holidays.ts";
import * as chains from "./0005-chains.ts";
import * as conversations from "./0006-conversations.ts";

/** In order; a file's `user_version` is how many of them it has. Never changed once released, only added to. */
export const tenantMigrations = [initial, occupancies, waitlist, holidays, chains, conversations] as const;
