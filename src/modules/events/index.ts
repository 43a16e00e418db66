/** The event log: everything that happened to a business, one event per command, in its transaction. */
export { tenantVersion, type TenantVersion } from "./queries.ts";
export { eventsBackwards, findEventAt, findFirstEvent, latestEvent, type LoggedEvent } from "./read-log.ts";
export { recordEvent } from "./record-event.ts";
