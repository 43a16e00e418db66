import type { Known } from "../ledger.ts";

import { cancelledKey, visitKey } from "./deeds.ts";
import { aSlot, type Crowd, somebody } from "./people.ts";
import type { Requests } from "./requests.ts";

/** Books a series of two to four weeks, leaving out weeks that are taken. */
export async function bookSeries(crowd: Crowd, asked: Requests): Promise<void> {
  const repeat = { every: "week", count: 2 + crowd.chance.below(3) };
  const body = { ...aSlot(crowd), customer: somebody(crowd), repeat, on_conflict: "skip" };
  const headers = { "idempotency-key": asked.key() };
  await asked.once(crowd.business, {
    what: "series",
    send: ({ ask }) => ask("POST", "/v1/public/bookings", { body, headers }),
    done: (reply) => {
      const first = asked.noteVisit(reply, reply.body.manage_token);
      const visits = reply.body.series.visits.filter((one: { uid?: string }) => one.uid !== undefined);
      for (const { uid, start, staff_id: staffId, manage_token: token } of visits) {
        if (uid === first.uid) continue;
        const known = { uid, token, status: "confirmed", start, staffId };
        asked.ledger.visits.set(uid, known);
        asked.deeds.note(true, visitKey({ ...known, version: 1, start_at: Date.parse(start) }));
      }
      asked.series.push(visits.map(({ uid }: Known) => uid));
    },
  });
}

/** Cancels a visit of a series and all later ones. */
export async function cancelLater({ business, chance }: Crowd, asked: Requests): Promise<void> {
  const uids = asked.series[chance.below(1_000) % Math.max(1, asked.series.length)] ?? [];
  const from = chance.below(Math.max(1, uids.length));
  const later = uids.slice(from).map((uid) => asked.ledger.visits.get(uid));
  const known = later[0];
  // If a change to one was not answered, its state must be looked up first.
  if (known?.status !== "confirmed" || later.some((one) => one?.unknown)) return;
  for (const one of later) {
    if (one?.status === "confirmed")
      asked.ledger.visits.set(one.uid, { ...one, unknown: { status: "cancelled", start: one.start } });
  }
  const path = `/v1/public/bookings/${known.uid}/cancel`;
  const reply = await business.ask("POST", path, { key: known.token, body: { scope: "this_and_later" } });
  const isDone = asked.heard("cancelled series", reply);
  if (isDone === undefined) return;
  for (const one of later) if (one) asked.ledger.visits.set(one.uid, one);
  if (!isDone) return;
  asked.noteVisit(reply, known.token);
  for (const { uid } of reply.body.series.changed) {
    const one = asked.ledger.visits.get(uid);
    if (one) asked.ledger.visits.set(uid, { ...one, status: "cancelled" });
    asked.deeds.note(true, cancelledKey(uid));
  }
}
