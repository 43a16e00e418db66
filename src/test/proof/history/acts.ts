import fc from "fast-check";

import { AppError } from "#kernel/errors.ts";
import { MINUTE } from "#kernel/instant.ts";
import { bookSlot, cancelBooking, holdSlot, markInside, moveBooking } from "#modules/booking/index.ts";
import { changeSettings, settingsDocuments } from "#modules/business/index.ts";
import { addTimeOff, removeTimeOff } from "#modules/staff/index.ts";
import {
  acceptOffer,
  declineOffer,
  joinWaitlist,
  leaveWaitlist,
  runDueWaitlist,
  wishEarlier,
} from "#modules/waitlist/index.ts";
import type { Salon } from "#test/salon.ts";
import { MONDAY_NINE } from "#test/waitlist.ts";

const BY_CUSTOMERS = ["book", "book", "book", "hold", "move", "cancel", "cancel", "cancel"] as const;
const ON_THE_LIST = ["join", "join", "join", "earlier", "accept", "accept", "decline", "leave"] as const;
const BY_OTHERS = ["wait", "wait", "absence", "back", "hours", "mode", "no_show"] as const;

/** Policies that let customers change their minds until the last minute. */
export const POLICIES = {
  min_notice_minutes: 0,
  cancellation_notice_minutes: 0,
  waitlist: { quiet_hours: null, cutoff_minutes: 0, offer_minutes: 15 },
};

/** What somebody does. Numbers are indexes into what exists at that time. */
export const anyAct = fc.record({
  kind: fc.constantFrom(...BY_CUSTOMERS, ...ON_THE_LIST, ...BY_OTHERS),
  nth: fc.nat(40),
  /** Quarter hours from nine o'clock. */
  quarter: fc.nat(27),
  serviceId: fc.constantFrom("cut", "cut", "colour", "yoga"),
  staffId: fc.constantFrom(undefined, undefined, "mia", "noa"),
  who: fc.nat(5),
  either: fc.boolean(),
});

export type Act = typeof anyAct extends fc.Arbitrary<infer One> ? One : never;

/** What a salon's acts have created so far. */
export type Doings = { readonly visits: string[]; readonly entries: string[]; readonly absences: string[] };

/** Performs the act if possible; a refusal is ignored. */
export function play(salon: Salon, act: Act, doings: Doings): void {
  try {
    playCustomer(salon, act, doings);
    playWaiter(salon, act, doings);
    playOther(salon, act, doings);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function playCustomer(salon: Salon, act: Act, { visits }: Doings): void {
  const { kind, serviceId, staffId, quarter } = act;
  const ctx = salon.ctx();
  const start = MONDAY_NINE + quarter * 15 * MINUTE;
  const uid = visits[act.nth % Math.max(1, visits.length)];
  if (kind === "hold") holdSlot(ctx, { serviceId, start });
  if (kind === "book") {
    const made = bookSlot(ctx, { serviceId, staffId, start, customer: customerOf(act), source: "page" });
    if (made.outcome === "booked") visits.push(made.booking.row.uid);
  }
  if (uid === undefined) return;
  if (kind === "move") moveBooking(ctx, uid, { start });
  if (kind === "cancel") cancelBooking(ctx, uid, {});
  if (kind === "no_show") salon.db.write((tx) => void markInside(ctx, tx, uid, "no_show"));
}

function playWaiter(salon: Salon, act: Act, { visits, entries }: Doings): void {
  const { kind, either } = act;
  const ctx = salon.ctx();
  const entry = entries[act.nth % Math.max(1, entries.length)];
  const uid = visits[act.nth % Math.max(1, visits.length)];
  if (kind === "join") entries.push(joinWaitlist(ctx, wishOf(act)).id);
  if (kind === "earlier" && uid !== undefined) {
    const times = { startDate: "2026-03-09", endDate: "2026-03-09" } as const;
    entries.push(wishEarlier(ctx, uid, { ...times, autoBook: either }).id);
  }
  if (entry === undefined) return;
  if (kind === "decline") declineOffer(ctx, entry);
  if (kind === "leave" && either) leaveWaitlist(ctx, entry);
  if (kind !== "accept") return;
  const taken = acceptOffer(ctx, entry);
  if (taken.outcome === "booked") visits.push(taken.booking.row.uid);
}

function playOther(salon: Salon, { kind, quarter, staffId, either }: Act, { absences }: Doings): void {
  const ctx = salon.ctx();
  if (kind === "wait") {
    salon.clock.advance((either ? 3 : 20) * MINUTE);
    while (runDueWaitlist(ctx));
  }
  if (kind === "absence") {
    const hour = 9 + (quarter % 7);
    const [start, end] = [`2026-03-09T${clock(hour)}`, `2026-03-09T${clock(hour + 1)}`];
    absences.push(addTimeOff(ctx, { staff_id: staffId ?? "noa", start, end, reason: "" }).id);
  }
  if (kind === "back") {
    const id = absences.pop();
    if (id !== undefined) removeTimeOff(ctx, id);
  }
  if (kind === "hours") {
    const short: [string, string][] = [
      ["10:00", "12:30"],
      ["13:30", "16:00"],
    ];
    changeSettings(ctx, "hours", { mon: either ? [["09:00", "17:00"]] : short });
  }
  if (kind === "mode") {
    const mode = either ? "everyone_at_once" : "one_at_a_time";
    const changed = { ...POLICIES, waitlist: { ...POLICIES.waitlist, mode } };
    changeSettings(ctx, "policies", settingsDocuments.policies.parse(changed));
  }
}

function wishOf(act: Act) {
  const from = 9 + (act.quarter % 7);
  return {
    serviceId: act.serviceId,
    staffId: act.staffId,
    startDate: "2026-03-09",
    endDate: act.either ? "2026-03-09" : "2026-03-10",
    customer: customerOf(act),
    autoBook: act.nth % 4 === 0,
    ...(act.either && { fromTime: clock(from), toTime: clock(from + 2) }),
  } as const;
}

function customerOf({ who }: Act) {
  return { name: `c${who}`, email: `c${who}@example.com` };
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
