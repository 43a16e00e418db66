import type { Reply } from "../client.ts";
import type { Known } from "../ledger.ts";

import { offerKey, settingKey } from "./deeds.ts";
import { anAbsence, aSlot, aStart, aWish, type Crowd, someHours, somebody, somePolicies } from "./people.ts";
import type { Requests, Waiter } from "./requests.ts";

const MOST_WAITERS = 20;

/** Pushes the server's clock forward by so many seconds. */
export type Push = (seconds: number) => Promise<Reply>;

/** One customer after the other, and the owner now and then, until the server is gone. */
export async function keepComingAndWaiting(crowd: Crowd, asked: Requests, push: Push): Promise<void> {
  const { chance } = crowd;
  const { counts } = asked.ledger;
  for (;;) {
    const lostBefore = counts.lost;
    const dice = chance.below(100);
    if (dice < 24) await book(crowd, asked);
    else if (dice < 30) await hold(crowd, asked);
    else if (dice < 40) await move(crowd, asked);
    else if (dice < 58) await cancel(crowd, asked);
    else if (dice < 71) await join(crowd, asked);
    else if (dice < 91) await look(crowd, asked);
    else if (dice < 94) await offerOutOfTurn(crowd, asked);
    else if (dice < 96) await changeStaff(crowd, asked);
    else if (dice < 98) await changeSettings(crowd, asked);
    else if ((await push(30 + chance.below(180))).status === 0) counts.lost++;
    if (counts.lost > lostBefore) return;
  }
}

async function book(crowd: Crowd, asked: Requests, more: object = {}): Promise<void> {
  const body = { ...aSlot(crowd), customer: somebody(crowd), ...more };
  const headers = { "idempotency-key": asked.key() };
  await asked.once(crowd.business, {
    what: "booked",
    send: ({ ask }) => ask("POST", "/v1/public/bookings", { body, headers }),
    done: (reply) => void asked.noteVisit(reply, reply.body.manage_token),
  });
}

async function hold(crowd: Crowd, asked: Requests): Promise<void> {
  const held = await crowd.business.ask("POST", "/v1/public/holds", { body: aSlot(crowd) });
  if (asked.heard("held", held) !== true) return;
  const { hold_id: id, service_id, staff_id, start } = held.body;
  asked.deeds.note(true, `slot_held hold:${id}`);
  if (crowd.chance.below(4) > 0) return book(crowd, asked, { hold_id: id, service_id, staff_id, start });
  const released = await crowd.business.ask("DELETE", `/v1/public/holds/${id}`);
  asked.deeds.note(asked.heard("released", released) === true, `hold_released hold:${id}`);
}

async function move(crowd: Crowd, asked: Requests): Promise<void> {
  await change(crowd, asked, "reschedule", { start: aStart(crowd) });
}

async function cancel(crowd: Crowd, asked: Requests): Promise<void> {
  await change(crowd, asked, "cancel", {});
}

async function change(
  { business, chance }: Crowd,
  asked: Requests,
  verb: "cancel" | "reschedule",
  body: { readonly start?: string },
): Promise<void> {
  const known = oneOf([...asked.ledger.visits.values()].filter(isCurrent).slice(-40), chance.below(40));
  if (!known) return;
  const status = verb === "cancel" ? "cancelled" : "confirmed";
  const unknown = { status, start: body.start ?? known.start };
  asked.ledger.visits.set(known.uid, { ...known, unknown });
  const path = `/v1/public/bookings/${known.uid}/${verb}`;
  const reply = await business.ask("POST", path, { key: known.token, body });
  const isDone = asked.heard(verb === "cancel" ? "cancelled" : "moved", reply);
  if (isDone === true) asked.noteVisit(reply, known.token);
  if (isDone === false) asked.ledger.visits.set(known.uid, known);
}

async function join(crowd: Crowd, asked: Requests): Promise<void> {
  // Whoever waits among too many is hardly ever looked after.
  if (asked.waiters.filter((one) => one.over !== true).length >= MOST_WAITERS) return look(crowd, asked);
  const body = aWish(crowd);
  const headers = { "idempotency-key": asked.key() };
  await asked.once(crowd.business, {
    what: "joined",
    send: ({ ask }) => ask("POST", "/v1/public/waitlist", { body, headers }),
    done: ({ body: { entry, token } }) => {
      asked.deeds.note(true, `waitlist_joined waitlist:${entry.id}`);
      asked.waiters.push({ id: entry.id, token });
    },
  });
}

