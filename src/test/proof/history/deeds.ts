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

/** Kinds of events that nothing but a request brings about. */
const ASKED_FOR = new Set([
  "booking_confirmed",
  "waitlist_joined",
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
    times.set(key, key.startsWith(END_OF_OFFER) ? 1 : (times.get(key) ?? 0) + 1);
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
    if (table === "bookings") return [visitKey(after)];
    if (table === "settings") return [settingKey(after["key"], after["version"])];
    return table === "waitlist_offers" && before !== null ? [offerKey(after)] : [];
  });
  return [...told, `${kind} ${subject}`];
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
