import type { Row } from "../consistency.ts";

import type { Change } from "./log.ts";
import { type Past, stands } from "./past.ts";

/** The problems of chains that an event began or ended: all of their visits must move, or none. */
export function judgeChains(past: Past, changes: readonly Change[]): string[] {
  return changes.flatMap(({ table, after }) => {
    // The event lists a finished chain before its visits, and the links after them.
    if (table === "waitlist_chain_steps" && after?.["state"] === "done") return judgeDone(past, after);
    if (table !== "waitlist_chains" || after === null) return [];
    const links = linksOf(past, after["id"]);
    const judgeState = { open: judgeOpen, done: () => [], released: judgeReleased }[after["state"] as State];
    return [...judgeLinks(after, links), ...judgeState(after, links)];
  });
}

type State = "open" | "done" | "released";
type Link = { readonly step: Row; readonly offer: Row | undefined; readonly visit: Row | undefined };

/** Each link except the last leaves a visit, and nobody is in a chain twice. */
function judgeLinks(chain: Row, links: readonly Link[]): string[] {
  const people = links.map(({ offer }) => offer?.["customer_id"] as string | undefined);
  const areInOrder = links.every(
    ({ step }, n) => step["position"] === n + 1 && (step["visit_uid"] === null) === (n === links.length - 1),
  );
  return [
    ...(links.length === chain["people"] && areInOrder ? [] : [`${chain["id"]} is no chain of visits`]),
    ...(new Set(people).size === people.length ? [] : [`${chain["id"]} asks somebody twice`]),
  ];
}

/** Nothing may move before all have agreed. */
function judgeOpen({ id }: Row, links: readonly Link[]): string[] {
  return links.flatMap(({ step, offer, visit }) => [
    ...(offer?.["state"] === "open" && (step["state"] === "asked" || step["state"] === "agreed")
      ? []
      : [`${id} is open, and one of its offers is not`]),
    ...(hasMoved(step, visit) ? [`${visit?.["uid"]} moved before all had agreed to ${id}`] : []),
  ]);
}

/** Every offer must be undone. Customers who move their visit themselves thereby end the chain. */
function judgeReleased({ id, why }: Row, links: readonly Link[]): string[] {
  return links.flatMap(({ step, offer, visit }) => [
    ...(step["state"] === "done" || offer?.["state"] === "accepted"
      ? [`${id} was let go of, but not for ${step["entry_id"]}`]
      : []),
    ...(why !== "visit_changed" && hasMoved(step, visit)
      ? [`${visit?.["uid"]} has moved, though ${id} was let go of`]
      : []),
  ]);
}

/** If one link is carried out, all must be, in the same event. */
function judgeDone(past: Past, done: Row): string[] {
  const id = done["chain_id"] as string;
  const state = past.table("waitlist_chains").get(id)?.["state"];
  return [
    ...(state === "done" ? [] : [`${id} is ${state}, and was carried out`]),
    ...linksOf(past, id)
      .filter(({ step, offer }) => step["state"] !== "done" || !isCarriedOut(past, step, offer))
      .map(({ step }) => `${id} was carried out without ${step["entry_id"]}`),
  ];
}

function hasMoved(step: Row, visit: Row | undefined): boolean {
  return visit !== undefined && stands(visit) && visit["start_at"] !== step["from_start_at"];
}

/** Everyone who agreed must have what they agreed to: their visit moved, or a new one. */
function isCarriedOut(past: Past, step: Row, offer: Row | undefined): boolean {
  const entry = past.table("waitlist_entries").get(step["entry_id"]);
  const uid = (step["visit_uid"] ?? entry?.["booking_uid"]) as string | null | undefined;
  if (!offer || !uid || entry?.["booking_uid"] !== uid) return false;
  const [item] = past.itemsOf(uid);
  return ["service_id", "staff_id", "start_at"].every((column) => item?.[column] === offer[column]);
}

function linksOf(past: Past, chain: string): Link[] {
  return [...past.table("waitlist_chain_steps").values()]
    .filter((step) => step["chain_id"] === chain)
    .toSorted((a, b) => a["position"] - b["position"])
    .map((step) => ({
      step,
      offer: past.table("waitlist_offers").get(step["offer_id"]),
      visit: past.table("bookings").get(step["visit_uid"]),
    }));
}
