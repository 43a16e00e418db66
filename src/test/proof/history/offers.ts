import type { Row } from "../consistency.ts";

import type { Change, LoggedEvent } from "./log.ts";
import { type Past, stands } from "./past.ts";

/** The problems of offers that an event made, ended or turned into visits (SCHEDULING rule 11). */
export function judgeOffers(past: Past, event: LoggedEvent, changes: readonly Change[]): string[] {
  return changes.flatMap((change) => {
    const { table, before, after } = change;
    if (table === "waitlist_offers" && after !== null)
      return before === null ? judgeNew(past, after) : judgeEnd(past, event, after);
    if (table === "waitlist_entries" && after !== null) return judgeVisit(past, after, before);
    return [];
  });
}

/** Modes in which several offers share one hold. */
const SHARED = new Set(["everyone_at_once", "chain"]);

/** One hold per freed slot, one open offer per person. */
function judgeNew(past: Past, offer: Row): string[] {
  const others = past.openOffers().filter((other) => other["id"] !== offer["id"]);
  return others.flatMap((other) => [
    ...(other["slot_id"] === offer["slot_id"] && other["hold_id"] !== offer["hold_id"]
      ? [`${offer["slot_id"]} is held twice, by ${other["hold_id"]} and ${offer["hold_id"]}`]
      : []),
    ...(other["slot_id"] === offer["slot_id"] && !SHARED.has(offer["mode"])
      ? [`${offer["slot_id"]} is offered twice`]
      : []),
    ...(past.isSamePerson(other["customer_id"], offer["customer_id"])
      ? [`${offer["customer_id"]} has two live offers, ${other["id"]} and ${offer["id"]}`]
      : []),
  ]);
}

/** No offer may expire early, or be taken late. */
function judgeEnd(past: Past, { at }: LoggedEvent, offer: Row): string[] {
  const isOver = offer["expires_at"] <= at;
  if (offer["state"] === "expired" && !isOver) return [`${offer["id"]} expired before its time`];
  if (offer["state"] === "accepted" && isOver) return [`${offer["id"]} was accepted after its time`];
  return [];
}

/** A wait must end in at most one visit, which no other wait led to. */
function judgeVisit(past: Past, entry: Row, before: Row | null): string[] {
  const uid = entry["booking_uid"] as string | null;
  if (uid === null || before?.["booking_uid"] === uid) return [];
  const visit = past.table("bookings").get(uid);
  if (!visit || !stands(visit)) return [`${entry["id"]} has the visit ${uid}, which does not exist`];
  const others = [...past.table("waitlist_entries").values()].filter(
    (other) => other["booking_uid"] === uid && other["id"] !== entry["id"],
  );
  // A visit may be moved earlier more than once.
  const twice = entry["earlier_than"] === null && others.length > 0;
  return [
    ...(twice ? [`${uid} came of two entries`] : []),
    ...(visit["customer_id"] === entry["customer_id"] ? [] : [`${uid} is somebody else's visit`]),
    ...acceptedElsewhere(past, entry, visit),
  ];
}

/** A customer who accepted an offer must have what was offered. */
function acceptedElsewhere(past: Past, entry: Row, visit: Row): string[] {
  const offer = [...past.table("waitlist_offers").values()].find(
    (one) => one["entry_id"] === entry["id"] && one["state"] === "accepted",
  );
  if (!offer) return [];
  const [item] = past.itemsOf(visit["uid"]);
  const same = ["service_id", "staff_id", "start_at"].every((column) => item?.[column] === offer[column]);
  return same ? [] : [`${entry["id"]} accepted ${offer["id"]} and has another visit, ${visit["uid"]}`];
}
