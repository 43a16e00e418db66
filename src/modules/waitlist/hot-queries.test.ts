import { expect, test } from "vitest";

import { explain } from "#db/explain.ts";
import { agreedChain, liveStepOfVisit } from "#modules/waitlist/chains/rows.ts";
import { aTenantDb } from "#test/tenant-db.ts";

import { offeredAt } from "./decisions.ts";
import { entriesByVisit, firstOpen, passedBy, waitingBetween } from "./entries.ts";
import { firstExpiring, holdersOfOffers, openOfferOf, openOffersOfSlot } from "./offers.ts";
import { releases } from "./release-no-shows.ts";

// These run with every cancellation, and twice a second for each business that has work due, so they may read
// open rows only, however much history there is.
test.each([
  ["whether anybody waits", firstOpen({}), "waitlist_entries_open"],
  ["whose times have passed", passedBy({ now: 1, limit: 1 }), "waitlist_entries_open"],
  [
    "who waits for some days",
    waitingBetween({ from: "2026-03-09", to: "2026-03-09" }),
    "waitlist_entries_open",
  ],
  ["who would come sooner than a visit", entriesByVisit({ uid: "a" }), "waitlist_entries_by_visit"],
  ["whose offer ends first", firstExpiring({}), "waitlist_offers_by_expiry"],
  ["who has an offer", holdersOfOffers({}), "waitlist_offers_"],
  ["an entry's offer", openOfferOf({ entry: "a" }), "waitlist_offers_by_entry"],
  ["a slot's offers", openOffersOfSlot({ slot: "a" }), "waitlist_offers_by_slot"],
  ["which chain would move a visit", liveStepOfVisit({ uid: "a" }), "waitlist_chain_steps_one_a_visit"],
  ["which chain all have agreed to", agreedChain({}), "waitlist_chains_one_a_slot"],
  ["who was offered a time before", offeredAt({ slot: "a" }), "waitlist_offers_by_slot"],
  ["who has not come", releases({ now: 1, since: 0 }), "bookings_to_release"],
])("%s is found by an index of its own", (_what, query, index) => {
  const steps = explain(aTenantDb(), query).join("; ");
  expect(steps).toContain(index);
});
