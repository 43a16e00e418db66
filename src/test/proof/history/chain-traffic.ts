import { aQuietHour, type Crowd } from "./people.ts";
import type { Requests } from "./requests.ts";
import { book, cancelOne } from "./visit-traffic.ts";
import { joinFor, lookAt, wishFor } from "./waiting-traffic.ts";

/**
 * Two book adjacent times, the second would rather have the first one's, and a third waits for the second
 * one's; then the first cancels. Those who wait usually look soon after.
 */
export async function makeRoom(crowd: Crowd, asked: Requests): Promise<void> {
  const { date, ...hour } = aQuietHour(crowd);
  const first = await book(crowd, asked, { ...hour.first, customer: aStranger(asked) });
  const second = await book(crowd, asked, { ...hour.second, customer: aStranger(asked) });
  if (!first || !second) return;
  const mover = await wishFor(crowd, asked, second, { start_date: date, part: "any" });
  const newcomer = await joinFor(crowd, asked, { ...hour.wish, customer: aStranger(asked) });
  if (!mover || !newcomer) return;
  await cancelOne(crowd, asked, first);
  for (const one of [mover, newcomer]) if (crowd.chance.below(10) > 0) await lookAt(crowd, asked, one);
}

/** A customer who was never there before, since nobody with an open offer is asked. */
function aStranger(asked: Requests): object {
  const name = asked.key();
  return { name, email: `${name}@example.com` };
}
