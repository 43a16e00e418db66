/** The waitlist: who waits for which times, and what becomes of time that is freed (SCHEDULING rule 11). */
export { acceptOffer } from "./accept-offer.ts";
export { entriesForVisit, type EntryRow, findEntry, getEntry } from "./entries.ts";
export { hasWaitlist } from "./has-waitlist.ts";
export { joinWaitlist, type WaitlistWish } from "./join.ts";
export { wishEarlier } from "./wish-earlier.ts";
export type { WaitlistTimes } from "./wished-times.ts";
export { entryRecord, listEntries } from "./admin-queries.ts";
export { listChains } from "#modules/waitlist/chains/list.ts";
export { chainRecord } from "#modules/waitlist/chains/view.ts";
export { declineOffer, leaveWaitlist } from "./leave.ts";
export { findOffer, findOpenOffer, getSlot, type OfferRow } from "./offers.ts";
export { passOnFreedTime } from "./on-freed.ts";
export { endOfQuiet } from "./plan-notice.ts";
export { nextDueWaitlist, runDueWaitlist } from "./run-due.ts";
export { closedWhy, type EntryView, entryView, mayManageEntry, waitlistLink } from "./view.ts";
