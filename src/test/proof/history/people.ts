import type { Chance } from "../chance.ts";
import type { Client, Reply } from "../client.ts";
import type { Business } from "../founding.ts";
import { BUSY_SALON } from "../traffic.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The customers who come to one business from one process; some of them return. */
export type Crowd = {
  readonly business: Business;
  readonly chance: Chance;
  /** The first day they are interested in, as its UTC midnight. */
  readonly firstDay: number;
};

/** A salon with everything that makes booking hard, whose offers last five minutes. */
export const BUSY_LIST = {
  ...BUSY_SALON,
  policies: {
    min_notice_minutes: 0,
    cancellation_notice_minutes: 0,
    waitlist: { offer_minutes: 5, cutoff_minutes: 0, quiet_hours: null },
  },
};

/** Advances the server's clock by so many seconds; returns its new time. */
export function pushClock(client: Client, seconds: number): Promise<Reply> {
  return client("POST", "/dev/clock", { body: { advance_seconds: seconds } });
}

/** Everyone wants the next two consecutive days on which the business is open. */
export async function crowdOf(business: Business, chance: Chance, client: Client): Promise<Crowd> {
  const { body } = await pushClock(client, 0);
  const now = Date.parse(body.now);
  let firstDay = Math.floor(now / DAY) * DAY + DAY;
  while (!isWeekday(firstDay) || !isWeekday(firstDay + DAY)) firstDay += DAY;
  return { business, chance, firstDay };
}

/** One of eight people; each pair shares a phone number, and is one person to the business. */
export function somebody({ chance }: Crowd): object {
  const n = chance.below(8);
  return {
    name: `Customer ${process.pid} ${n}`,
    email: `customer${n}@${process.pid}.example.com`,
    ...(n < 4 && { phone: `+1212555${String(1000 + (process.pid % 4000) * 2 + (n >> 1)).slice(-4)}` }),
  };
}

/** A start on one of the two days, on the grid. */
export function aStart({ chance, firstDay }: Crowd): string {
  const at = firstDay + chance.below(2) * DAY + (13 * 60 + 15 * chance.below(32)) * MINUTE;
  return new Date(at).toISOString().replace(".000Z", "Z");
}

export function aSlot(crowd: Crowd) {
  return { ...serviceOf(crowd), start: aStart(crowd) };
}

/** What somebody waits for: an hour, an afternoon or a whole day, with anyone or a certain person. */
export function aWish(crowd: Crowd): object {
  const { chance, firstDay } = crowd;
  const first = chance.below(2);
  const last = first + chance.below(2 - first);
  const from = 9 + chance.below(6);
  const times = { from_time: timeOf(from), to_time: timeOf(from + 1 + chance.below(4)) };
  return {
    ...serviceOf(crowd),
    start_date: dateOf(firstDay + first * DAY),
    end_date: dateOf(firstDay + last * DAY),
    ...(chance.below(2) === 0 && times),
    auto_book: chance.below(5) === 0,
    customer: somebody(crowd),
  };
}

/**
 * The times of the two days before a visit, or half of each day, for somebody who would rather come earlier.
 */
export function earlierDays({ chance, firstDay }: Crowd, start: string): object {
  return {
    start_date: dateOf(firstDay),
    end_date: start.slice(0, 10),
    part: chance.oneOf(["any", "morning", "morning", "afternoon"]),
    auto_book: chance.below(4) === 0 ? "yes" : "",
  };
}

/** An hour weeks ahead with one person, when hardly anybody else comes, and the hour after it. */
export function aQuietHour({ business, chance, firstDay }: Crowd) {
  const staff = business.staff[chance.oneOf(["mia", "noa", "ada"])];
  const what = { service_id: business.services["cut"], staff_id: staff };
  const hour = 9 + chance.below(7);
  const midnight = firstDay + 7 * (1 + chance.below(6)) * DAY;
  // UTC−4, from Sunday 8 March on.
  const at = (hour: number) => ({
    ...what,
    start: new Date(midnight + (hour + 4) * 60 * MINUTE).toISOString().replace(".000Z", "Z"),
  });
  const date = dateOf(midnight);
  return {
    date,
    first: at(hour),
    second: at(hour + 1),
    /** A wish for exactly the second hour. */
    wish: {
      ...what,
      start_date: date,
      end_date: date,
      from_time: timeOf(hour + 1),
      to_time: timeOf(hour + 2),
    },
  };
}

/** An absence of one or two hours of a staff member on one of the days, in the business's zone. */
export function anAbsence({ business, chance, firstDay }: Crowd): object {
  const date = dateOf(firstDay + chance.below(2) * DAY);
  const from = 9 + chance.below(7);
  return {
    staff_id: business.staff[chance.oneOf(["mia", "noa", "ada"])],
    start: `${date}T${timeOf(from)}`,
    end: `${date}T${timeOf(from + 1 + chance.below(2))}`,
  };
}

/** New opening hours for the business. */
export function someHours({ chance }: Crowd): object {
  const hours = chance.oneOf([
    [["09:00", "17:00"]],
    [["09:00", "17:00"]],
    [["10:00", "16:00"]],
    [
      ["09:00", "12:30"],
      ["13:30", "17:00"],
    ],
  ]);
  return Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, hours]));
}

/** Whether those who wait are asked one at a time or all at once, and the cut-off before a visit. */
export function somePolicies({ chance }: Crowd): object {
  const mode = chance.oneOf(["one_at_a_time", "one_at_a_time", "everyone_at_once"]);
  const waitlist = { ...BUSY_LIST.policies.waitlist, mode, cutoff_minutes: chance.oneOf([0, 60]) };
  return { ...BUSY_LIST.policies, waitlist };
}

function serviceOf({ business, chance }: Crowd) {
  const service = chance.oneOf(["cut", "cut", "colour", "yoga"]);
  const staff = chance.oneOf([undefined, undefined, "mia", "ada"]);
  const isAble = staff === "ada" || (staff === "mia" && service !== "yoga");
  return {
    service_id: business.services[service],
    ...(isAble && { staff_id: business.staff[staff] }),
  };
}

function isWeekday(day: number): boolean {
  return ![0, 6].includes(new Date(day).getUTCDay());
}

function dateOf(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}

function timeOf(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
