import * as initial from "./0001-initial.ts";
import * as outbox from "./0002-outbox.ts";
import * as occupancyTimes from "./0003-occupancy-times.ts";
import * as lighterWrites from "./0004-lighter-writes.ts";
import * as waitlist from "./0005-waitlist.ts";
import * as oneGuard from "./0006-one-guard.ts";
import * as holidays from "./0007-holidays.ts";
import * as visitsByStart from "./0008-visits-by-start.ts";
import * as chains from "./0009-chains.ts";
import * as conversations from "./0010-conversations.ts";

/** In order; a file's `user_version` is how many of them it has. Never changed once released, only added to. */
export const tenantMigrations = [
  initial,
  outbox,
  occupancyTimes,
  lighterWrites,
  waitlist,
  oneGuard,
  holidays,
  visitsByStart,
  chains,
  conversations,
] as const;
