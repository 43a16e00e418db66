import { build } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { bookSlot, getBooking } from "#modules/booking/index.ts";
import { findAvailability } from "#modules/calendar/index.ts";
import { aSalon, at, type Salon, type SalonOptions } from "./salon.ts";

import { getEntry } from "#modules/waitlist/entries.ts";
import { joinWaitlist, type WaitlistWish } from "#modules/waitlist/join.ts";
import { passOnFreedTime } from "#modules/waitlist/on-freed.ts";
import { entryView } from "#modules/waitlist/view.ts";

/** Monday, 9 March 2026, 9:00 in New York; tests begin on the Friday before. */
export const MONDAY_NINE = at("2026-03-09T13:00:00Z");
const MONDAY: LocalDate = "2026-03-09";
export const HOUR = 3_600_000;

type WaitlistPolicy = {
  readonly mode?: "one_at_a_time" | "everyone_at_once";
  readonly offer_minutes?: number;
  readonly cutoff_minutes?: number;
  readonly quiet_hours?: readonly [string, string] | null;
};

export type ListOptions = Omit<SalonOptions, "subscribers"> & { readonly waitlist?: WaitlistPolicy };

/** Luna, where Mia cuts hair for an hour from nine to five, with the waitlist enabled. */
export function aSalonWithList({ waitlist, policies, ...options }: ListOptions = {}): Salon {
  return aSalon({
    ...options,
    policies: { cancellation_notice_minutes: 0, ...policies, waitlist: { quiet_hours: null, ...waitlist } },
    subscribers: [passOnFreedTime],
  })
    .offers("cut", { duration_minutes: 60, slot_interval_minutes: 60 })
    .employs("mia", ["cut"]);
}

/** Books for a customer; their address is derived from the name. */
export function book(salon: Salon, name: string, start: Instant = MONDAY_NINE, serviceId = "cut"): string {
  const customer = { name, email: `${name}@example.com` };
  const booked = bookSlot(salon.ctx(), { serviceId, start, customer, source: "page" });
  if (booked.outcome !== "booked") throw new Error(`${name} could not book: ${booked.outcome}`);
  return booked.booking.row.uid;
}

/** Puts somebody on the list, by default for a cut on Monday. The same name is the same person. */
export function waits(salon: Salon, name: string, wish: Partial<WaitlistWish> = {}): string {
  return joinWaitlist(salon.ctx(), {
    serviceId: "cut",
    startDate: MONDAY,
    endDate: MONDAY,
    customer: { name, email: `${name}@example.com` },
    ...wish,
  }).id;
}

/** The status that each of them sees. */
export function statuses(salon: Salon, ...ids: readonly string[]): string[] {
  return ids.map((id) => entryView(salon.ctx(), getEntry(salon.db, id)).status);
}

export function offerOf(salon: Salon, id: string) {
  return entryView(salon.ctx(), getEntry(salon.db, id)).offer;
}

/** Why somebody was asked or passed over, oldest first. */
export function reasons(salon: Salon, id: string): string[] {
  const rows = build.selectFrom("waitlist_decisions").selectAll().where("entry_id", "=", id).orderBy("id");
  return salon.db.all(rows).map((row) => row.reason);
}

/** Whether anyone may book this start of a cut. */
export function isPublic(salon: Salon, start: Instant = MONDAY_NINE, serviceId = "cut"): boolean {
  const query = { serviceId, from: MONDAY, to: MONDAY, now: salon.clock.now() };
  return findAvailability(salon.db, query).slots.some((slot) => slot.start === start);
}

export function visit(salon: Salon, uid: string) {
  return getBooking(salon.db, uid);
}

/** How many offers are open, and how many slots they hold. */
export function held(salon: Salon): { readonly offers: number; readonly holds: number } {
  const open = build.selectFrom("waitlist_offers").select("id").where("state", "=", "open");
  const rows = build.selectFrom("occupancies").select("owner_id").distinct().where("kind", "=", "offer");
  return { offers: salon.db.all(open).length, holds: salon.db.all(rows).length };
}
