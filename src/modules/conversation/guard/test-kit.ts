import { type LocalDate, weekdayOf } from "#kernel/local-date.ts";
import { getZone } from "#kernel/zone.ts";

import type { Facts } from "./facts.ts";

const zone = getZone("America/New_York");
/** Friday 6 March 2026, 10 am in New York; the clocks change on that Sunday. */
export const FRIDAY = Date.parse("2026-03-06T15:00:00Z");

/** The span of a visit, from a wall-clock time in New York. */
export function visit(date: LocalDate, time: string, minutes = 30) {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const start = zone.localToInstant(date, hour * 60 + minute, "earlier");
  return { start, end: start + minutes * 60_000 };
}

const usd = (cents: number) => ({ cents, currency: "USD" });

const SAID = ["Hi, do you have anything tomorrow at 11 or Thursday after 2 pm?"];

/** Luna: open Monday to Friday 9 to 5, Saturday 10 to 2. Three times are on offer; nothing is booked. */
export const LUNA: Facts = {
  now: FRIDAY,
  zone,
  country: "US",
  offers: [visit("2026-03-10", "15:00"), visit("2026-03-10", "16:15"), visit("2026-03-11", "10:00")],
  bookings: [],
  looked: [{ from: "2026-03-09", to: "2026-03-15" }],
  hoursOn: (date) => {
    const day = weekdayOf(date);
    if (day === "sun") return [];
    return day === "sat" ? [{ start: 600, end: 840 }] : [{ start: 540, end: 1020 }];
  },
  services: [
    { names: ["Haircut", "trim"], minutes: 30, prices: [usd(4500)] },
    { names: ["Full colour", "dye"], minutes: 120, prices: [usd(12_000), usd(2000)] },
    { names: ["Beard trim"], minutes: 15, prices: [usd(1850)] },
  ],
  names: ["Mia", "April Moss"],
  prices: [],
  minutes: [60, 120, 5, 86_400],
  ownTexts: [
    "Luna Hair",
    "1 Main St, New York",
    "There is free parking for two hours behind the building.",
    "Please cancel at least two hours before your visit. Late cancellations cost $20.",
    "Students get 10 % off on weekdays.",
  ],
  customerTexts: () => SAID,
  done: new Set(),
  links: ["http://localhost:3000/t/luna/book"],
  emails: ["hi@luna.example"],
  phones: ["+12125550100"],
  canaries: ["FD-SENTINEL-9f3kQ27xLm"],
};

/** The same, just after a haircut on Tuesday at 3 pm was booked. */
export const BOOKED: Facts = {
  ...LUNA,
  bookings: [{ ...visit("2026-03-10", "15:00"), stands: true }],
  done: new Set(["booked"]),
};
