/** The facts behind the generated sentences: those of the guard's `LUNA`, in another form. */
export const WORLD = {
  /** A Friday; the time is 10:00. */
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
  /** Deposits, late fees, and anything else that may be mentioned as an amount or a duration. */
  otherDollars: [20],
  otherMinutes: [60, 5],
  phone: "+12125550100",
  email: "hi@luna.example",
} as const;

const isOffered = (ahead: number, minutes: number) =>
  WORLD.offers.some((offer) => offer.ahead === ahead && offer.minutes % 720 === minutes % 720);

/**
 * Whether no day has an offer at that time on the 12-hour dial; `isEmpty`: whether that day has no offer at
 * all.
 */
export const isNever = (minutes: number) =>
  !WORLD.offers.some((offer) => offer.minutes % 720 === minutes % 720);
export const isEmpty = (ahead: number) => !WORLD.offers.some((offer) => offer.ahead === ahead);
export const isFree = isOffered;
