import type { BookedOnce } from "#modules/booking/index.ts";

import type { Notice } from "./notice.ts";
import { priceWords } from "./offer-words.ts";

export type BookingRefusal = Exclude<BookedOnce, { outcome: "booked" }>;

/** Tells the customer why something could not be booked. */
export function refusalNotice(refusal: BookingRefusal, business: string): Notice {
  switch (refusal.outcome) {
    case "taken":
      return problem("Someone was a moment faster.", "That time was just taken.");
    case "in_the_past":
      return problem("That time has already passed.", "Please choose a later one.");
    case "too_soon":
      return problem(
        "That time is too soon to book online.",
        `Please choose a later one, or call ${business}.`,
      );
    case "outside_window":
      return problem("That date can't be booked yet.", "Please choose an earlier one.");
    case "limit_reached":
      return problem("That date is full.", "Please choose another one.");
    case "customer_limit":
      return problem(
        `You already have as many upcoming visits as ${business} allows for one person.`,
        "Please move or cancel one of them, or contact the business.",
      );
    case "not_available":
    case "unknown_staff":
    case "hold_is_for_another_slot":
      return problem("That time isn't free.", "Please choose another one.");
    case "unknown_service":
    case "service_not_offered":
      return problem("This service isn't offered at the moment.", "Please choose another one.");
    case "plan_limit":
      return problem(
        `${business} can't take any more online bookings this month.`,
        "Please contact them directly.",
      );
    case "terms_changed": {
      const price = priceWords(refusal.offer.priceCents, refusal.offer.currency);
      const minutes = refusal.offer.terms.duration_minutes;
      return problem(
        "This service has just changed.",
        `It now takes ${minutes} minutes and costs ${price}. If that works for you, book again.`,
      );
    }
  }
}

function problem(title: string, text: string): Notice {
  return { tone: "problem", title, text };
}
