import type { Row } from "../consistency.ts";

import type { LoggedEvent } from "./log.ts";

/**
 * Something requested from a business: one of these keys must be in its log, once. `sure` if it was
 * acknowledged; otherwise it may have happened or not.
 */
export type Deed = { readonly keys: readonly string[]; readonly sure: boolean };

/** Records what was requested, and what of it was acknowledged. */
export function createDeeds() {
  const deeds = new Map<string, Deed>();
  return {
    /** Once acknowledged, a deed stays acknowledged. */
    note: (sure: boolean, ...keys: readonly string[]): void => {
      const name = keys.join(" or ");
      deeds.set(name, { keys, sure: sure || (deeds.get(name)?.sure ?? false) });
    },
    all: (): readonly Deed[] => [...deeds.values()],
  };
}

export type Deeds = ReturnType<typeof createDeeds>;

/** The owner may offer the same person the same time again right after they declined. */
const END_OF_OFFER = "end of offer";
/** A customer may ask for an earlier visit again, and agree to several chains in turn. */
const WISH = "wish of";
const AGREED = "waitlist_chain_agreed";
const REPEATED = [END_OF_OFFER, WISH, AGREED];

/** Kinds of events that only a request can cause. */
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
 * Deeds that were acknowledged but are not in the log exactly once, and events that nobody asked for. The
 * latter is only valid once everybody has repeated what was not answered.
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

/** The keys that identify an event: what it did to what, and for some events the result. */
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

/** The entry that a wish for an earlier visit created, and one whose waiting a chain ended. */
function entryKeys(kind: string, before: Row | null, after: Row): string[] {
  if (before === null) return after["earlier_than"] === null ? [] : [wishKey(after["earlier_than"])];
  return kind === CHAIN_DONE ? [chainKey(after["id"])] : [];
}

const CHAIN_DONE = "waitlist_chain_done";

/** Somebody got what a chain gave them. The chain is one event for all of its people. */
export function chainKey(entry: string): string {
  return `${CHAIN_DONE} waitlist:${entry}`;
}

/** Somebody agreed to their part in one of their chains. */
export function agreedKey(entry: string): string {
  return `${AGREED} waitlist:${entry}`;
}

/** The customer of a visit waits for an earlier one. */
export function wishKey(uid: string): string {
  return `${WISH} visit ${uid}`;
}

/** A visit was cancelled, whatever else happened to it. */
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

/** The end of an offer, as its recipient can identify it: what it was for, and its expiry to the second. */
export function offerKey({
  entry_id: entry,
  staff_id: staff,
  start_at: start,
  expires_at: expires,
}: Row): string {
  return `${END_OF_OFFER} to ${entry} of ${staff} at ${start} until ${Math.floor(expires / 1_000)}`;
}

/** The visit of somebody on the waitlist who had agreed in advance: nobody requests it at that time. */
function isFromList({ kind, changes }: LoggedEvent): boolean {
  return kind === "booking_confirmed" && changes.some(({ after }) => after?.["source"] === "waitlist");
}
