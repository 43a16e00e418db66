import type { OfferReason, SkipReason } from "./decisions.ts";

/** Reasons for asking or passing over somebody, worded for the business. */
export const REASON_WORDS: Readonly<Record<OfferReason | SkipReason, string>> = {
  first_in_line: "They were first in line for a time like this.",
  everyone_at_once: "Everyone this time works for was asked at once.",
  books_by_itself: "They'd asked us to book for them.",
  chosen_by_owner: "You offered it to them.",
  makes_room: "Moving their visit to it frees up a time for someone the first one doesn't work for.",
  gets_the_room: "A visit that can move to it frees up its own time, and they're the first it works for.",
  gave_it_up: "They gave up this very time.",
  has_another_offer: "They had another offer at the time.",
  was_offered_it: "They'd been offered this time before.",
  nothing_fits: "Their service doesn't fit into the time, or nobody they want is free then.",
  not_at_their_times: "It isn't at the times they asked for.",
  too_soon: "It's too soon for the notice this service needs.",
  inside_cutoff: "It's too soon for the waitlist: times this close are open to everyone.",
  not_earlier: "It isn't earlier than the visit they have.",
  visit_cannot_change: "It's too late to change the visit they have.",
  cannot_be_reached: "They can't be reached anymore.",
  could_not_be_booked: "It couldn't be booked for them.",
  was_booked_at_once: "It was booked right away for someone who had asked for that.",
  no_chain_so_short: "Moving another visit to it helps one more person who's waiting, with fewer moves.",
  another_time_was_offered: "Another service, person or start was offered in this time.",
};
