import type { Row } from "../consistency.ts";

import type { LoggedEvent } from "./log.ts";

/**
 * Something that was asked of a business: one of these must stand in its log, once. `sure` when it was
 * acknowledged; else it may have happened or not.
 */
export type Deed = { readonly keys: readonly string[]; readonly sure: boolean };

/** What was asked for, and what of it was acknowledged. */
export function createDeeds() {
  const deeds = new Map<string, Deed>();
  return {
    /** Once acknowledged it stays so. */
    note: (sure: boolean, ...keys: readonly string[]): void => {
      const name = keys.join(" or ");
      deeds.set(name, { keys, sure: sure || (deeds.get(name)?.sure ?? false) });
    },
    all: (): readonly Deed[] => [...deeds.values()],
  };
}

export type Deeds = ReturnType<typeof createDeeds>;

/** The owner may offer somebody at once again what they have just declined. */
const END_OF_OFFER = "end of offer";
/** Whoever has a visit may ask for an earlier one again, and agree to one chain after the other. */
const WISH = "wish of";
const AGREED = "waitlist_chain_agreed";
const REPEATED = [END_OF_OFFER, WISH, AGREED];

/** Kinds of events that nothing but a request brings about. */
const ASKED_FOR = new Set([
  "booking_confirmed",
  "series_booked",
  "series_cancelled",
  "waitlist_joined",
  AGREED,
  "time_off_added",
  "hours_changed",
  "policies_changed",
]);

/**
 * What was acknowledged and is not in the log exactly once, and what is there though nobody asked. For the
 * second, everybody must have asked again for what was not answered.
 */
export function lostDeeds(events: readonly LoggedEvent[], deeds: readonly Deed[]): string[] {
  const times = new Map<string, number>();
  for (const key of events.flatMap(keysOf))
    times.set(key, REPEATED.some((kind) => key.startsWith(kind)) ? 1 : (times.get(key) ?? 0) + 1);
  const asked = new Set(deeds.flatMap(({ keys }) => keys));
  return [
    ...deeds.flatMap(({ keys, sure }) => {
      const found = keys.reduce((sum, key) => sum + (times.get(key) ?? 0), 0);
      if (found === 0 && sure) return [`${keys.join(" or ")} was acknowledged and is gone`];
      return found > 1 ? [`${keys.join(" or ")} happened ${found} times`] : [];
    }),
    ...events
      .filter((event) => ASKED_FOR.has(event.kind) && !isFromList(event))
      .flatMap((event) => keysOf(event).slice(0, 1))
      .filter((key) => !asked.has(key))
      .map((key) => `${key} happened and nobody asked for it`),
  ];
}

/** By what an event can be known again: what it did to what, and for some what came of it. */
export function keysOf({ kind, subject, changes }: LoggedEvent): string[] {
  const told = changes.flatMap(({ table, before, after }) => {
    if (after === null) return [];
    if (table === "bookings")
      return [visitKey(after), ...(isCancelled(before, after) ? [cancelledKey(after["uid"])] : [])];
    if (table === "settings") return [settingKey(after["key"], after["version"])];
    if (table === "waitlist_entries") return entryKeys(kind, before, after);
    return table === "waitlist_offers" && before !== null ? [offerKey(after)] : [];
  });
  return [...told, `${kind} ${subject}`];
}

/** An entry that a wish for an earlier visit made, and one whose waiting a chain ended. */
function entryKeys(kind: string, before: Row | null, after: Row): string[] {
  if (before === null) return after["earlier_than"] === null ? [] : [wishKey(after["earlier_than"])];
  return kind === CHAIN_DONE ? [chainKey(after["id"])] : [];
}

const CHAIN_DONE = "waitlist_chain_done";

/** That somebody had what a chain gave them: the chain is one event for all of its people. */
export function chainKey(entry: string): string {
  return `${CHAIN_DONE} waitlist:${entry}`;
}

/** That somebody agreed to their part of a chain, of one of those that they were in. */
export function agreedKey(entry: string): string {
  return `${AGREED} waitlist:${entry}`;
}

/** That who has a visit waits for an earlier one. */
export function wishKey(uid: string): string {
  return `${WISH} visit ${uid}`;
}

/** That a visit was cancelled, whatever else had become of it. */
export function cancelledKey(uid: string): string {
  return `visit ${uid} is cancelled`;
}

function isCancelled(before: Row | null, after: Row): boolean {
  return after["status"] === "cancelled" && before?.["status"] !== "cancelled";
}

/** A version of a visit. */
export function visitKey({ uid, version, status, start_at: start }: Row): string {
  return `visit ${uid}, version ${version}: ${status} at ${start}`;
}

/** A version of the business's settings. */
export function settingKey(key: string, version: number): string {
  return `${key}, version ${version}`;
}

/** The end of an offer, as who had it knows it: what it was of, and until when it was to stand, to the second. */
export function offerKey({
  entry_id: entry,
  staff_id: staff,
  start_at: start,
  expires_at: expires,
}: Row): string {
  return `${END_OF_OFFER} to ${entry} of ${staff} at ${start} until ${Math.floor(expires / 1_000)}`;
}

/** The visit of somebody who waited and had said yes before: nobody asks for it then. */
function isFromList({ kind, changes }: LoggedEvent): boolean {
  return kind === "booking_confirmed" && changes.some(({ after }) => after?.["source"] === "waitlist");
}
