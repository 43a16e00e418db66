import type { Known } from "../ledger.ts";

import { aSlot, aStart, type Crowd, somebody } from "./people.ts";
import { currentVisits, oneOf, type Requests } from "./requests.ts";

/** Somebody books; returns the visit if it is known at once. */
export async function book(crowd: Crowd, asked: Requests, more: object = {}): Promise<Known | undefined> {
  let known: Known | undefined;
  const body = { ...aSlot(crowd), customer: somebody(crowd), ...more };
  const headers = { "idempotency-key": asked.key() };
  await asked.once(crowd.business, {
    what: "booked",
    send: ({ ask }) => ask("POST", "/v1/public/bookings", { body, headers }),
    done: (reply) => {
      known = asked.noteVisit(reply, reply.body.manage_token);
    },
  });
  return known;
}

export async function hold(crowd: Crowd, asked: Requests): Promise<void> {
  const held = await crowd.business.ask("POST", "/v1/public/holds", { body: aSlot(crowd) });
  if (asked.heard("held", held) !== true) return;
  const { hold_id: id, service_id, staff_id, start } = held.body;
  asked.deeds.note(true, `slot_held hold:${id}`);
  if (crowd.chance.below(4) > 0)
    return void (await book(crowd, asked, { hold_id: id, service_id, staff_id, start }));
  const released = await crowd.business.ask("DELETE", `/v1/public/holds/${id}`);
  asked.deeds.note(asked.heard("released", released) === true, `hold_released hold:${id}`);
}

export async function move(crowd: Crowd, asked: Requests): Promise<void> {
  await change(crowd, asked, anyVisit(crowd, asked), "reschedule", { start: aStart(crowd) });
}

export async function cancel(crowd: Crowd, asked: Requests): Promise<void> {
  await cancelOne(crowd, asked, anyVisit(crowd, asked));
}

export async function cancelOne(crowd: Crowd, asked: Requests, known: Known | undefined): Promise<void> {
  await change(crowd, asked, known, "cancel", {});
}

function anyVisit({ chance }: Crowd, asked: Requests): Known | undefined {
  return oneOf(currentVisits(asked), chance.below(40));
}

async function change(
  { business }: Crowd,
  asked: Requests,
  known: Known | undefined,
  verb: "cancel" | "reschedule",
  body: { readonly start?: string },
): Promise<void> {
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