/** Looks how it stands, and takes what is offered, lets it go, leaves, or falls silent. */
async function look(crowd: Crowd, asked: Requests): Promise<void> {
  const { business, chance } = crowd;
  const waiting = asked.waiters.filter((one) => one.over !== true && one.asksToTake !== true);
  const waiter = oneOf(waiting, chance.below(1_000));
  if (!waiter) return;
  const path = `/v1/public/waitlist/${waiter.id}`;
  const seen = await business.ask("GET", path, { key: waiter.token });
  if (asked.heard("looked", seen) !== true) return;
  const { status, offer } = seen.body.entry;
  const dice = chance.below(100);
  if (status === "booked") return take(crowd, asked, waiter);
  if (status === "closed") waiter.over = true;
  else if (offer && dice < 60) return take(crowd, asked, waiter);
  else if (offer && dice < 80) {
    const declined = await business.ask("POST", `${path}/decline`, { key: waiter.token });
    const [start_at, expires_at] = [Date.parse(offer.start), Date.parse(offer.expires_at)];
    const ended = offerKey({ entry_id: waiter.id, staff_id: offer.staff.id, start_at, expires_at });
    asked.deeds.note(asked.heard("declined", declined) === true, ended);
  } else if (dice < 6) await leave(crowd, asked, waiter);
}

/** Takes an offer; a visit that was booked for them already is answered too. */
export async function take({ business }: Crowd, asked: Requests, waiter: Waiter): Promise<void> {
  waiter.asksToTake = true;
  const path = `/v1/public/waitlist/${waiter.id}/accept`;
  const reply = await business.ask("POST", path, { key: waiter.token });
  const isDone = asked.heard("accepted", reply);
  if (isDone === undefined) return;
  waiter.asksToTake = false;
  if (!isDone) return;
  waiter.over = true;
  const subject = `waitlist:${waiter.id}`;
  asked.deeds.note(true, `waitlist_offer_accepted ${subject}`, `waitlist_booked ${subject}`);
  asked.noteVisit(reply, reply.body.manage_token);
}

async function leave({ business }: Crowd, asked: Requests, waiter: Waiter): Promise<void> {
  const path = `/v1/public/waitlist/${waiter.id}`;
  const left = asked.heard("left", await business.ask("DELETE", path, { key: waiter.token }));
  if (left === true) {
    waiter.over = true;
    const subject = `waitlist:${waiter.id}`;
    const ends = ["waitlist_closed", "waitlist_offer_accepted", "waitlist_booked"];
    asked.deeds.note(true, ...ends.map((kind) => `${kind} ${subject}`));
  }
}

async function offerOutOfTurn({ business, chance }: Crowd, asked: Requests): Promise<void> {
  const waiter = oneOf(
    asked.waiters.filter((one) => one.over !== true),
    chance.below(1_000),
  );
  if (!waiter) return;
  asked.heard("offered", await business.administer("POST", `/v1/admin/waitlist/${waiter.id}/offer`));
}

/** Somebody will be away, or be there after all. */
async function changeStaff(crowd: Crowd, asked: Requests): Promise<void> {
  const { business, chance } = crowd;
  if (asked.absences.length < 2) {
    const said = { body: anAbsence(crowd), headers: { "idempotency-key": asked.key() } };
    return asked.once(business, {
      what: "absences",
      send: ({ administer }) => administer("POST", "/v1/admin/time_off", said),
      done: ({ body: { id } }) => {
        asked.deeds.note(true, `time_off_added time_off:${id}`);
        asked.absences.push(id);
      },
    });
  }
  const [id] = asked.absences.splice(chance.below(asked.absences.length), 1);
  const removed = await business.administer("DELETE", `/v1/admin/time_off/${id}`);
  asked.deeds.note(asked.heard("back", removed) === true, `time_off_removed time_off:${id}`);
}

/** Other hours, or another way to ask those who wait. */
async function changeSettings(crowd: Crowd, asked: Requests): Promise<void> {
  const key = crowd.chance.oneOf(["hours", "policies"]);
  const body = key === "hours" ? someHours(crowd) : somePolicies(crowd);
  const said = { body, headers: { "idempotency-key": asked.key() } };
  await asked.once(crowd.business, {
    what: key,
    send: ({ administer }) => administer("PUT", `/v1/admin/${key}`, said),
    done: ({ headers }) => {
      const version = /\d+/.exec(String(headers["etag"]))?.[0];
      asked.deeds.note(true, settingKey(key, Number(version)));
    },
  });
}

/** What became of a visit that was being changed is to be found out first. */
function isCurrent(known: Known): boolean {
  return known.status === "confirmed" && !known.unknown;
}

function oneOf<T>(all: readonly T[], nth: number): T | undefined {
  return all[nth % Math.max(1, all.length)];
}
