import type { OfferReason, SkipReason } from "./decisions.ts";

/** Why somebody was asked or passed over, as the business reads it. */
export const REASON_WORDS: Readonly<Record<OfferReason | SkipReason, string>> = {
  first_in_line: "They were the first in line whom this time suits.",
  everyone_at_once: "Everyone whom this time suits was asked at once.",
  books_by_itself: "They had asked us to book for them.",
  chosen_by_owner: "You offered it to them.",
  makes_room: "Moving their visit to it would leave its time to somebody whom the freed time does not suit.",
  gets_the_room: "A visit that can move to it would leave its time, and they are the first whom that suits.",
  gave_it_up: "They gave this very time up.",
  has_another_offer: "They had another offer at the time.",
  was_offered_it: "They had been offered this time before.",
  nothing_fits: "Their service does not fit into the time, or nobody they want is free then.",
  not_at_their_times: "It is not at the times they asked for.",
  too_soon: "It is too soon for the notice that this service needs.",
  inside_cutoff: "It is too soon for the waitlist: times this near go to everyone.",
  not_earlier: "It is not earlier than the visit that they have.",
  visit_cannot_change: "It is too late to change the visit that they have.",
  cannot_be_reached: "They cannot be reached any more.",
  could_not_be_booked: "It could not be booked for them.",
  was_booked_at_once: "It was booked at once for somebody who had asked for that.",
  no_chain_so_short: "Moving another visit to it serves one more who waits, with fewer moves.",
  another_time_was_offered: "Another service, person or start was offered in this time.",
};
