import type { Crowd } from "./people.ts";
import type { Requests } from "./requests.ts";
import { take } from "./waiting-traffic.ts";

/**
 * Repeats what was never answered and looks up what was being changed, so that the outcome of every act is
 * known. Returns how many are still unknown.
 */
export async function settleAll(crowd: Crowd, asked: Requests): Promise<number> {
  const unanswered = await asked.askAgain(crowd.business);
  for (const known of asked.ledger.visits.values()) {
    if (!known.unknown) continue;
    const path = `/v1/public/bookings/${known.uid}`;
    const reply = await crowd.business.ask("GET", path, { key: known.token });
    if (reply.status === 200) asked.noteVisit(reply, known.token);
  }
  for (const waiter of asked.waiters) {
    // Somebody else may have seen them leave while their acceptance was under way.
    if (waiter.over === true && waiter.asksToTake !== true) continue;
    const path = `/v1/public/waitlist/${waiter.id}`;
    const seen = await crowd.business.ask("GET", path, { key: waiter.token });
    const isBooked = seen.body?.entry?.status === "booked";
    if (isBooked || waiter.asksToTake === true) await take(crowd, asked, waiter);
  }
  const unknown = asked.waiters.filter((one) => one.asksToTake === true);
  return unanswered + unknown.length;
}
