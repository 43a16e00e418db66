import type { Known } from "../ledger.ts";

import { agreedKey, chainKey, offerKey, wishKey } from "./deeds.ts";
import { aWish, type Crowd, earlierDays } from "./people.ts";
import { currentVisits, oneOf, type Requests, stillWaiting, type Waiter } from "./requests.ts";

const MOST_WAITERS = 20;

export async function join(crowd: Crowd, asked: Requests): Promise<void> {
  // With too many on the list, each would hardly ever be looked at.
  if (stillWaiting(asked).length >= MOST_WAITERS) return look(crowd, asked);
  await joinFor(crowd, asked, aWish(crowd));
}

/** Joins the list; returns the entry if it is known at once. */
export async function joinFor(crowd: Crowd, asked: Requests, body: object): Promise<Waiter | undefined> {
  let waiter: Waiter | undefined;
  const headers = { "idempotency-key": asked.key() };
  await asked.once(crowd.business, {
    what: "joined",
    send: ({ ask }) => ask("POST", "/v1/public/waitlist", { body, headers }),
    done: ({ body: { entry, token } }) => {
      asked.deeds.note(true, `waitlist_joined waitlist:${entry.id}`);
      waiter = { id: entry.id, token };
      asked.waiters.push(waiter);
    },
  });
  return waiter;
}

/** Somebody wishes for an earlier time, on the page of their visit. */
export async function wishSooner(crowd: Crowd, asked: Requests): Promise<void> {
  const known = oneOf(currentVisits(asked), crowd.chance.below(40));
  if (!known || stillWaiting(asked).length >= MOST_WAITERS) return look(crowd, asked);
  await wishFor(crowd, asked, known, earlierDays(crowd, known.start));
}

export async function wishFor(
  { business }: Crowd,
  asked: Requests,
  known: Known,
  body: object,
): Promise<Waiter | undefined> {
  asked.deeds.note(false, wishKey(known.uid));
  const headers = { cookie: `visit=${known.token}` };
  const reply = await business.ask("POST", `/b/${known.uid}/earlier`, { body, headers });
  // The page redirects to the entry on the list, or back if nothing can be wished for.
  const [, id] = /\/w\/(\w+)/.exec(String(reply.headers["location"])) ?? [];
  const isDone = asked.heard("wished", { ...reply, status: id === undefined ? reply.status : 200 });
  const [, token] = /^visit=([\w-]+)/.exec(String(reply.headers["set-cookie"])) ?? [];
  if (isDone !== true || id === undefined || token === undefined) return undefined;
  asked.deeds.note(true, wishKey(known.uid));
  const waiter = asked.waiters.find((one) => one.id === id) ?? { id, token };
  if (!asked.waiters.includes(waiter)) asked.waiters.push(waiter);
  return waiter;
}

export async function look(crowd: Crowd, asked: Requests): Promise<void> {
  const waiting = stillWaiting(asked).filter((one) => one.asksToTake !== true);
  const waiter = oneOf(waiting, crowd.chance.below(1_000));
  if (waiter) await lookAt(crowd, asked, waiter);
}

/** Looks at an entry, and accepts, declines, leaves, or does nothing. */
export async function lookAt(crowd: Crowd, asked: Requests, waiter: Waiter): Promise<void> {
  const { business, chance } = crowd;
  const path = `/v1/public/waitlist/${waiter.id}`;
  const seen = await business.ask("GET", path, { key: waiter.token });
  if (asked.heard("looked", seen) !== true) return;
  const { status, offer, auto_book: saysYes } = seen.body.entry;
  const dice = chance.below(100);
  if (status === "booked") return take(crowd, asked, waiter);
  if (status === "closed") waiter.over = true;
  else if (offer && dice < 60) return take(crowd, asked, waiter, saysYes === false);
  else if (offer && dice < 80) {
    const declined = await business.ask("POST", `${path}/decline`, { key: waiter.token });
    const [start_at, expires_at] = [Date.parse(offer.start), Date.parse(offer.expires_at)];
    const ended = offerKey({ entry_id: waiter.id, staff_id: offer.staff.id, start_at, expires_at });
    asked.deeds.note(asked.heard("declined", declined) === true, ended);
  } else if (dice < 6) await leave(crowd, asked, waiter);
}

/**
 * Accepts an offer; also handles a visit that has already been booked for them. Somebody who agrees to a
 * chain keeps waiting, and the log records it unless they had agreed before.
 */
export async function take(
  { business }: Crowd,
  asked: Requests,
  waiter: Waiter,
  isAsked = false,
): Promise<void> {
  waiter.asksToTake = true;
  asked.deeds.note(false, agreedKey(waiter.id));
  const path = `/v1/public/waitlist/${waiter.id}/accept`;
  const reply = await business.ask("POST", path, { key: waiter.token });
  const isDone = asked.heard("accepted", reply);
  if (isDone === undefined) return;
  waiter.asksToTake = false;
  if (!isDone) return;
  if (reply.status === 202) return void (isAsked && asked.deeds.note(true, agreedKey(waiter.id)));
  waiter.over = true;
  asked.deeds.note(true, ...endsOf(waiter).slice(1));
  asked.noteVisit(reply, reply.body.manage_token);
}

async function leave({ business }: Crowd, asked: Requests, waiter: Waiter): Promise<void> {
  const path = `/v1/public/waitlist/${waiter.id}`;
  const left = asked.heard("left", await business.ask("DELETE", path, { key: waiter.token }));
  if (left === true) {
    waiter.over = true;
    asked.deeds.note(true, ...endsOf(waiter));
  }
}

/** How a wait can end: without a visit, or with one. */
function endsOf({ id }: Waiter): string[] {
  const kinds = ["waitlist_closed", "waitlist_offer_accepted", "waitlist_booked"];
  return [...kinds.map((kind) => `${kind} waitlist:${id}`), chainKey(id)];
}
