/** What is true in the sentences that are made here: as the guard's `LUNA`, told in other terms. */
export const WORLD = {
  /** A Friday; it is ten in the morning. */
  today: "2026-03-06",
  offers: [
    { ahead: 4, minutes: 900 },
    { ahead: 4, minutes: 975 },
    { ahead: 5, minutes: 600 },
  ],
  services: [
    { name: "haircut", dollars: 45, minutes: 30 },
    { name: "full colour", dollars: 120, minutes: 120 },
    { name: "beard trim", dollars: 18.5, minutes: 15 },
  ],
  /** Deposits, late fees, and what else may be named as an amount or a length. */
  otherDollars: [20],
  otherMinutes: [60, 5],
  phone: "+12125550100",
  email: "hi@luna.example",
} as const;

const isOffered = (ahead: number, minutes: number) =>
  WORLD.offers.some((offer) => offer.ahead === ahead && offer.minutes % 720 === minutes % 720);

/** Whether nothing at all is offered at that time of the clock, or on that day. */
export const isNever = (minutes: number) =>
  !WORLD.offers.some((offer) => offer.minutes % 720 === minutes % 720);
export const isEmpty = (ahead: number) => !WORLD.offers.some((offer) => offer.ahead === ahead);
export const isFree = isOffered;
